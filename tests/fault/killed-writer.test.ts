// kill -9 at any moment loses no acknowledged write: a child writes through dispatch and prints each answer; what it printed must be there.
import { existsSync, readdirSync } from 'node:fs'
import path from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { cleanUp, passphrase, testVault } from '../fixtures/test-vault.ts'
import { startBatch } from './cli-child.ts'
import { long, randomFrom, seed } from './rounds.ts'

afterAll(cleanUp)

const rounds = long ? 500 : 20

test(
  `killed while writing, ${rounds} times: every acknowledged write is there, nothing is half-written (seed ${seed})`,
  async () => {
    const random = randomFrom(seed)
    const vault = await testVault({ locked: true })
    let acknowledgedInAll = 0
    for (let round = 0; round < rounds; round++) {
      const batch = startBatch(vault.folder, { VASTAANOTTO_RECOVERY_KEY: vault.recoveryKey }) // opens without the cost of Argon2id
      const acknowledged: { id: string; name: string }[] = []
      let lastDraft = -1
      const killAfter = 1 + Math.floor(random() * 60)
      const delayMilliseconds = random() * 4
      let sent = 0
      const sendMore = (): void => {
        for (; sent < batch.answers.length + 8; sent++) {
          if (sent % 4 === 3) batch.send('drafts.save', { form: `kierros-${round}`, value: { number: sent } })
          else
            batch.send('clients.create', {
              lastName: `Kierros${round}`,
              firstName: `Numero${sent}`,
              phone: '040 123 4567',
              letters: { email: true, sms: false },
            })
        }
      }
      batch.onAnswer = (envelope) => {
        const number = batch.answers.length - 1
        expect(envelope, batch.stderr()).toMatchObject({ ok: true })
        if (!envelope.ok) return
        if (number % 4 === 3) lastDraft = number
        else acknowledged.push({ id: (envelope.output as { id: string }).id, name: `Numero${number}` })
        if (batch.answers.length === killAfter) setTimeout(() => batch.child.kill('SIGKILL'), delayMilliseconds)
        sendMore()
      }
      sendMore()
      expect(await batch.ended).toBe('SIGKILL')
      acknowledgedInAll += batch.answers.length

      const core = vault.another()
      await core.must('vault.unlock', {}, { recoveryKey: vault.recoveryKey }) // the killed one's lock does not block
      for (const { id, name } of acknowledged)
        expect(await core.must('clients.get', { id }), `${name} of round ${round}, seed ${seed}`).toMatchObject({
          firstName: name,
          letters: { email: true },
        })
      if (lastDraft >= 0) {
        const { draft } = await core.must<{ draft: { value: { number: number } } | null }>('drafts.get', { form: `kierros-${round}` })
        expect(draft!.value.number).toBeGreaterThanOrEqual(lastDraft)
      }
      expect(await core.must('vault.check'), `round ${round}, seed ${seed}`).toMatchObject({ ok: true })
      if (round % 5 === 4) expect(await core.must('audit.verify'), `round ${round}, seed ${seed}`).toMatchObject({ ok: true })
      core.core.close()
      expect(readdirSync(vault.folder).filter((name) => name.includes('.unfinished-'))).toEqual([])
    }
    expect(acknowledgedInAll).toBeGreaterThan(rounds * 5)
    expect(existsSync(path.join(vault.folder, 'practice.db'))).toBe(true)
    await vault.unlock({ passphrase })
  },
  long ? 3_600_000 : 240_000,
)
