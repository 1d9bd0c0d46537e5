// A practical check: what mail systems in use accept, internationalised domains and local parts too (RFC 6531), no quoted local parts.

const local = /^[^\s@"(),:;<>[\\\]\u0000-\u0020\u007F]+$/
// Nearly every address there is: told at a glance, since lists of a hundred thousand are checked.
const ordinary = /^[a-z0-9]+(?:[._+-][a-z0-9]+)*@[a-z0-9]+(?:-[a-z0-9]+)*(?:\.[a-z0-9]+(?:-[a-z0-9]+)*)*\.[a-z]{2,20}$/
const label = /^[\p{L}\p{N}]([\p{L}\p{M}\p{N}-]{0,61}[\p{L}\p{M}\p{N}])?$/u

/** The address trimmed, its domain in lower case; null when it can't be one. At most 254 characters (RFC 5321). */
export function readEmail(value: string): string | null {
  if (value.length <= 64 && ordinary.test(value)) return value
  const address = value.trim().normalize('NFC')
  const at = address.lastIndexOf('@')
  if (at < 1 || at > 64 || address.length > 254) return null
  const name = address.slice(0, at)
  const domain = address.slice(at + 1).toLowerCase()
  if (!local.test(name) || name.startsWith('.') || name.endsWith('.') || name.includes('..')) return null
  const labels = domain.split('.')
  if (labels.length < 2 || !labels.every((part) => label.test(part))) return null
  // A top-level domain has letters, at least two (or xn--…); all digits would be an address of a machine.
  const top = labels.at(-1)!
  return top.length >= 2 && /\p{L}/u.test(top) ? `${name}@${domain}` : null
}

/** For comparing: lower case. Undefined when there is none. */
export const emailKey = (value: string | null | undefined): string | undefined => value?.trim().normalize('NFC').toLowerCase() || undefined
