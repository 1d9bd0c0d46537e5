// `npm run demo`: a demo practice without a window. Makes a vault, fills it, writes the register description in three languages, checks the
// log, makes a backup, restores it, writes the drill's certificate, and says where everything is. `npm start` falls back to it where there is no display.
import { mkdirSync, rmSync } from 'node:fs'
import path from 'node:path'
import { languages } from '../src-main/core/contract.ts'
import { createCore, type Core } from '../src-main/core/core.ts'
import { appVersion } from '../src-main/core/version.ts'
import { demoPassphrase } from '../src-main/demo/contract.ts'

const root = path.resolve(import.meta.dirname, '..')
const folder = path.join(root, 'demo-output')
const vaultFolder = path.join(folder, 'vault')
const passphrase = demoPassphrase
const backupPassphrase = 'demo backup passphrase'

const say = (line: string): void => void process.stdout.write(`${line}\n`)

async function must<T>(core: Core, method: string, input: unknown = {}): Promise<T> {
  const answer = await core.call({ method, input })
  if (!answer.ok) throw new Error(`${method}: ${answer.error.code} ${answer.error.message} ${JSON.stringify(answer.error.details ?? {})}`)
  return answer.output as T
}

interface Verified {
  ok: boolean
  entries: number
  head: { number: number; hash: string }
}

interface Backup {
  path: string
  bytes: number
}
interface Drill {
  ok: boolean
  certificate: string
  openedWith: string
  checks: unknown[]
}

/** A copy, proved by restoring it: to a folder beside, and as the yearly drill with its certificate. Before the notice, which claims both. */
async function backUp(core: Core): Promise<string[]> {
  const backups = path.join(folder, 'backups')
  mkdirSync(backups, { mode: 0o700 })
  const made = await must<Backup>(core, 'backup.create', { path: backups })
  const restored = await must<{ counts: Record<string, number> }>(core, 'backup.restore', {
    path: made.path,
    to: path.join(folder, 'restored'),
  })
  const drill = await must<Drill>(core, 'backup.drill', {
    path: made.path,
    certificate: path.join(folder, 'restore-drill-en.pdf'),
    language: 'en',
  })
  await must(core, 'backup.confirmDrill', { certificate: drill.certificate })
  if (!drill.ok) process.exitCode = 1
  return [
    `  backup     ${made.path}  (${made.bytes} bytes, read back whole; passphrase: ${backupPassphrase})`,
    `  restored   ${path.join(folder, 'restored')}  (${restored.counts['clients']} clients)`,
    `  drill      ${drill.certificate}  (${drill.ok ? 'proved' : 'NOT PROVED'}, ${drill.checks.length} checks, opened with ${drill.openedWith})`,
  ]
}

async function demo(): Promise<void> {
  rmSync(folder, { recursive: true, force: true })
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  const core = createCore({
    vaultFolder,
    source: 'cli',
    appVersion,
    language: 'en',
    newVaultKind: 'demo',
    secret: (name) => (name === 'passphrase' ? passphrase : name === 'backupPassphrase' ? backupPassphrase : undefined),
  })
  try {
    say('Demo practice (made-up people only)')
    await must(core, 'vault.create', { owner: { name: 'Maija Mallikas', title: 'osteopaatti' } })
    const seeded = await must<{ clients: number; logRows: number }>(core, 'demo.seed', {})
    say(`  vault      ${vaultFolder}  (${seeded.clients} clients; passphrase: ${passphrase})`)
    // The log is verified first: the notice claims only what has been checked.
    const verified = await must<Verified>(core, 'audit.verify')
    const copies = await backUp(core)
    const written = new Map<string, string>()
    for (const audience of ['public', 'internal'] as const) {
      for (const language of audience === 'public' ? languages : (['fi'] as const)) {
        const file = path.join(folder, audience === 'public' ? `register-description-${language}.pdf` : 'internal-record-fi.pdf')
        await must(core, 'privacy.writeRegisterDescription', { format: 'pdf', language, audience, path: file })
        written.set(`${audience} ${language}`, file)
      }
    }
    for (const [name, file] of written) say(`  ${name.padEnd(10)} ${file}`)
    const after = await must<Verified>(core, 'audit.verify')
    say(
      `  log        ${after.ok && verified.ok ? 'whole' : 'NOT WHOLE'}, ${after.entries} entries, head ${after.head.number} ${after.head.hash.slice(0, 16)}…`,
    )
    if (!after.ok) process.exitCode = 1
    for (const line of copies) say(line)
    say(`Look inside: VASTAANOTTO_PASSPHRASE='${passphrase}' npm run -s cli -- --vault demo-output/vault clients.search '{"text":""}'`)
  } finally {
    core.close()
  }
}

process.umask(0o077)
await demo()
