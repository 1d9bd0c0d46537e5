// Which phrase stands before the caret: `;mob` at the beginning of a word, nothing written on behind it.

export interface Token {
  /** Place of the semicolon. */
  start: number
  /** The caret: where the abbreviation ends. */
  end: number
  /** What is typed after the semicolon, as typed. */
  typed: string
}

const tokenBefore = /(?:^|[^\p{L}\p{N};]);([\p{L}\p{N}-]{0,20})$/u
/** A window before the caret is enough: an abbreviation has 20 characters at most. */
const reach = 64

/** The abbreviation that is being typed at the caret, or null. */
export function tokenAt(text: string, caret: number): Token | null {
  if (caret < 1 || caret > text.length) return null
  const from = Math.max(0, caret - reach)
  const match = tokenBefore.exec(text.slice(from, caret))
  if (!match || /^[\p{L}\p{N}-]/u.test(text.slice(caret, caret + 2))) return null
  const typed = match[1]!
  return { start: caret - typed.length - 1, end: caret, typed }
}

const folded = (text: string): string => text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase()

const shown = 8

/** Phrases whose abbreviation begins with what is typed, as written before ä read as a; never more than fit on the list. */
export function matching<P extends { abbreviation: string }>(phrases: readonly P[], typed: string): P[] {
  const exact = typed.normalize('NFC').toLowerCase()
  const loose = folded(typed)
  const first = phrases.filter(({ abbreviation }) => abbreviation.startsWith(exact))
  const then = phrases.filter((phrase) => !first.includes(phrase) && folded(phrase.abbreviation).startsWith(loose))
  return [...first, ...then].slice(0, shown)
}

/** The text with the abbreviation replaced, and where the caret stands then. */
export function expanded(text: string, { start, end }: Token, phrase: string): { text: string; caret: number } {
  return { text: text.slice(0, start) + phrase + text.slice(end), caret: start + phrase.length }
}
