// What a test wants in its vault before the window opens.
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import path from 'node:path'
import { text } from 'node:stream/consumers'
import type { Call } from '../../../src-main/core/contract.ts'

export type PlannedCall = Pick<Call, 'method'> & Partial<Pick<Call, 'input' | 'secrets'>>
export type Plan = readonly PlannedCall[]

/** Of every vault that tests make. */
export const testPassphrase = 'hauki uiskenteli kaislikossa'

/** The vault's creation, for the start of a plan. */
export const createVault = (owner = 'Outi Osteopaatti'): PlannedCall => ({
  method: 'vault.create',
  input: { owner: { name: owner, title: 'osteopaatti' } },
  secrets: { passphrase: testPassphrase },
})

const root = path.join(import.meta.dirname, '../../..')

/**
 * Runs a plan against a vault folder.
 * @returns the output of each call
 * @throws Error naming the call that failed
 */
export async function prepareVault(folder: string, plan: Plan): Promise<unknown[]> {
  const child = spawn(path.join(root, 'node_modules/.bin/node'), [path.join(import.meta.dirname, 'prepare-vault.ts'), folder], {
    stdio: ['pipe', 'pipe', 'pipe'],
    shell: process.platform === 'win32',
  })
  const output = Promise.all([text(child.stdout), text(child.stderr), once(child, 'close')])
  child.stdin.end(JSON.stringify(plan))
  const [stdout, stderr, [code]] = await output
  if (code !== 0) throw new Error(`The vault could not be prepared:\n${stderr}`)
  return JSON.parse(stdout) as unknown[]
}
