import { createHash } from 'node:crypto'
import { canonicalJson as canonical } from '../vault/canonical.ts'

/** JSON with keys in code-unit order, no white space, nothing undefined: equal facts have equal hashes on every machine. */
export const canonicalJson = (value: unknown): string => canonical(JSON.parse(JSON.stringify(value)))

/** SHA-256, hex, of bytes or of the UTF-8 form of a text. */
export const sha256Of = (content: string | Uint8Array): string => createHash('sha256').update(content).digest('hex')
