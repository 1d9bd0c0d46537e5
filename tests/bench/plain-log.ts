// The log insert of the baselines: the same rows in one durable transaction, without the app.
import type Sqlite from 'better-sqlite3'

/** Inserts one entry that touches `clientIds` and commits it. */
export function plainLog(plain: Sqlite.Database): (clientIds: readonly string[]) => void {
  const head = plain.prepare<[], { number: number; hash: string }>('SELECT number, hash FROM audit_head WHERE one = 1')
  const insert =
    plain.prepare(`INSERT INTO audit_log (number, at, user_id, user_name, user_title, role, provider, client_ids, method, kind, groups, purpose, source, details, previous_hash, hash)
    VALUES (?, '2026-11-24T08:00:00.000Z', '01938d3c-0000-7000-8000-000000000001', 'Maija Mallikas', 'osteopaatti', 'owner', NULL, ?, 'clients.search', 'searchHit', '["identity","contact"]', 'maintenance', 'cli', NULL, ?, ?)`)
  const touched = plain.prepare('INSERT INTO audit_log_clients VALUES (?, ?)')
  const move = plain.prepare('UPDATE audit_head SET number = ?, hash = ? WHERE one = 1')
  return plain.transaction((clientIds: readonly string[]) => {
    const { number, hash } = head.get()!
    insert.run(number + 1, JSON.stringify(clientIds), hash, hash)
    for (const id of clientIds) touched.run(id, number + 1)
    move.run(number + 1, hash)
  }).immediate
}
