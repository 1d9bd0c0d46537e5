// ISO 7064 MOD 97-10, as IBAN (ISO 13616) and the creditor reference (ISO 11649) use it: letters count as 10–35.

/** Remainder of `text` (digits and A–Z) by 97, piece by piece: the number itself would not fit. */
export function remainder97(text: string): number {
  let remainder = 0
  for (let index = 0; index < text.length; index++) {
    const code = text.charCodeAt(index)
    remainder = code >= 65 ? (remainder * 100 + code - 55) % 97 : (remainder * 10 + code - 48) % 97
  }
  return remainder
}

/** Two check digits for `country` (or `RF`) and the rest. */
export const checkDigits97 = (prefix: string, rest: string): string => String(98 - remainder97(`${rest}${prefix}00`)).padStart(2, '0')
