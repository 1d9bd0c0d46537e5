// Names in lists, in order and compared. A person may have one name only: it is kept as the last name.

export interface NameParts {
  lastName: string
  firstName?: string | null
  callName?: string | null
}

const spaced = (...parts: (string | null | undefined)[]): string => parts.filter(Boolean).join(' ')

/** As she is spoken of: call name (else first names) and last name. */
export const displayName = ({ lastName, firstName, callName }: NameParts): string => spaced(callName || firstName, lastName)

// oxlint-disable-next-line no-control-regex
const beyondAscii = /[^\x00-\x7F]/

/** Letters without their marks: ä → a, ø → o, ß → ss. For finding, not for order. */
export function fold(text: string): string {
  const lower = text.toLowerCase()
  if (!beyondAscii.test(lower)) return lower // most names: nothing to take off
  return lower
    .normalize('NFD') // first: ǿ is an ø with a mark
    .replace(/\p{M}+/gu, '')
    .replace(/ß/g, 'ss')
    .replace(/[øœ]/g, 'o')
    .replace(/æ/g, 'a')
    .replace(/đ/g, 'd')
    .replace(/ł/g, 'l')
}

// The Finnish alphabet ends in å ä ö; { | } follow z in ASCII. Other marks do not change a letter's place.
const finnishOrder: Readonly<Record<string, string>> = { å: '{', ä: '|', ö: '}', æ: '|', ø: '}' }

/** Order of lists: last name, then first names, by the Finnish alphabet. */
export function sortKey({ lastName, firstName }: NameParts): string {
  const lower = spaced(lastName, firstName).normalize('NFC').toLowerCase()
  return beyondAscii.test(lower) ? [...lower].map((letter) => finnishOrder[letter] ?? fold(letter)).join('') : lower
}

/** The same person written in other ways: folded words in alphabetical order, so that "Mallikas Maija" is "Maija Mallikas". */
export const nameKey = ({ lastName, firstName }: NameParts): string =>
  words(fold(spaced(lastName, firstName)))
    .sort()
    .join(' ')

/** Letters and digits are words; everything else separates them. */
export const words = (text: string): string[] => text.match(/[\p{L}\p{M}\p{N}]+/gu) ?? []
