// Makes the golden backup of the present format: `node tests/golden/backup/make.ts`. Run it once before each release that changes the format or
// adds a migration, and commit what it makes: backups of every released version stay here for ever and must restore.
import { renameSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { appVersion } from '../../../src-main/core/version.ts'
import { cleanUp } from '../../fixtures/test-vault.ts'
import { aPractice, attach, backUp, backupPassphrase } from '../../unit/backup/desk.ts'

const here = import.meta.dirname
const vault = await aPractice()
await attach(vault, vault.clientIds[0]!, [Buffer.from('kultainen liite'), Buffer.alloc(70_000, 9)])
const made = await backUp(vault, here)
const name = `format-1-app-${appVersion}`
renameSync(made.path, path.join(here, `${name}.vastaanotto-backup`))
renameSync(path.join(here, `${vault.vaultId}.vastaanotto-erasures`), path.join(here, `${name}.vastaanotto-erasures`))
const { counts } = await vault.must<{ counts: Record<string, number> }>(
  'backup.verify',
  { path: path.join(here, `${name}.vastaanotto-backup`) },
  { backupPassphrase },
)
// Fictional people only: the keys may lie beside it.
const facts = { vaultId: vault.vaultId, backupPassphrase, recoveryKey: vault.recoveryKey, counts, clients: ['Åkerlund-0', 'Åkerlund-1', 'Åkerlund-2'] }
writeFileSync(path.join(here, `${name}.json`), `${JSON.stringify(facts, null, 2)}\n`)
cleanUp()
process.exit(0)
