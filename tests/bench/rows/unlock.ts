import path from 'node:path'
import { loadSodium } from '../../../src-main/vault/sodium.ts'
import { openKeychain } from '../../../src-main/vault/keychain.ts'
import { openWithSecret } from '../../../src-main/vault/unlock.ts'
import { loadVaultFile } from '../../../src-main/vault/vault-file-store.ts'
import { openPlain } from '../bench.ts'
import { plainLog } from '../plain-log.ts'
import { figures, premise, row } from '../row.ts'

const listSql = `SELECT number, id, last_name, first_name, call_name, birth_date, birth_year, phone, email, city, archived_at, date_of_death, safety_prohibition
  FROM clients WHERE archived_at IS NULL ORDER BY sort_key, number LIMIT 50`

export default row({
  name: 'unlock',
  what: 'vault.unlock to the first page of the client list, without the time that opening the key slot takes, against opening a plain copy, the same queries and the two log inserts (unlock, list)',
  goal: 3,
  async measure(bench) {
    const vault = await bench.practice()
    const plain = bench.plainCopy(vault)
    const file = plain.name
    plain.close()
    await vault.lock()
    const sodium = await loadSodium()
    const keychain = openKeychain()
    const secret = { kind: 'recoveryKey', recoveryKey: vault.recoveryKey } as const // its slot opens without Argon2id
    const ours: number[] = []
    const baseline: number[] = []
    const rounds = bench.quick ? 20 : 30
    for (let round = -3; round < rounds; round++) {
      let began = performance.now()
      await openWithSecret(sodium, loadVaultFile(vault.folder).file, secret, undefined, keychain)
      const derivation = performance.now() - began

      began = performance.now()
      await vault.must('vault.unlock', {}, { recoveryKey: vault.recoveryKey })
      const { clients } = await vault.must<{ clients: unknown[] }>('clients.page', { offset: 0, limit: 50 })
      const whole = performance.now() - began
      await vault.lock()

      began = performance.now()
      const opened = openPlain(file)
      const log = plainLog(opened)
      log([])
      const rows = opened.prepare(listSql).all() as { id: string }[]
      opened.prepare('SELECT count(*) FROM clients WHERE archived_at IS NULL').get()
      log(rows.map(({ id }) => id))
      const bare = performance.now() - began
      opened.close()
      premise(clients.length === 50 && rows.length === 50, 'the list has a first page')
      if (round < 0) continue
      ours.push(Math.max(0, whole - derivation))
      baseline.push(bare)
    }
    await vault.unlock()
    return [
      {
        ours: figures(ours, 'median'),
        baseline: figures(baseline, 'median'),
        unit: 'ms',
        note: `${bench.sizes.clients} clients, ${path.basename(file)}; the slot's own time is taken off`,
      },
    ]
  },
})
