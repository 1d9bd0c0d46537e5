// Opening a backup with what a person has: the backup passphrase or the recovery key.
import { AppError } from '../core/errors.ts'
import { parseRecoveryKey } from '../vault/recovery-key.ts'
import { headerLength, largestHeaderBytes, openHeader, openKeyFile } from './age.ts'
import { readPart, type ByteSource } from './byte-source.ts'
import { hashData, type Outer } from './outer.ts'
import type { openers } from './shapes-contract.ts'
import { damaged } from './tar.ts'

export type Opener = (typeof openers)[number]

export interface BackupSecrets {
  backupPassphrase?: string | undefined
  recoveryKey?: string | undefined
}

export interface OpenedBackup {
  fileKey: Uint8Array
  openedWith: Opener
  /** What opened it, for the check of a restored recovery slot. Wipe is not possible: it is a string. */
  identity: string
}

/** Parts of two backups in one file: each whole in itself, but not made together. */
export const mixed = (): AppError => new AppError('damaged', 'backupMixed', { details: { part: 'layout' } })

export const readHeader = (source: ByteSource, { dataOffset, dataBytes }: Outer): Buffer => {
  const start = readPart(source, dataOffset, Math.min(largestHeaderBytes, dataBytes))
  return start.subarray(0, headerLength(start))
}

/**
 * The file key. With both secrets the passphrase is tried first; the answer names the one that opened.
 * @throws AppError `wrong_key` (`backupWrongPassphrase`, `backupWrongRecoveryKey`, `backupNoPassphrase`, a typing error of the recovery
 *   key); `invalid_input` (`backupKeyNotGiven`); `damaged`
 */
export async function openBackup(source: ByteSource, outer: Outer, secrets: BackupSecrets): Promise<OpenedBackup> {
  const { backupPassphrase, recoveryKey } = secrets
  if (!backupPassphrase && !recoveryKey) throw new AppError('invalid_input', 'backupKeyNotGiven', { details: { problems: [] } })
  const header = readHeader(source, outer)
  const isDamaged = (): boolean => hashData(source, outer) !== outer.manifest.files['data.age'].sha256
  if (backupPassphrase && outer.keyFile) {
    try {
      const identity = await openKeyFile(outer.keyFile, backupPassphrase)
      const fileKey = await openHeader(header, identity)
      if (fileKey) return { fileKey, openedWith: 'backupPassphrase', identity }
      throw isDamaged() ? damaged('data.age') : mixed()
    } catch (error) {
      if (!recoveryKey || !(error instanceof AppError) || error.code !== 'wrong_key') throw error
    }
  }
  if (!recoveryKey) throw new AppError('wrong_key', 'backupNoPassphrase')
  const identity = parseRecoveryKey(recoveryKey)
  const fileKey = await openHeader(header, identity)
  if (fileKey) return { fileKey, openedWith: 'recoveryKey', identity }
  throw isDamaged() ? damaged('data.age') : new AppError('wrong_key', 'backupWrongRecoveryKey')
}
