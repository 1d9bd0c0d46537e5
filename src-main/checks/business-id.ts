// Business id (Y-tunnus) and the VAT number made of it.
// Source: the Finnish Patent and Registration Office and Tax Administration's BIS, "Y-tunnuksen tarkistusmerkin laskenta".

const weights = [7, 9, 10, 5, 8, 4, 2]

/** `1234567-1`, or null. Old ids have six digits and get a leading zero. A remainder of 1 is never given out. */
export function readBusinessId(value: string): string | null {
  const match = /^([0-9]{6,7})-([0-9])$/.exec(value.trim())
  if (!match) return null
  const digits = match[1]!.padStart(7, '0')
  const remainder = weights.reduce((sum, weight, index) => sum + weight * Number(digits[index]), 0) % 11
  if (remainder === 1 || digits === '0000000') return null
  return Number(match[2]) === (remainder === 0 ? 0 : 11 - remainder) ? `${digits}-${match[2]}` : null
}

/** `FI12345671`, the VAT number of a registered business; null when the id is not valid. */
export const vatNumberOf = (businessId: string): string | null => {
  const valid = readBusinessId(businessId)
  return valid && `FI${valid.replace('-', '')}`
}
