import { readBusinessId } from '../checks/business-id.ts'
import { readEmail } from '../checks/email.ts'
import { readBic, readIban } from '../checks/iban.ts'
import { readPhone } from '../checks/phone.ts'
import { readPostalCode } from '../checks/postal-code.ts'
import { isOid } from '../kanta/oid.ts'
import { implement, type Context } from '../core/context.ts'
import { parseInput } from '../core/dispatch.ts'
import { AppError, invalidInput, type Problem } from '../core/errors.ts'
import { settings as settingsSchema, settingsContract, type Settings } from './contract.ts'
import { changedPaths, mergeSettings } from './merge.ts'
import { ownerOf, readSettingsWithRevision } from './read.ts'

const isTimeZone = (value: string): string | null => {
  try {
    new Intl.DateTimeFormat('en', { timeZone: value })
    return value
  } catch {
    return null
  }
}

const readOid = (value: string): string | null => (isOid(value.trim()) ? value.trim() : null)
/** Code values have no spaces (`xs:token`). */
const readCode = (value: string): string | null => (/^\S{1,40}$/.test(value.trim()) ? value.trim() : null)

/** Fields with a form of their own: where they are, how they are read, what is said when they are wrong. */
const rules: [path: string, read: (value: string, settings: Settings) => string | null, code: string][] = [
  ['practice.businessId', readBusinessId, 'businessId'],
  ['practice.email', readEmail, 'email'],
  ['practice.phone', readPhone, 'phone'],
  ['practice.address.postalCode', (value, settings) => readPostalCode(value, settings.practice?.address?.country), 'postalCode'],
  ['contactPerson.email', readEmail, 'email'],
  ['contactPerson.phone', readPhone, 'phone'],
  ['contactPerson.address.postalCode', (value, settings) => readPostalCode(value, settings.contactPerson?.address?.country), 'postalCode'],
  ['dataProtectionOfficer.email', readEmail, 'email'],
  ['dataProtectionOfficer.phone', readPhone, 'phone'],
  ['marketing.optOutEmail', readEmail, 'email'],
  ['billing.iban', readIban, 'iban'],
  ['billing.bic', readBic, 'bic'],
  ['calendar.timeZone', isTimeZone, 'timeZone'],
  ['kanta.organisationOid', readOid, 'kantaOid'],
  ['kanta.registerCode', readCode, 'kantaCode'],
  ['kanta.viewCode', readCode, 'kantaCode'],
]

const at = (value: unknown, path: string): unknown =>
  path.split('.').reduce<unknown>((part, key) => (part as Record<string, unknown> | undefined)?.[key], value)
function put(value: Record<string, unknown>, path: string, text: string): void {
  const keys = path.split('.')
  const last = keys.pop()!
  ;(at(value, keys.join('.')) as Record<string, unknown>)[last] = text
}

/** Checks the fields that a change touches and keeps them in their tidy form. @throws AppError `invalid_input` */
function tidy(merged: Settings, touched: ReadonlySet<string>): void {
  const problems: Problem[] = []
  for (const [path, read, code] of rules) {
    const value = at(merged, path)
    if (typeof value !== 'string' || !touched.has(path)) continue
    const kept = read(value, merged)
    if (kept === null) problems.push({ path: path.split('.'), code })
    else put(merged as Record<string, unknown>, path, kept)
  }
  merged.calendar?.openingHours?.forEach((hours, position) => {
    if (hours.closes <= hours.opens) problems.push({ path: ['calendar', 'openingHours', position, 'closes'], code: 'openingHours' })
  })
  if (problems.length > 0) throw invalidInput(problems)
}

/** The practitioner lives in the owner's user row. */
function updateOwner(context: Context, practitioner: NonNullable<Settings['practitioner']>): void {
  const owner = ownerOf(context.db)
  if (!owner) return
  context.db
    .statement('UPDATE users SET name = ?, title = ?, registration_number = ?, updated_at = ?, revision = revision + 1 WHERE id = ?')
    .run(practitioner.name, practitioner.title ?? null, practitioner.registrationNumber ?? null, context.clock.now(), owner.id)
}

export const settingsService = implement(settingsContract, {
  get(context) {
    const { settings, revision } = readSettingsWithRevision(context.db)
    return { ...settings, revision }
  },

  update(context, { revision, ...change }) {
    const current = readSettingsWithRevision(context.db)
    if (revision !== undefined && revision !== current.revision)
      throw new AppError('conflict', 'staleRevision', { details: { revision: current.revision } })
    const merged = parseInput(settingsSchema, mergeSettings(current.settings as Record<string, unknown>, change))
    const touched = changedPaths(change)
    tidy(merged, new Set(touched))
    const { practitioner, ...stored } = merged
    if (practitioner && 'practitioner' in change) updateOwner(context, practitioner)
    const now = context.clock.now()
    context.db
      .statement(
        'INSERT INTO settings (number, value, revision, created_at, updated_at) VALUES (1, ?, 2, ?, ?) ON CONFLICT (number) DO UPDATE SET value = excluded.value, revision = revision + 1, updated_at = excluded.updated_at',
      )
      .run(JSON.stringify(stored), now, now)
    context.log({ details: { fields: touched } })
    context.changed('settings')
    const saved = readSettingsWithRevision(context.db)
    return { ...saved.settings, revision: saved.revision }
  },
})
