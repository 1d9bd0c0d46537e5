// Which signed entries are required (docs/kanta.md, *What is required*). Pure: the same facts give the same rule.
import { readHetu } from '../checks/hetu.ts'
import { defaultTimeZone, localDateOf } from '../core/clock.ts'
import type { Settings } from '../settings/contract.ts'
import type { EntryKind } from '../treatment/content-contract.ts'
import type { RuleCase } from './shapes-contract.ts'

/** Kinds that belong to the patient record of the archive; a private note does not. */
export const requiredKinds = ['visit', 'phone', 'noShow', 'statement'] as const satisfies readonly EntryKind[]

export interface RuleFacts {
  kind: string
  /** Instant. */
  visitStartedAt: string
  /** Work for another provider belongs to that provider's register. */
  otherProvider: string | null
  hetu: string | null
  /** Withheld by her decision. */
  held: boolean
}

export interface Judgement {
  required: boolean
  /** 1–4 in docs/kanta.md: the first that does not hold, or 3 for a required one: its kind is what the archive wants. */
  rule: 1 | 2 | 3 | 4
  ruleCase: RuleCase
}

const withheld = (rule: Judgement['rule'], ruleCase: RuleCase): Judgement => ({ required: false, rule, ruleCase })

/** The settings that decide, in one comparable value. */
export const judgedBy = ({ patientRecord, kanta, calendar }: Settings): string =>
  JSON.stringify([
    patientRecord?.location ?? null,
    patientRecord?.kantaJoined ?? null,
    kanta?.artificialIdentityCodes ?? 'hold',
    calendar?.timeZone ?? null,
  ])

const dayMilliseconds = 86_400_000
/** Whether a visit began before a local date. Only near that date does it take the time zone to tell. */
function startedBefore(startedAt: string, date: string, timeZone: string = defaultTimeZone): boolean {
  const distance = Date.parse(startedAt) - Date.parse(`${date}T00:00:00Z`)
  return Math.abs(distance) > 2 * dayMilliseconds ? distance < 0 : localDateOf(startedAt, timeZone) < date
}

export function judge(facts: RuleFacts, settings: Settings): Judgement {
  const { location, kantaJoined } = settings.patientRecord ?? {}
  if (location !== 'kanta') return withheld(1, 'notInKanta')
  if (kantaJoined === undefined) return withheld(1, 'noJoiningDate')
  if (startedBefore(facts.visitStartedAt, kantaJoined, settings.calendar?.timeZone)) return withheld(1, 'beforeJoining')
  if (facts.otherProvider !== null) return withheld(1, 'otherProvider')
  const hetu = facts.hetu === null ? null : readHetu(facts.hetu)
  if (!hetu) return withheld(2, 'noIdentityCode')
  if (hetu.artificial && settings.kanta?.artificialIdentityCodes !== 'queue') return withheld(2, 'artificialIdentityCode')
  if (!(requiredKinds as readonly string[]).includes(facts.kind)) return withheld(3, 'kind')
  if (facts.held) return withheld(4, 'hold')
  return { required: true, rule: 3, ruleCase: 'required' }
}
