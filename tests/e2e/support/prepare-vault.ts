// Makes the vault of one test before its window opens: `node prepare-vault.ts FOLDER < plan.json`, in a process of its own, through the
// same core as the window. Prints the outputs of the calls as JSON.
import { createCore } from '../../../src-main/core/core.ts'
import type { Plan } from './plan.ts'

process.umask(0o077)
const [folder] = process.argv.slice(2)
if (folder === undefined) throw new Error('usage: prepare-vault.ts FOLDER < plan.json')
let text = ''
for await (const part of process.stdin) text += String(part)
const plan = JSON.parse(text) as Plan

const core = createCore({
  vaultFolder: folder,
  source: 'cli',
  appVersion: '0.0.0-test',
  language: 'fi',
  newVaultKind: 'test',
  onDefect: (method, error) => console.error(method, error),
})
const outputs: unknown[] = []
try {
  for (const call of plan) {
    const envelope = await core.call({ method: call.method, input: call.input ?? {}, ...(call.secrets ? { secrets: call.secrets } : {}) })
    if (!envelope.ok) throw new Error(`${call.method}: ${JSON.stringify(envelope.error)}`)
    outputs.push(envelope.output)
  }
} finally {
  core.close()
}
process.stdout.write(JSON.stringify(outputs))
