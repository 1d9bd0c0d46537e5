// From bytes to text: which encoding a file is in, judged by its bytes.
import { AppError } from '../core/errors.ts'

export const encodings = ['utf-8', 'utf-16le', 'utf-16be', 'windows-1252'] as const
export type Encoding = (typeof encodings)[number]

const startsWith = (bytes: Uint8Array, ...signature: number[]): boolean => signature.every((byte, index) => bytes[index] === byte)

/** UTF-16 without a mark: text of European languages has a NUL in almost every second byte. */
function utf16Without(bytes: Uint8Array): Encoding | undefined {
  const end = Math.min(bytes.length, 4096) & ~1
  if (end < 4) return undefined
  let even = 0
  let odd = 0
  for (let index = 0; index < end; index += 2) {
    if (bytes[index] === 0) even++
    if (bytes[index + 1] === 0) odd++
  }
  if (odd > end * 0.35 && even < end * 0.05) return 'utf-16le'
  if (even > end * 0.35 && odd < end * 0.05) return 'utf-16be'
  return undefined
}

const occurrences = (text: string, pattern: RegExp): number => text.match(pattern)?.length ?? 0

function judge(bytes: Uint8Array): Encoding {
  if (startsWith(bytes, 0xef, 0xbb, 0xbf)) return 'utf-8'
  if (startsWith(bytes, 0xff, 0xfe)) return 'utf-16le'
  if (startsWith(bytes, 0xfe, 0xff)) return 'utf-16be'
  const wide = utf16Without(bytes)
  if (wide) return wide
  try {
    new TextDecoder('utf-8', { fatal: true }).decode(bytes)
    return 'utf-8'
  } catch {
    // A few broken letters in a UTF-8 file must not turn every ä of it into two signs.
    const text = new TextDecoder('utf-8').decode(bytes)
    const broken = occurrences(text, /\uFFFD/g)
    return broken * 10 < occurrences(text, /[^\u0000-\u007F\uFFFD]/g) ? 'utf-8' : 'windows-1252'
  }
}

/**
 * Text of a file, without its byte order mark.
 * @param asked the encoding she chose; otherwise it is judged
 * @throws AppError `invalid_input`: a spreadsheet or another file that is no text
 */
export function decodeText(bytes: Uint8Array, asked?: Encoding): { text: string; encoding: Encoding } {
  if (startsWith(bytes, 0x50, 0x4b, 3, 4) || startsWith(bytes, 0xd0, 0xcf, 0x11, 0xe0))
    throw new AppError('invalid_input', 'importSpreadsheet')
  const encoding = asked ?? judge(bytes)
  const text = new TextDecoder(encoding).decode(bytes)
  // Also a file in another encoding than the asked one ends here rather than as names full of empty letters.
  if (text.includes('\0')) throw new AppError('invalid_input', 'importNotText')
  return { text, encoding }
}
