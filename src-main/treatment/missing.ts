// What an entry still lacks before it is signed: what the law wants in it (703/2023 §§ 27–31, 34), and what else is good to have.
import type { z } from 'zod'
import { birthDateOf, ageAt } from '../visits/age.ts'
import { storedClient } from '../clients/read.ts'
import type { Context } from '../core/context.ts'
import { errorTexts } from '../core/texts.ts'
import { readSettings } from '../settings/read.ts'
import { timeZoneOf } from '../settings/time-zone.ts'
import type { EntryContent } from './content-contract.ts'
import type { missingThing } from './contract.ts'
import type { EntryWithVisit } from './read.ts'

type Missing = z.output<typeof missingThing>
/** Under this age "not able to decide" is the default and is changed when wrong (privacy-duties § 9). */
export const ableFromYears = 12

/** The minor's decision that holds: as given, "not able" for a small child, nothing for an adult; undefined when it was not asked. */
export function effectiveDecision(ageYears: number | undefined, given: EntryContent['minorDecision']): EntryContent['minorDecision'] {
  if (ageYears === undefined || ageYears >= 18) return undefined
  return given ?? (ageYears < ableFromYears ? 1 : undefined)
}

/** In the order a person would mend them, the blocking ones first. */
export function missingIn(context: Context, row: EntryWithVisit, content: EntryContent): Missing[] {
  const client = storedClient(context.db, row.client_id)
  const settings = readSettings(context.db)
  const signer = context.db
    .statement<{ name: string; title: string | null; registration_number: string | null }>(
      'SELECT name, title, registration_number FROM users WHERE id = ?',
    )
    .get(context.actor.userId)
  const age = ageAt(client, row.visit_started_at, timeZoneOf(context))
  const isMinor = age !== undefined && age < 18
  const texts = errorTexts(context.language).fields
  const found: [Missing['code'], blocks: boolean, isMissing: boolean][] = [
    ['entryText', true, Object.keys(content.sections).length === 0],
    ['identity', true, client.hetu === null && birthDateOf(client) === null],
    ['authorName', true, !signer?.name],
    ['minorDecision', true, isMinor && effectiveDecision(age, content.minorDecision) === undefined],
    ['authorTitle', false, !signer?.title],
    ['registrationNumber', false, !signer?.registration_number],
    ['identityCode', false, client.hetu === null],
    ['source', false, content.source === undefined],
    ['visitEnd', false, row.visit_ended_at === null],
    ['practiceName', false, !settings.practice?.name],
    ['businessId', false, !settings.practice?.businessId],
  ]
  return found
    .filter(([, , isMissing]) => isMissing)
    .map(([code, blocks]) => ({ code, blocks, message: texts[`missing.${code}`] ?? texts['required']! }))
}
