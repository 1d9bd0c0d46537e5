// No bracket, blank or "fill in here" may reach paper. Matched as words, so that ordinary Finnish ("sinulla", "poistetaan") is not caught.

const marks: readonly RegExp[] = [
  /^[\s\p{P}\p{S}_]*$/u, // empty, or punctuation alone
  /\[[^\]]{0,80}\]|\[|\]/, // any square bracket: [nimi], [ ]
  /\{\{|\}\}|\$\{|<%|%>|\{[^{}]{0,60}\}/, // templates
  /[‹›]/, // ‹nimi›
  /<[^<>]{0,60}>/, // <nimi>
  /_{2,}/, // ____
  /^\s*(?:\.{2,}|…|-{2,}|\?+|\*+|#+)\s*$/,
  /(?:\.{4,}|…{2,}|\?{3,})/,
  /\bx{3,}\b/iu,
  /(?:^|[\s(])x(?:\.x)+\.?(?=$|[\s,.)])/iu, // x.x.
  /(?:^|[^\p{L}\p{N}])#{3,}/u,
]

// Whole words or phrases, in the three languages. Edges are anything but a letter, a digit or a hyphen between letters.
const phrases = [
  'täydennä',
  'täydennetään myöhemmin',
  'lisää tähän',
  'lisätään tähän',
  'kirjoita tähän',
  'nimi tähän',
  'teksti tähän',
  'poista tai lisää',
  'poista tarvittaessa',
  'valitse yksi',
  'ei tiedossa vielä',
  'puuttuu',
  'esimerkkiteksti',
  'mallipohja',
  'fyll i',
  'fyll i här',
  'lägg till här',
  'skriv här',
  'ta bort eller lägg till',
  'kompletteras',
  'kompletteras senare',
  'exempeltext',
  'platshållare',
  'fill in',
  'fill in here',
  'insert here',
  'add here',
  'write here',
  'your name here',
  'your company',
  'placeholder',
  'sample text',
  'delete or add',
  'to be added',
  'to be confirmed',
  'to be defined',
  'todo',
  'to do',
  'fixme',
  'tbd',
  'tba',
  'tbc',
  'n/a',
  'n.a.',
  'lorem',
  'lorem ipsum',
  'ipsum',
  'undefined',
  'null',
  'nan',
  'none',
  'asdf',
  'qwerty',
  'foo',
  'bar',
  'foobar',
  '[object object]',
  'xx',
  'yyyy',
  'dd.mm.yyyy',
  'pp.kk.vvvv',
  'testi',
  'test',
  'test test',
]
const escaped = (text: string): string => text.replace(/[.*+?^${}()|[\]\\/]/g, '\\$&')
const edge = { before: '(?<![\\p{L}\\p{N}-])', after: '(?![\\p{L}\\p{N}]|-\\p{L})' }
// Words that are also ordinary ones count only when they are the whole value.
const wholeOnly = new Set([
  'null',
  'none',
  'bar',
  'foo',
  'test',
  'testi',
  'test test',
  'xx',
  'to do',
  'puuttuu',
  'nan',
  'fill in',
  'fyll i',
  'ipsum',
  'yyyy',
  'your company',
  'mallipohja',
  'kompletteras',
])
const inside = new RegExp(
  `${edge.before}(?:${phrases
    .filter((phrase) => !wholeOnly.has(phrase))
    .map(escaped)
    .join('|')})${edge.after}`,
  'iu',
)
const whole = new RegExp(`^\\s*(?:${[...wholeOnly].map(escaped).join('|')})[\\s.!:]*$`, 'iu')

/** What gives a value away as unfinished, or null. `value` is one that would be printed; an absent one is no business of this guard. */
export function placeholderIn(value: string): string | null {
  for (const mark of marks) {
    const match = mark.exec(value)
    if (match) return match[0].trim() || 'empty'
  }
  return inside.exec(value)?.[0] ?? whole.exec(value)?.[0]?.trim() ?? null
}

const hedges = [
  'mahdollisesti',
  'mahd.',
  'jos käytössä',
  'tarvittaessa',
  'ehkä',
  'eventuellt',
  'vid behov',
  'om i bruk',
  'om det används',
  'möjligen',
  'possibly',
  'if in use',
  'if applicable',
  'where applicable',
  'if necessary',
  'as needed',
  'maybe',
  'perhaps',
]
const hedge = new RegExp(`${edge.before}(?:${hedges.map(escaped).join('|')})${edge.after}`, 'iu')

/** A word that leaves open what is so, or null. */
export const hedgeIn = (value: string): string | null => hedge.exec(value)?.[0] ?? null

/** Marks that no finished text may hold, ours or the user's: looked for once more in the whole text before it is written. */
const never = /[[\]{}‹›]|_{3,}|\bundefined\b|\bNaN\b|\[object/u
export const unfinishedIn = (text: string): string | null => never.exec(text)?.[0] ?? null
