// A full disk: `io` with a clear message, the data intact, and it works again when there is space.
import { spawnSync } from 'node:child_process'
import path from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { cleanUp, testVault } from '../fixtures/test-vault.ts'

afterAll(cleanUp)

// RLIMIT_FSIZE stands in for the full disk: no file may grow beyond the limit, whoever runs the test.
const script = `
  process.on('SIGXFSZ', () => {})
  const { createCore } = await import(${JSON.stringify(path.resolve('src-main/core/core.ts'))})
  const { TestClock } = await import(${JSON.stringify(path.resolve('tests/fixtures/test-clock.ts'))})
  const [folder, recoveryKey] = process.argv.slice(1)
  const core = createCore({ vaultFolder: folder, source: 'cli', appVersion: '0.1.0', language: 'fi', clock: new TestClock() })
  const opened = await core.call({ method: 'vault.unlock', input: {}, secrets: { recoveryKey } })
  const ids = []
  let error
  for (let at = 0; at < 3000 && !error; at++) {
    const envelope = await core.call({ method: 'clients.create', input: { lastName: 'Mallikas', firstName: 'Numero' + at, note: 'ä'.repeat(5000) } })
    if (envelope.ok) ids.push(envelope.output.id)
    else error = envelope.error
  }
  const read = ids.length > 0 ? await core.call({ method: 'clients.count', input: {} }) : undefined
  console.log(JSON.stringify({ opened: opened.ok, ids, error, read }))
  process.kill(process.pid, 'SIGKILL')`

test('the disk is full: refused with io, every acknowledged write stays, reading goes on, and writing too once there is space', async () => {
  const vault = await testVault({ locked: true })
  const { stdout, stderr } = spawnSync(
    'sh',
    ['-c', 'ulimit -f 8192; exec "$0" --input-type=module -e "$1" "$2" "$3"', process.execPath, script, vault.folder, vault.recoveryKey],
    { encoding: 'utf8' },
  )
  expect(stdout, stderr).not.toBe('')
  const told = JSON.parse(stdout) as {
    opened: boolean
    ids: string[]
    error?: { code: string; message: string }
    read: { ok: boolean; output: { active: number } }
  }
  expect(told).toMatchObject({ opened: true, error: { code: 'io' }, read: { ok: true, output: { active: told.ids.length } } })
  expect(told.ids.length).toBeGreaterThan(10)
  expect(told.error!.message).toMatch(/levy|tila|kirjoit/i)

  await vault.unlock()
  for (const id of told.ids) await vault.must('clients.get', { id })
  expect(await vault.must('clients.count')).toEqual({ active: told.ids.length, archived: 0 })
  expect(await vault.must('vault.check')).toMatchObject({ ok: true })
  expect(await vault.must('audit.verify')).toMatchObject({ ok: true })
  await vault.must('clients.create', { lastName: 'Mallikas', firstName: 'Taas' })
})
