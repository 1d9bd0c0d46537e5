// Run by kill-at-step.test.ts: one call in a vault, and SIGKILL to itself when the file layer reaches the given step.
// argv: folder, method, input as JSON, secrets as JSON, number of the step (-1: never; `p3`: at the third message of progress), whether the vault is unlocked first.
import { createCore } from '../../src-main/core/core.ts'
import type { CoreEvent, SecretName } from '../../src-main/core/contract.ts'
import { setFileHook } from '../../src-main/core/files.ts'
import { TestClock } from '../fixtures/test-clock.ts'

const [folder, method, input, secretsText, stepText, unlockWith] = process.argv.slice(2) as [string, string, string, string, string, string]
const secrets = JSON.parse(secretsText) as Partial<Record<SecretName, string>>
let progress = 0
const onEvent = ({ type }: CoreEvent): void => {
  if (type === 'progress' && stepText === `p${++progress}`) process.kill(process.pid, 'SIGKILL')
}
const core = createCore({ vaultFolder: folder, source: 'cli', appVersion: '0.1.0', newVaultKind: 'test', clock: new TestClock(), onEvent })
if (unlockWith !== '') {
  const opened = await core.call({ method: 'vault.unlock', input: {}, secrets: { recoveryKey: unlockWith } })
  if (!opened.ok) throw new Error(opened.error.message)
}
let reached = 0
setFileHook((step) => {
  if (step === 'read') return
  if (reached++ === Number(stepText)) process.kill(process.pid, 'SIGKILL')
})
const envelope = await core.call({ method, input: JSON.parse(input) as unknown, secrets })
setFileHook(undefined)
core.close()
process.stdout.write(JSON.stringify({ envelope, steps: reached }))
