// Account numbers. Lengths: SWIFT IBAN Registry (ISO 13616-1). Finnish bank groups: Finance Finland, "Suomalaiset rahalaitostunnukset
// ja BIC-koodit"; the list changes when banks merge, so a BIC is a proposal that the settings let her correct.
import { checkDigits97, remainder97 } from './mod97.ts'

const lengths: Readonly<Record<string, number>> = {
  AD: 24,
  AE: 23,
  AL: 28,
  AT: 20,
  AZ: 28,
  BA: 20,
  BE: 16,
  BG: 22,
  BH: 22,
  BI: 27,
  BR: 29,
  BY: 28,
  CH: 21,
  CR: 22,
  CY: 28,
  CZ: 24,
  DE: 22,
  DJ: 27,
  DK: 18,
  DO: 28,
  EE: 20,
  EG: 29,
  ES: 24,
  FI: 18,
  FK: 18,
  FO: 18,
  FR: 27,
  GB: 22,
  GE: 22,
  GI: 23,
  GL: 18,
  GR: 27,
  GT: 28,
  HN: 28,
  HR: 21,
  HU: 28,
  IE: 22,
  IL: 23,
  IQ: 23,
  IS: 26,
  IT: 27,
  JO: 30,
  KW: 30,
  KZ: 20,
  LB: 28,
  LC: 32,
  LI: 21,
  LT: 20,
  LU: 20,
  LV: 21,
  LY: 25,
  MC: 27,
  MD: 24,
  ME: 22,
  MK: 19,
  MN: 20,
  MR: 27,
  MT: 31,
  MU: 30,
  NI: 28,
  NL: 18,
  NO: 15,
  OM: 23,
  PK: 24,
  PL: 28,
  PS: 29,
  PT: 25,
  QA: 29,
  RO: 24,
  RS: 22,
  RU: 33,
  SA: 24,
  SC: 31,
  SD: 18,
  SE: 24,
  SI: 19,
  SK: 24,
  SM: 27,
  SO: 23,
  ST: 25,
  SV: 28,
  TL: 23,
  TN: 24,
  TR: 26,
  UA: 29,
  VA: 22,
  VG: 24,
  XK: 20,
  YE: 30,
}

/** First one, two or three digits of a Finnish account number. Numbers that begin with 4 or 7 have three, 3 two, the others one. */
const finnishBics: Readonly<Record<string, string>> = {
  1: 'NDEAFIHH',
  2: 'NDEAFIHH',
  5: 'OKOYFIHH',
  6: 'AABAFI22',
  8: 'DABAFIHH',
  31: 'HANDFIHH',
  33: 'ESSEFIHX',
  34: 'DABAFIHH',
  36: 'SBANFIHH',
  37: 'DNBAFIHX',
  38: 'SWEDFIHH',
  39: 'SBANFIHH',
  405: 'HELSFIHH',
  497: 'HELSFIHH',
  713: 'CITIFIHX',
  715: 'ITELFIHH',
  717: 'BIGKFIH1',
  798: 'VPAYFIH2',
  799: 'HOLVFIHH',
}
/** Ranges of three digits, both ends included. */
const finnishRanges: readonly (readonly [from: number, to: number, bic: string])[] = [
  [470, 479, 'POPFFI22'],
  [400, 400, 'ITELFIHH'],
  [402, 403, 'ITELFIHH'],
  [406, 408, 'ITELFIHH'],
  [410, 412, 'ITELFIHH'],
  [414, 421, 'ITELFIHH'],
  [423, 432, 'ITELFIHH'],
  [435, 452, 'ITELFIHH'],
  [454, 464, 'ITELFIHH'],
  [483, 493, 'ITELFIHH'],
  [495, 496, 'ITELFIHH'],
]

/** Without spaces, upper case: the form that is kept. */
export const compactIban = (value: string): string =>
  value.replace(/[\s\u00A0\u202F]+/g, '').replace(/[a-z]/g, (letter) => letter.toUpperCase())

/** The compact IBAN, or null: known country, its length, its check digits; a Finnish one has digits only. */
export function readIban(value: string): string | null {
  if (value.length > 64) return null
  const iban = compactIban(value)
  if (!/^[A-Z]{2}[0-9]{2}[0-9A-Z]+$/.test(iban) || iban.length !== lengths[iban.slice(0, 2)]) return null
  if (iban.startsWith('FI') && !/^FI[0-9]{16}$/.test(iban)) return null
  // Check digits are 02–98 by the way they are made; 00, 01 and 99 would satisfy the remainder alone.
  return iban.slice(2, 4) === checkDigits97(iban.slice(0, 2), iban.slice(4)) && remainder97(iban.slice(4) + iban.slice(0, 4)) === 1
    ? iban
    : null
}

/** In fours, as it is printed: `FI79 4405 2020 0360 82`. */
export const formatIban = (iban: string): string => compactIban(iban).replace(/(.{4})(?=.)/g, '$1 ')

/** BIC of a valid Finnish IBAN; undefined for other countries and unknown bank groups. */
export function bicOf(iban: string): string | undefined {
  if (!iban.startsWith('FI')) return undefined
  const group = iban.slice(4, 7)
  const known = finnishBics[group] ?? finnishBics[group.slice(0, 2)] ?? finnishBics[group.slice(0, 1)]
  if (known) return known
  return finnishRanges.find(([from, to]) => Number(group) >= from && Number(group) <= to)?.[2]
}

/** Eight or eleven characters (ISO 9362), upper case; null otherwise. */
export function readBic(value: string): string | null {
  const bic = value.replace(/\s+/g, '').replace(/[a-z]/g, (letter) => letter.toUpperCase())
  return /^[A-Z]{4}[A-Z]{2}[A-Z0-9]{2}([A-Z0-9]{3})?$/.test(bic) ? bic : null
}
