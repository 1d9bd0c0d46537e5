// Telephone numbers. What is typed is kept; `phoneKey` makes it comparable (FossifyOrg/Phone #254: spaces, dashes, +358, 00358 and
// the leading 0 make no difference).

/** Digits in Arabic and full-width forms as ASCII; everything but digits and a leading + removed. */
function bare(value: string): string {
  const text = value.normalize('NFKC').trim()
  const digits = text.replace(/\(0\)/g, '').replace(/[^0-9]/g, '')
  return /^[^0-9+]*\+/.test(text) ? `+${digits}` : digits
}

/**
 * A comparable form: digits only, beginning with the country code. `+358 40 123 4567`, `00358401234567` and `040-123 4567` all give
 * `358401234567`. Numbers without a country code are Finnish. Undefined when there are no digits.
 */
export function phoneKey(value: string | null | undefined): string | undefined {
  if (!value) return undefined
  const number = bare(value)
  if (number.startsWith('+')) {
    const digits = number.slice(1)
    return digits.startsWith('3580') ? `358${digits.slice(4)}` : digits || undefined // +358 (0)40
  }
  // 00 is the international prefix (E.164).
  if (number.startsWith('00')) return phoneKey(`+${number.slice(2)}`)
  if (number.startsWith('0')) return `358${number.slice(1)}`
  // Without a leading 0 or + it is either a number kept by a spreadsheet, which ate the 0 or the +, or a short one.
  if (number.startsWith('358') && number.length >= 9) return number.startsWith('3580') ? `358${number.slice(4)}` : number
  return number ? `358${number}` : undefined
}

/** The last `digits` digits of a number, which are enough to find it by; undefined when it has fewer. */
export function phoneTail(value: string, digits = 4): string | undefined {
  const all = bare(value).replace('+', '')
  return all.length >= digits ? all.slice(-digits) : undefined
}

/**
 * The number as typed, spaces tidied, or null when it can't be one: 3–15 digits (E.164; the shortest are Finnish service numbers),
 * signs used between groups, and one extension at most.
 */
export function readPhone(value: string): string | null {
  const text = value.normalize('NFKC').replace(/\s+/g, ' ').trim()
  if (text.length > 60 || !/^[+(]?[0-9(][0-9 ()./\u2010-\u2015-]*[0-9]( ?(?:ext|ankn|alanumero|x|p|puh)\.? ?[0-9]{1,6})?$/i.test(text))
    return null
  const digits = bare(text.replace(/ ?[a-z].*$/i, '')).replace('+', '')
  return digits.length >= 3 && digits.length <= 15 ? text : null
}
