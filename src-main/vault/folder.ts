// What lies in a vault folder, by name. docs/vault-format.md lists the same.
import { chmodSync, existsSync, readdirSync, statSync } from 'node:fs'
import path from 'node:path'
import { AppError } from '../core/errors.ts'
import { ensureFolder, withIoErrors } from '../core/files.ts'

export const vaultFileName = 'vault.json'
export const previousVaultFileName = 'vault.json.previous'
export const databaseName = 'practice.db'
export const attachmentsName = 'attachments'
export const lockName = 'vault.lock'
export const stagingName = 'staging'

/** Also true in the middle of a change of several files that was cut off after its decision (see [Note: staging]): the unlock ends it. */
export const vaultExists = (folder: string): boolean =>
  [vaultFileName, previousVaultFileName, path.join(stagingName, 'commit')].some((name) => existsSync(path.join(folder, name)))
export const databaseFile = (folder: string): string => path.join(folder, databaseName)

/** Ours, but of no worth alone: what a creation that was cut off leaves. */
const harmless = (name: string): boolean =>
  name === lockName ||
  name === `${lockName}-journal` ||
  name === stagingName ||
  name === 'unlock.json' ||
  /\.unfinished-[0-9a-f]{12}$/.test(name) ||
  name === '.DS_Store' ||
  name === 'desktop.ini'

/**
 * Makes the folder ready for a new vault: missing or empty, and readable by its owner alone.
 * @throws AppError `conflict` (`vaultExists`, `folderNotEmpty`), `io`
 */
export function prepareNewFolder(folder: string): void {
  withIoErrors(folder, () => {
    if (vaultExists(folder)) throw new AppError('conflict', 'vaultExists')
    if (existsSync(folder)) {
      if (!statSync(folder).isDirectory())
        throw new AppError('io', 'notAFolder', { params: { file: path.basename(folder), errno: 'ENOTDIR' }, details: { errno: 'ENOTDIR' } })
      if (readdirSync(folder).some((name) => !harmless(name))) throw new AppError('conflict', 'folderNotEmpty')
      if (process.platform !== 'win32') chmodSync(folder, 0o700)
    }
    ensureFolder(folder)
  })
}
