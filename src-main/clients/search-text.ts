// What the search index holds of a client, and what is asked of it. Whatever she types is plain words: hits or none, never an error
// (mcp_agent_mail #67: `Anna-Liisa`, `AND`, `*` must not be read as operators).
import { phoneKey } from '../checks/phone.ts'
import { fold, words, type NameParts } from './names.ts'

export interface Searchable extends NameParts {
  phone?: string | null
  email?: string | null
  hetu?: string | null
}

const reversed = (text: string): string => [...text].reverse().join('')
/** Phones are found from their end too: `4567` finds 040 123 4567. */
const phoneTokens = (key: string): string[] => [`p${key}`, `q${reversed(key)}`]
const compactHetu = (hetu: string): string =>
  hetu
    .toLowerCase()
    .replace(/[^a-z0-9+]/g, '')
    .replace('+', 'plus')

/** Words of the index, separated by spaces: names as written (å ä ö exactly) and folded, phone, e-mail, identity code. */
export function indexText(client: Searchable): string {
  const written = words([client.lastName, client.firstName, client.callName].filter(Boolean).join(' ').normalize('NFC').toLowerCase())
  const tokens = new Set([...written, ...written.map(fold)])
  const key = phoneKey(client.phone)
  if (key) for (const token of phoneTokens(key)) tokens.add(token)
  if (client.email) {
    for (const word of words(client.email.toLowerCase())) tokens.add(word)
    tokens.add(`m${words(client.email.toLowerCase()).join('')}`)
  }
  if (client.hetu) tokens.add(`h${compactHetu(client.hetu)}`)
  return [...tokens].join(' ')
}

const quoted = (token: string): string => `"${token}"*`
const phoneLike = /^[+(]?[\d\s()./\u2010-\u2015\u2212-]+$/
const hetuLike = /^\d{6}[-+\u2010-\u2015\u2212a-fu-y]\d{0,3}[0-9a-y]?$/i

function wordQuery(word: string): string {
  const lower = word.normalize('NFC').toLowerCase()
  if (/^\d{3,}$/.test(lower)) {
    const key = phoneKey(lower)
    return `(${[quoted(lower), quoted(`q${reversed(lower)}`), ...(key ? [quoted(`p${key}`)] : []), quoted(`h${lower}`)].join(' OR ')})`
  }
  return quoted(lower)
}

/**
 * The FTS5 expression for what was typed, or null when it holds no words. Several words must all be found, each by its beginning.
 * A word with å, ä or ö finds just that letter; one with a or o finds both.
 */
export function matchExpression(text: string): string | null {
  const typed = text.trim()
  if (hetuLike.test(typed)) return quoted(`h${compactHetu(typed.replace(/[\u2010-\u2015\u2212]/g, '-'))}`)
  if (phoneLike.test(typed)) {
    const digits = typed.replace(/\D/g, '')
    if (digits.length < 3) return digits === '' ? null : quoted(digits)
    const key = phoneKey(typed)
    // `358 40` is the beginning of a number without its +.
    return [quoted(`q${reversed(digits)}`), ...(key ? [quoted(`p${key}`)] : []), quoted(`p${digits}`), quoted(`h${digits}`)].join(' OR ')
  }
  if (typed.includes('@') && !typed.startsWith('@')) {
    const joined = words(typed.toLowerCase()).join('')
    return joined === '' ? null : quoted(`m${joined}`)
  }
  const found = words(typed)
  return found.length === 0 ? null : found.slice(0, 12).map(wordQuery).join(' AND ')
}
