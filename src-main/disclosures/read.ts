import type { Database } from '../database/database.ts'
import type { Disclosure } from './contract.ts'

interface StoredDisclosure {
  id: string
  client_id: string
  at: string
  recipient: string
  what: string
  purpose: string
  ground_kind: Disclosure['groundKind']
  ground: string
  how: Disclosure['how']
  minor_forbids: 0 | 1
  provider: string | null
  user_name: string
  user_title: string | null
  recorded_at: string
}

const toDisclosure = (row: StoredDisclosure): Disclosure => ({
  id: row.id,
  clientId: row.client_id,
  at: row.at,
  recipient: row.recipient,
  what: row.what,
  reason: row.purpose,
  groundKind: row.ground_kind,
  ground: row.ground,
  how: row.how,
  minorForbids: row.minor_forbids === 1,
  ...(row.provider === null ? {} : { provider: row.provider }),
  userName: row.user_name,
  ...(row.user_title === null ? {} : { userTitle: row.user_title }),
  recordedAt: row.recorded_at,
})

/** Of a client, and of records that were joined into hers, in the half-open span of instants; oldest first. */
export const disclosuresOf = (db: Database, clientId: string, from = '', to = '9999'): Disclosure[] =>
  db
    .statement<StoredDisclosure>(
      `WITH RECURSIVE same (id) AS (SELECT ? UNION SELECT m.id FROM clients m JOIN same ON m.merged_into = same.id)
      SELECT * FROM disclosures WHERE client_id IN (SELECT id FROM same) AND at >= ? AND at < ? ORDER BY at, id`,
    )
    .all(clientId, from, to)
    .map(toDisclosure)
