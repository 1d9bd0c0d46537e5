// The long run of tests/unit/backup/damage.test.ts: 2,000 flipped bits and 200 cuts with `npm run fault -- --long`, a sample otherwise. Restoring from
// a damaged copy must never leave a vault.
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { runJobsInThisThread } from '../../src-main/backup/threads.ts'
import { verifyBackup } from '../../src-main/backup/verify.ts'
import { AppError } from '../../src-main/core/errors.ts'
import { loadSodium } from '../../src-main/vault/sodium.ts'
import { cleanUp, temporaryFolder } from '../fixtures/test-vault.ts'
import { long } from './rounds.ts'
import { aPractice, attach, backUp, backupPassphrase, flipped } from '../unit/backup/desk.ts'

afterAll(cleanUp)

const bits = long ? 2000 : 100
const cuts = long ? 200 : 20

/** The same places in every run; Knuth's multiplier spreads them. */
const place = (number: number, size: number): number => Number((BigInt(number) * 2_654_435_761n) % BigInt(size))

test(`${bits} flipped bits and ${cuts} cuts: every one found, none restored`, { timeout: 1_200_000 }, async () => {
  runJobsInThisThread(true)
  const vault = await aPractice({ clients: 2 })
  await attach(vault, vault.clientIds[0]!, [Buffer.alloc(100_000, 5), Buffer.from('x')])
  const made = await backUp(vault)
  const whole = readFileSync(made.path)
  const file = path.join(temporaryFolder(), 'broken.vastaanotto-backup')
  const sodium = await loadSodium()
  const verdict = async (bytes: Uint8Array): Promise<string> => {
    writeFileSync(file, bytes)
    try {
      await verifyBackup(
        sodium,
        { path: file, secrets: { backupPassphrase } },
        { progress: () => undefined, throwIfCancelled: () => undefined },
      )
      return 'whole'
    } catch (error) {
      return error instanceof AppError ? error.code : `crash ${String(error)}`
    }
  }
  for (let at = 0; at < bits; at += 1) {
    const bit = place(at, whole.length * 8)
    expect(await verdict(flipped(made.path, bit)), `bit ${bit}`).toMatch(/^(damaged|wrong_key)$/)
  }
  for (let at = 0; at < cuts; at += 1) {
    const length = place(at, whole.length)
    expect(await verdict(whole.subarray(0, length)), `cut at ${length}`).toBe('damaged')
  }
  for (let at = 0; at < (long ? 50 : 5); at += 1) {
    const to = path.join(temporaryFolder(), 'r')
    writeFileSync(file, flipped(made.path, place(at * 31 + 7, whole.length * 8)))
    const answer = await vault.call('backup.restore', { path: file, to }, { backupPassphrase, newPassphrase: 'uusi salalause' })
    expect(answer.ok).toBe(false)
    expect(existsSync(to)).toBe(false)
  }
})
