import { vaultExists } from './folder.ts'
import type { VaultKind } from './vault-file.ts'
import { loadVaultFile } from './vault-file-store.ts'

/** What kind of vault lies in a folder, before anything is opened; undefined where there is none. @throws AppError `damaged`, `newer`, `io` */
export const vaultKindIfThere = (folder: string): VaultKind | undefined =>
  vaultExists(folder) ? loadVaultFile(folder).file.kind : undefined
