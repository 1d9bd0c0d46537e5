// The Finnish personal identity code (henkilötunnus).
// Source: valtioneuvoston asetus väestötietojärjestelmästä 128/2010 § 2 as amended by 690/2022: since 1.1.2023 each of the last two
// centuries has several separators, and a code is told from another by the whole of it: 010594Y9032 and 010594-9032 are two people.

export type Sex = 'female' | 'male'

export interface HetuFacts {
  /** Upper case, without spaces: the form that is kept. */
  hetu: string
  /** Local date, `YYYY-MM-DD`. */
  birthDate: string
  sex: Sex
  /** Individual number 900–999: given by a system for somebody whose real code is not known, or for tests. */
  artificial: boolean
}

/** First two digits of the year of birth. */
const centuryOf: Readonly<Record<string, number>> = {
  '+': 18,
  '-': 19,
  U: 19,
  V: 19,
  W: 19,
  X: 19,
  Y: 19,
  A: 20,
  B: 20,
  C: 20,
  D: 20,
  E: 20,
  F: 20,
}
const checkCharacters = '0123456789ABCDEFHJKLMNPRSTUVWXY'
const shape = /^([0-9]{2})([0-9]{2})([0-9]{2})([-+UVWXYABCDEF])([0-9]{3})([0-9ABCDEFHJKLMNPRSTUVWXY])$/

/** Upper case, without spaces; other programs write the hyphen as a dash or a minus sign. Only ASCII letters are raised. */
export const normaliseHetu = (value: string): string =>
  value
    .replace(/[\s\u00A0\u202F]+/g, '')
    .replace(/[\u2010-\u2015\u2212]/g, '-')
    .replace(/[a-z]/g, (letter) => letter.toUpperCase())

const pad = (value: number): string => String(value).padStart(2, '0')

/** What an identity code tells, or null when it isn't one: shape, real date, individual number 002–999, check character. */
export function readHetu(value: string): HetuFacts | null {
  if (value.length > 40) return null
  const hetu = normaliseHetu(value)
  const match = shape.exec(hetu)
  if (!match) return null
  const [, day, month, yearOfCentury, separator, individual] = match as unknown as [string, string, string, string, string, string]
  const year = centuryOf[separator]! * 100 + Number(yearOfCentury)
  const date = new Date(Date.UTC(year, Number(month) - 1, Number(day)))
  if (date.getUTCMonth() !== Number(month) - 1 || date.getUTCDate() !== Number(day)) return null
  const number = Number(individual)
  if (number < 2) return null
  if (checkCharacters[Number(day + month + yearOfCentury + individual) % 31] !== hetu[10]) return null
  return {
    hetu,
    birthDate: `${year}-${pad(Number(month))}-${pad(Number(day))}`,
    sex: number % 2 === 0 ? 'female' : 'male',
    artificial: number >= 900,
  }
}

/** Makes a code from its parts; for demo data and tests, so `individual` is 900–999. */
export function makeArtificialHetu(birthDate: string, separator: string, individual: number): string {
  const [year, month, day] = birthDate.split('-') as [string, string, string]
  if (individual < 900 || individual > 999 || centuryOf[separator] !== Math.floor(Number(year) / 100))
    throw new RangeError('not an artificial identity code')
  const start = `${day}${month}${year.slice(2)}`
  return `${start}${separator}${individual}${checkCharacters[Number(`${start}${individual}`) % 31]}`
}
