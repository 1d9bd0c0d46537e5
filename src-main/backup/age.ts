// [Note: age] data.age is an ordinary age v1 file (https://age-encryption.org/v1). The library makes and opens headers and identities; the
// payload is sealed here on libsodium, which is five times as fast: key HKDF-SHA-256(file key, salt = 16-byte nonce, info "payload"),
// ChaCha20-Poly1305 over chunks of 64 KiB, nonce = 11-byte counter and a byte that is 1 on the last chunk. Node's own ChaCha is missing
// from Electron. X25519 only: Debian 12's age 1.1.1 must open it.
import { hkdfSync, randomBytes } from 'node:crypto'
import { armor, Decrypter, Encrypter, generateX25519Identity, identityToRecipient } from 'age-encryption'
import { AppError } from '../core/errors.ts'
import { parseRecoveryKey } from '../vault/recovery-key.ts'
import type { Sodium } from '../vault/sodium.ts'
import { SodiumMemory } from '../vault/sodium-memory.ts'
import { damaged } from './tar.ts'

export const chunkBytes = 65_536
const tagBytes = 16
export const nonceBytes = 16
/** Enough for a header with hundreds of recipients; ours has two. */
export const largestHeaderBytes = 16_384

/** A fresh file key and the header that gives it to the recipients. */
export async function newHeader(recipients: readonly string[]): Promise<{ header: Uint8Array; fileKey: Uint8Array }> {
  const encrypter = new Encrypter()
  let fileKey: Uint8Array | undefined
  for (const recipient of recipients) encrypter.addRecipient(recipient)
  encrypter.addRecipient({
    wrapFileKey(key) {
      fileKey = Uint8Array.from(key)
      return [] // adds nothing to the header: it only lets this run read its own file back
    },
  })
  const empty = await encrypter.encrypt(new Uint8Array(0))
  return { header: empty.subarray(0, empty.length - nonceBytes - tagBytes), fileKey: fileKey! }
}

/** Length of the header at the start of `bytes`. @throws AppError `damaged` */
export function headerLength(bytes: Uint8Array): number {
  const text = Buffer.from(bytes.buffer, bytes.byteOffset, Math.min(bytes.length, largestHeaderBytes)).toString('latin1')
  const end = /\n--- [A-Za-z0-9+/]{43}\n/.exec(text)
  if (!text.startsWith('age-encryption.org/v1\n') || !end) throw damaged('data.age')
  return end.index + end[0].length
}

/** The file key, or undefined when the identity is not among the recipients. @throws AppError `damaged` for a broken header */
export async function openHeader(header: Uint8Array, identity: string): Promise<Uint8Array | undefined> {
  const decrypter = new Decrypter()
  decrypter.addIdentity(identity)
  try {
    return await decrypter.decryptHeader(header)
  } catch (cause) {
    if (cause instanceof Error && cause.message.startsWith('no identity matched')) return undefined
    throw damaged('data.age', cause)
  }
}

const payloadKey = (fileKey: Uint8Array, nonce: Uint8Array): Uint8Array => new Uint8Array(hkdfSync('sha256', fileKey, nonce, 'payload', 32))

/** Counter and last flag. */
class ChunkNonce {
  readonly bytes = new Uint8Array(12)
  private readonly view = new DataView(this.bytes.buffer)
  private count = 0n
  next(last: boolean): Uint8Array {
    this.view.setBigUint64(3, this.count)
    this.bytes[11] = last ? 1 : 0
    this.count += 1n
    return this.bytes
  }
}

/** Seals a payload that arrives in pieces; `emit` gets the nonce first, then each sealed chunk, which lasts until the next one. */
export class PayloadSealer {
  private readonly memory: SodiumMemory
  private readonly key: Uint8Array
  private readonly emit: (bytes: Uint8Array) => void
  private readonly nonce = new ChunkNonce()
  private readonly chunk = new Uint8Array(chunkBytes)
  private used = 0

  constructor(sodium: Sodium, fileKey: Uint8Array, emit: (bytes: Uint8Array) => void, nonce: Uint8Array = randomBytes(nonceBytes)) {
    this.memory = new SodiumMemory(sodium, chunkBytes + tagBytes)
    this.key = payloadKey(fileKey, nonce)
    this.emit = emit
    emit(nonce)
  }

  write(bytes: Uint8Array): void {
    for (let at = 0; at < bytes.length;) {
      if (this.used === chunkBytes) this.seal(false) // full, and more follows: not the last
      const piece = bytes.subarray(at, at + chunkBytes - this.used)
      this.chunk.set(piece, this.used)
      this.used += piece.length
      at += piece.length
    }
  }

  end(): void {
    this.seal(true)
    this.key.fill(0)
  }

  private seal(last: boolean): void {
    this.emit(this.memory.seal(this.chunk.subarray(0, this.used), this.nonce.next(last), this.key))
    this.used = 0
  }

  /** Gives its memory back; call it also when the run fails. */
  free(): void {
    this.memory.free()
    this.chunk.fill(0)
    this.key.fill(0)
  }
}

/** Opens a payload that arrives in pieces, nonce first. Every chunk is authenticated before it is emitted, and lasts until the next one. */
export class PayloadOpener {
  private readonly memory: SodiumMemory
  private readonly fileKey: Uint8Array
  private readonly emit: (bytes: Uint8Array) => void
  private readonly nonce = new ChunkNonce()
  private readonly chunk = new Uint8Array(chunkBytes + tagBytes)
  private readonly start = new Uint8Array(nonceBytes)
  private startUsed = 0
  private key: Uint8Array | undefined
  private used = 0
  private opened = 0

  constructor(sodium: Sodium, fileKey: Uint8Array, emit: (bytes: Uint8Array) => void) {
    this.memory = new SodiumMemory(sodium, chunkBytes + tagBytes)
    this.fileKey = fileKey
    this.emit = emit
  }

  write(bytes: Uint8Array): void {
    let at = 0
    if (!this.key) {
      const piece = bytes.subarray(0, nonceBytes - this.startUsed)
      this.start.set(piece, this.startUsed)
      this.startUsed += piece.length
      at = piece.length
      if (this.startUsed < nonceBytes) return
      this.key = payloadKey(this.fileKey, this.start)
    }
    while (at < bytes.length) {
      if (this.used === this.chunk.length) this.open(false)
      const piece = bytes.subarray(at, at + this.chunk.length - this.used)
      this.chunk.set(piece, this.used)
      this.used += piece.length
      at += piece.length
    }
  }

  /** @throws AppError `damaged` when the payload is cut: only the true last chunk carries the flag */
  end(): void {
    if (!this.key) throw damaged('data.age')
    this.open(true)
    this.key.fill(0)
  }

  private open(last: boolean): void {
    const plain = this.memory.open(this.chunk.subarray(0, this.used), this.nonce.next(last), this.key!)
    if (!plain) throw damaged('data.age')
    if (last && plain.length === 0 && this.opened > 0) throw damaged('data.age') // only an empty payload has an empty chunk
    this.opened += 1
    this.used = 0
    this.emit(plain)
  }

  /** Gives its memory back; call it also when the run fails. */
  free(): void {
    this.memory.free()
    this.key?.fill(0)
  }
}

export interface BackupIdentity {
  /** Armored age file that the backup passphrase opens: `key.age`. */
  keyFile: string
  recipient: string
}

/** scrypt work factor: 2^18 costs about a second and 256 MiB. Demo and test vaults hold nobody's data. */
export const workFactor = (kind: 'real' | 'demo' | 'test'): number => (kind === 'real' ? 18 : 12)

/** A new backup identity under the NFC form of the passphrase. */
export async function newBackupIdentity(passphrase: string, logN: number): Promise<BackupIdentity> {
  const identity = await generateX25519Identity()
  const recipient = await identityToRecipient(identity)
  const encrypter = new Encrypter()
  encrypter.setPassphrase(passphrase.normalize('NFC'))
  encrypter.setScryptWorkFactor(logN)
  const text = `# Vastaanotto backup identity\n# public key: ${recipient}\n${identity}\n`
  return { keyFile: armor.encode(await encrypter.encrypt(text)), recipient }
}

/** The identity inside `key.age`. @throws AppError `wrong_key` (`backupWrongPassphrase`), `damaged` */
export async function openKeyFile(keyFile: Uint8Array, passphrase: string): Promise<string> {
  const decrypter = new Decrypter()
  decrypter.addPassphrase(passphrase.normalize('NFC'))
  let text: string
  try {
    text = await decrypter.decrypt(armor.decode(Buffer.from(keyFile).toString('utf8')), 'text')
  } catch (cause) {
    if (cause instanceof Error && cause.message.startsWith('no identity matched')) throw new AppError('wrong_key', 'backupWrongPassphrase')
    throw damaged('key.age', cause)
  }
  const identity = text.split('\n').find((line) => line.startsWith('AGE-SECRET-KEY-1'))
  if (identity === undefined) throw damaged('key.age')
  return parseRecoveryKey(identity)
}
