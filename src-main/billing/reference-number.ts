// Payment references. National: Finance Finland, "Viitenumeron rakenne ja tarkisteen laskenta". RF: ISO 11649.
import { checkDigits97 } from '../checks/mod97.ts'

export type ReferenceKind = 'national' | 'rf'
export interface Reference {
  kind: ReferenceKind
  /** Compact: digits without leading zeros, or `RF…`. */
  reference: string
  /** As printed: national in fives from the right, RF in fours from the left. */
  formatted: string
}

const compact = (value: string): string => value.replace(/[\s\u00A0\u202F]+/g, '').replace(/[a-z]/g, (letter) => letter.toUpperCase())
const fromRight = (digits: string, size: number): string => digits.replace(new RegExp(`\\B(?=([0-9]{${size}})+$)`, 'g'), ' ')
const fromLeft = (text: string, size: number): string => text.replace(new RegExp(`(.{${size}})(?=.)`, 'g'), '$1 ')

/** Check digit of a national reference: weights 7, 3, 1 from the right, up to the next ten. */
function nationalCheckDigit(base: string): string {
  let sum = 0
  for (let index = 0; index < base.length; index++) sum += [7, 3, 1][index % 3]! * Number(base[base.length - 1 - index])
  return String((10 - (sum % 10)) % 10)
}

/** Reads a reference of either kind; null when its shape or check digit is wrong. Leading zeros of a national one mean nothing. */
export function readReference(value: string): Reference | null {
  if (value.length > 80) return null
  const text = compact(value)
  if (/^RF[0-9]{2}[0-9A-Z]{1,21}$/.test(text)) {
    return checkDigits97('RF', text.slice(4)) === text.slice(2, 4) ? { kind: 'rf', reference: text, formatted: fromLeft(text, 4) } : null
  }
  if (!/^[0-9]+$/.test(text)) return null
  const digits = text.replace(/^0+/, '')
  if (digits.length < 4 || digits.length > 20 || nationalCheckDigit(digits.slice(0, -1)) !== digits.at(-1)) return null
  return { kind: 'national', reference: digits, formatted: fromRight(digits, 5) }
}

/**
 * Makes a reference from a base. National: 3–19 digits and a check digit. RF: a base of digits is made a national reference first, so
 * that both forms name the same payment (base 1234 → 12344 → RF…12344); a base with letters becomes RF as it is, 1–21 characters.
 * Null when the base fits neither.
 */
export function makeReference(base: string, kind: ReferenceKind): Reference | null {
  if (base.length > 80) return null
  const text = compact(base)
  const digits = /^[0-9]+$/.test(text) ? text.replace(/^0+/, '') : null
  const national = digits !== null && digits.length >= 3 && digits.length <= 19 ? `${digits}${nationalCheckDigit(digits)}` : null
  if (kind === 'national') return national === null ? null : { kind, reference: national, formatted: fromRight(national, 5) }
  const inner = digits === null && /^[0-9A-Z]{1,21}$/.test(text) ? text : national
  return inner === null ? null : wrapInRf(inner)
}

/** `RF` + check digits around a reference as it is (1–21 characters, digits and A–Z). */
export function wrapInRf(inner: string): Reference {
  const reference = `RF${checkDigits97('RF', inner)}${inner}`
  return { kind: 'rf', reference, formatted: fromLeft(reference, 4) }
}
