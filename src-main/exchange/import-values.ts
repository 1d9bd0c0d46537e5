// Single values as other programs write them: names in one column, sexes, languages, several phones in one cell, whole addresses.
import { readEmail } from '../checks/email.ts'
import { readPhone } from '../checks/phone.ts'
import { fold } from '../clients/names.ts'

type Sex = 'female' | 'male' | 'other' | 'unknown'

const table = <T extends string>(lists: Readonly<Record<T, string>>): ReadonlyMap<string, T> =>
  new Map((Object.entries(lists) as [T, string][]).flatMap(([value, words]) => words.split(' ').map((word): [string, T] => [word, value])))

// ISO 5218: 1 male, 2 female, 9 not applicable, 0 unknown.
const sexes = table<Sex>({
  female: 'nainen n naispuolinen tytto kvinna k q kvinnlig flicka female f w woman girl femme feminin 2',
  male: 'mies m miespuolinen poika man manlig pojke male boy homme h masculin 1',
  other: 'muu x annan annat other divers nonbinary non-binary muunsukupuolinen autre',
  unknown: 'tuntematon okand unknown ? - 0 9 inconnu',
})
// The languages most spoken at home in Finland (Statistics Finland), and the codes ISO 639-2 gives them.
const languages = table({
  fi: 'suomi finska finnish fin finnois',
  sv: 'ruotsi svenska swedish swe suedois',
  en: 'englanti engelska english eng anglais',
  ru: 'venaja ryska russian rus',
  et: 'viro eesti estniska estonian est',
  ar: 'arabia arabiska arabic ara',
  so: 'somali somaliska som',
  fa: 'persia farsi persiska persian fas per',
  ku: 'kurdi kurdiska kurdish kur',
  zh: 'kiina kinesiska chinese zho chi',
  sq: 'albania albanska albanian sqi alb',
  vi: 'vietnam vietnamesiska vietnamese vie',
  th: 'thai thailandska tha',
  tr: 'turkki turkiska turkish tur',
  es: 'espanja spanska spanish spa espanol',
  de: 'saksa tyska german deu ger deutsch',
  uk: 'ukraina ukrainska ukrainian ukr',
  fr: 'ranska franska french fra fre francais',
  pl: 'puola polska polish pol',
  se: 'saame pohjoissaame samiska nordsamiska sme',
  it: 'italia italienska italian ita',
  pt: 'portugali portugisiska portuguese por',
  hu: 'unkari ungerska hungarian hun',
})

/** The sex a word names, undefined for nothing, null for a word that names none. */
export const readSex = (value: string): Sex | undefined | null =>
  value.trim() === '' ? undefined : (sexes.get(fold(value.trim()).replace(/\.$/, '')) ?? null)

/** ISO 639-1 code of a language named in words, by code or by locale (`fi-FI`); undefined for nothing, null when unknown. */
export function readLanguage(value: string): string | undefined | null {
  const word = fold(value.trim())
  if (word === '') return undefined
  const named = languages.get(word)
  if (named) return named
  const code = /^([a-z]{2})(?:[-_][a-z]{2,4})?$/.exec(word)?.[1]
  return code ? (languages.get(code) ?? code) : /^[a-z]{3}$/.test(word) ? word : null
}

/** Yes, no, or undefined when the word is neither. */
export function readYes(value: string): boolean | undefined {
  const word = fold(value.trim())
  if (/^(?:kylla|k|x|on|ja|j|yes|y|true|1|oui|o)$/.test(word)) return true
  return /^(?:|ei|e|nej|n|no|false|0|non|-)$/.test(word) ? false : undefined
}

export type NameOrder = 'auto' | 'lastFirst' | 'firstLast'
const particles = new Set(['von', 'af', 'de', 'la', 'van', 'der', 'den', 'zu', 'du', 'del', 'di', 'da', 'bin', 'al'])

/** Two names written in one column. With a comma the last name comes first, whatever the heading says. A single name is a last name. */
export function splitName(value: string, order: NameOrder): { lastName: string; firstName: string } {
  const text = value.replace(/\s+/g, ' ').trim()
  const comma = text.indexOf(',')
  if (comma >= 0) {
    const [last, first] = [
      text.slice(0, comma).trim(),
      text
        .slice(comma + 1)
        .replace(/,/g, ' ')
        .replace(/\s+/g, ' ')
        .trim(),
    ]
    return last === '' ? { lastName: first, firstName: '' } : { lastName: last, firstName: first }
  }
  const words = text.split(' ')
  if (words.length === 1) return { lastName: text, firstName: '' }
  if (order === 'lastFirst') {
    let end = 0
    while (end < words.length - 2 && particles.has(words[end]!.toLowerCase())) end++
    return { lastName: words.slice(0, end + 1).join(' '), firstName: words.slice(end + 1).join(' ') }
  }
  let start = words.length - 1
  while (start > 1 && particles.has(words[start - 1]!.toLowerCase())) start--
  return { lastName: words.slice(start).join(' '), firstName: words.slice(0, start).join(' ') }
}

/** Google joins several values of one kind by ` ::: `. */
export const splitValues = (value: string): string[] =>
  (value.includes(':::') ? value.split(':::') : [value]).map((one) => one.trim()).filter((one) => one !== '')

/** A cell of phones or e-mails: the whole if it is one, else its pieces when each piece is one; null when it is neither. */
function pieces(value: string, isOne: (text: string) => boolean, separators: RegExp): string[] | null {
  if (isOne(value)) return [value]
  const parts = value
    .split(separators)
    .map((part) => part.trim())
    .filter((part) => part !== '')
  return parts.length > 1 && parts.every(isOne) ? parts : null
}
export const phonesOf = (value: string): string[] | null =>
  pieces(value, (text) => readPhone(text) !== null, /[,;\n]| \/ | tai | eller | or /)
export const emailsOf = (value: string): string[] | null =>
  pieces(value.replace(/^mailto:/i, ''), (text) => readEmail(text) !== null, /[,;\s]+/)

/** `00100 Helsinki` in two; undefined when it does not begin with a Finnish postal code. */
export function splitPostalPlace(value: string): { postalCode: string; city: string } | undefined {
  const match = /^((?:FI-|AX-)?[0-9]{5})[ ,\n]+(\S.*)$/s.exec(value.trim())
  return match ? { postalCode: match[1]!, city: match[2]!.trim() } : undefined
}

/** `Esimerkkikatu 1 A 2, 00100 Helsinki` in parts; the whole is the street when it holds no postal code and place. */
export function splitAddress(value: string): { street: string; postalCode?: string; city?: string; country?: string } {
  const text = value.trim().slice(0, 1000)
  const match = /(?:^|[\s,])((?:FI-|AX-)?[0-9]{5})[ ,]+(\p{L}[^,\n]*)(?:[,\n]\s*(\p{L}[^,\n]*))?$/u.exec(text)
  if (!match) return { street: text }
  const street = text.slice(0, match.index).replace(/[\s,]+$/, '')
  return { street, postalCode: match[1]!, city: match[2]!.trim(), ...(match[3] ? { country: match[3].trim() } : {}) }
}
