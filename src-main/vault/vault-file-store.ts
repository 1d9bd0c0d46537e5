// Reading and replacing vault.json on disk. It is replaced atomically, and the previous one stays until the new one has been read back.
import { existsSync } from 'node:fs'
import path from 'node:path'
import { AppError } from '../core/errors.ts'
import { moveFile, readWholeFile, removeIfThere, writeWholeFile } from '../core/files.ts'
import { previousVaultFileName, vaultFileName } from './folder.ts'
import type { Sodium } from './sodium.ts'
import { authenticate, largestVaultFileBytes, readVaultFile, sealVaultFile, type VaultContent, type VaultFile } from './vault-file.ts'

const read = (file: string): VaultFile => readVaultFile(readWholeFile(file, largestVaultFileBytes).toString('utf8'))

/**
 * Reads vault.json. When it is missing or damaged and the previous one is there and sound, reads that; changes nothing.
 * @throws AppError `not_found` (`noVault`), `damaged`, `newer`, `io`
 */
export function loadVaultFile(folder: string): { file: VaultFile; fromPrevious: boolean } {
  const current = path.join(folder, vaultFileName)
  const previous = path.join(folder, previousVaultFileName)
  if (!existsSync(current) && !existsSync(previous)) throw new AppError('not_found', 'noVault')
  try {
    if (!existsSync(current)) throw new AppError('damaged', 'vaultFileDamaged')
    return { file: read(current), fromPrevious: false }
  } catch (error) {
    if (!(error instanceof AppError) || error.code !== 'damaged' || !existsSync(previous)) throw error
    try {
      return { file: read(previous), fromPrevious: true }
    } catch {
      throw error
    }
  }
}

/** After an unlock: ends a replacement that was cut off, one way or the other. */
export function settleVaultFile(folder: string, fromPrevious: boolean): void {
  const previous = path.join(folder, previousVaultFileName)
  if (fromPrevious) moveFile(previous, path.join(folder, vaultFileName))
  else removeIfThere(previous)
}

/**
 * Replaces vault.json by `content`, authenticated with `key`, and reads it back before the previous one goes. On any error the file
 * on disk is the previous one.
 * @param key the vault-file key
 * @throws AppError `io`
 */
export function replaceVaultFile(sodium: Sodium, folder: string, content: VaultContent, key: Uint8Array): VaultFile {
  const target = path.join(folder, vaultFileName)
  const previous = path.join(folder, previousVaultFileName)
  const text = sealVaultFile(sodium, content, key)
  const before = readWholeFile(target, largestVaultFileBytes)
  writeWholeFile(previous, before, { overwrite: true })
  let replaced: VaultFile
  try {
    writeWholeFile(target, text, { overwrite: true })
    const there = readWholeFile(target, largestVaultFileBytes).toString('utf8')
    if (there !== text) throw new AppError('io', 'notReadBack', { params: { file: vaultFileName } })
    replaced = readVaultFile(there)
    authenticate(sodium, replaced, key)
  } catch (error) {
    moveFile(previous, target)
    throw error
  }
  try {
    removeIfThere(previous)
  } catch {
    // the change is done; the next unlock removes what is left
  }
  return replaced
}
