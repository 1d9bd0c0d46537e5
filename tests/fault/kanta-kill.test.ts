// SIGKILL at the steps of a Kanta export: whole files only, leftovers gone, and the next export finishes what was begun, each document once.
import { spawnSync } from 'node:child_process'
import { cpSync, existsSync, readdirSync } from 'node:fs'
import path from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { cleanUp, coreAt, temporaryFolder } from '../fixtures/test-vault.ts'
import { bytesOf, kantaDesk, manifestOf, type ExportResult } from '../unit/kanta/desk.ts'
import type { QueueRowOut } from '../../src-main/kanta/shapes-contract.ts'
import { long } from './rounds.ts'

afterAll(cleanUp)
const child = path.resolve('tests/fault/kill-at-step-child.ts')

test(
  'killed during kanta.export: nothing half-written, nothing twice, nothing forgotten',
  async () => {
    const desk = await kantaDesk()
    const entries = [await desk.signed('yksi'), await desk.signed('kaksi'), await desk.signed('kolme')]
    await desk.lock()
    const run = (folder: string, outbox: string, step: number) =>
      spawnSync(process.execPath, [child, folder, 'kanta.export', JSON.stringify({ outbox }), '{}', String(step), desk.recoveryKey], {
        encoding: 'utf8',
      })
    // Each attempt on the same folder would be another state: the vault itself is put back before each kill.
    const before = path.join(temporaryFolder(), 'before')
    cpSync(desk.folder, before, { recursive: true })
    const putBack = (): void => cpSync(before, desk.folder, { recursive: true, force: true })
    const whole = run(desk.folder, path.join(temporaryFolder(), 'outbox'), -1)
    expect(whole.status, whole.stderr).toBe(0)
    const { steps } = JSON.parse(whole.stdout) as { steps: number }
    expect(steps).toBeGreaterThan(10)
    const short = 5
    for (let step = 0; step < steps; step++) {
      if (!long && Math.floor((step * short) / steps) === Math.floor(((step - 1) * short) / steps)) continue
      putBack()
      const outbox = path.join(temporaryFolder(), 'outbox')
      expect(run(desk.folder, outbox, step).signal, `step ${step}`).toBe('SIGKILL')
      const left = existsSync(outbox) ? bytesOf(outbox) : new Map<string, string>()
      for (const xml of left.values()) expect(xml.endsWith('</ClinicalDocument>\n'), `step ${step}`).toBe(true)
      const after = coreAt(desk.folder, { clock: desk.clock })
      await after.must('vault.unlock', {}, { recoveryKey: desk.recoveryKey })
      expect(await after.must('vault.check'), `step ${step}`).toMatchObject({ ok: true })
      await after.must<ExportResult>('kanta.export', { outbox })
      expect(readdirSync(outbox).filter((name) => name.includes('.unfinished-'))).toEqual([])
      expect(manifestOf(outbox).count, `step ${step}`).toBe(3)
      for (const [name, xml] of left) expect(bytesOf(outbox).get(name), `step ${step}`).toBe(xml)
      const rows = await after.must<QueueRowOut[]>('kanta.queue')
      expect(rows.map(({ entryId, state, version }) => [entryId, state, version])).toEqual(entries.map((id) => [id, 'exported', 1]))
      expect(new Set(bytesOf(outbox).keys())).toEqual(new Set(rows.map(({ documentId }) => `${documentId}.xml`)))
      after.core.close()
    }
  },
  long ? 1_200_000 : 120_000,
)
