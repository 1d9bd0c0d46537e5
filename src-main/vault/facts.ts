// What the register description says of keys and people: encryption, own accounts, roles.
import type { Claim, DomainFacts, FactProvider, FactReader } from '../privacy/provider.ts'

interface UserRow {
  id: string
  name: string
  title: string | null
  registration_number: string | null
  role: string
  active: number
  started_on: string | null
  ended_on: string | null
  disabled_at: string | null
  confidentiality_told_on: string | null
  confidentiality_signed_on: string | null
  instructions_read_on: string | null
  training_on: string | null
}
const users = (reader: FactReader): UserRow[] => reader.all<UserRow>('SELECT * FROM users ORDER BY created_at, id')

const columns = [
  'name',
  'title',
  'registration_number',
  'role',
  'started_on',
  'ended_on',
  'disabled_at',
  'confidentiality_told_on',
  'confidentiality_signed_on',
  'instructions_read_on',
  'training_on',
] as const

/** An SQLite file in the clear begins with these bytes. */
const plainHead = 'SQLite format 3'
const isEncrypted = (head: Uint8Array): boolean =>
  head.length === 16 && Buffer.from(head.subarray(0, plainHead.length)).toString('latin1') !== plainHead

function collect(reader: FactReader): DomainFacts {
  const rows = users(reader)
  const active = rows.filter((row) => row.active === 1)
  const claims: Claim[] = []
  if (isEncrypted(reader.fileHead)) claims.push('encrypted')
  const own = new Set(reader.slotUserIds)
  // Somebody without a slot of her own could only work in another's name.
  if (active.length > 0 && active.every(({ id }) => own.has(id))) {
    claims.push('accounts')
    if (active.length > 1) claims.push('roles')
  }
  return { found: columns.filter((column) => rows.some((row) => row[column] !== null)).map((column) => `users.${column}`), claims }
}

export const vaultFacts: FactProvider = {
  domain: 'vault',
  collect,
  observe: (reader) => ({
    counts: { users: users(reader).length },
    people: users(reader).map((row) => ({
      name: row.name,
      title: row.title,
      registrationNumber: row.registration_number,
      role: row.role,
      active: row.active === 1,
      since: row.started_on,
      until: row.ended_on,
      secrecyOn: row.confidentiality_signed_on,
      instructionsOn: row.instructions_read_on,
      trainingOn: row.training_on,
    })),
  }),
}
