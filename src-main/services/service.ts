import { implement, type Context } from '../core/context.ts'
import { AppError, invalidInput } from '../core/errors.ts'
import { newId } from '../core/ids.ts'
import { servicesContract, type ServiceRow } from './contract.ts'
import { storedService, toService, type StoredService } from './read.ts'

type Columns = Pick<
  StoredService,
  'name' | 'short_name' | 'duration_minutes' | 'buffer_minutes' | 'price_cents' | 'vat_basis_points' | 'vat_exempt' | 'colour'
>
const columnNames = [
  'name',
  'short_name',
  'duration_minutes',
  'buffer_minutes',
  'price_cents',
  'vat_basis_points',
  'vat_exempt',
  'colour',
] as const satisfies readonly (keyof Columns)[]

function requireOneTax({ vat_basis_points: vat, vat_exempt: exempt }: Columns): void {
  if (exempt === 1 && vat !== null && vat > 0) throw invalidInput([{ path: ['vatPercent'], code: 'vatBoth' }])
}

function setArchived(context: Context, id: string, archived: boolean): ServiceRow {
  const before = storedService(context.db, id)
  if ((before.archived_at !== null) !== archived) {
    const at = context.clock.now()
    context.db
      .statement('UPDATE services SET archived_at = ?, updated_at = ?, revision = revision + 1 WHERE id = ?')
      .run(archived ? at : null, at, id)
  }
  context.log({ details: { service: id, archived } })
  context.changed('services', id)
  return toService(storedService(context.db, id))
}

export const servicesService = implement(servicesContract, {
  create(context, input) {
    const row: Columns = {
      name: input.name,
      short_name: input.shortName || null,
      duration_minutes: input.durationMinutes,
      buffer_minutes: input.bufferMinutes ?? 0,
      price_cents: input.priceCents,
      vat_basis_points: input.vatPercent === undefined ? null : Math.round(input.vatPercent * 100),
      // Care is exempt unless a tax is named.
      vat_exempt: (input.vatExempt ?? input.vatPercent === undefined) ? 1 : 0,
      colour: input.colour || null,
    }
    requireOneTax(row)
    const at = context.clock.now()
    const id = newId(at)
    context.db
      .statement(
        `INSERT INTO services (id, ${columnNames.join(', ')}, created_at, updated_at, revision) VALUES (?, ${columnNames.map(() => '?').join(', ')}, ?, ?, 1)`,
      )
      .run(id, ...columnNames.map((name) => row[name]), at, at)
    context.log({ details: { service: id, created: true } })
    context.changed('services', id)
    return toService(storedService(context.db, id))
  },

  update(context, { id, revision, ...change }) {
    const before = storedService(context.db, id)
    if (before.revision !== revision) throw new AppError('conflict', 'staleRevision', { details: { revision: before.revision } })
    const row: Columns = {
      name: change.name ?? before.name,
      short_name: change.shortName === undefined ? before.short_name : change.shortName || null,
      duration_minutes: change.durationMinutes ?? before.duration_minutes,
      buffer_minutes: change.bufferMinutes ?? before.buffer_minutes,
      price_cents: change.priceCents ?? before.price_cents,
      vat_basis_points: change.vatPercent === undefined ? before.vat_basis_points : Math.round(change.vatPercent * 100),
      vat_exempt: change.vatExempt === undefined ? before.vat_exempt : change.vatExempt ? 1 : 0,
      colour: change.colour === undefined ? before.colour : change.colour || null,
    }
    requireOneTax(row)
    context.db
      .statement(
        `UPDATE services SET ${columnNames.map((name) => `${name} = ?`).join(', ')}, updated_at = ?, revision = revision + 1 WHERE id = ?`,
      )
      .run(...columnNames.map((name) => row[name]), context.clock.now(), id)
    context.log({ details: { service: id, fields: columnNames.filter((name) => row[name] !== before[name]) } })
    context.changed('services', id)
    return toService(storedService(context.db, id))
  },

  archive: (context, { id }) => setArchived(context, id, true),
  restore: (context, { id }) => setArchived(context, id, false),

  list: (context, { archived = false }) => ({
    services: context.db
      .statement<StoredService>(`SELECT * FROM services WHERE archived_at IS ${archived ? 'NOT NULL' : 'NULL'} ORDER BY name, id`)
      .all()
      .map(toService),
  }),
})
