// What no longer agrees with the newest written version, since when, and how urgent it is. Pure.
import { languages, type Language } from '../core/contract.ts'
import type { Drift } from './contract.ts'
import { changeOf, diff } from './changes.ts'
import { itemsOf } from './items.ts'
import type { Period } from './periods.ts'
import type { FactSheet } from './sheet.ts'
import { dateText, words } from './texts.ts'
import { monthsBefore } from './warnings.ts'

export interface WrittenVersion {
  number: number
  /** Local date. */
  date: string
  /** Instant. */
  writtenAt: string
  confirmedOn: string | null
  sheet: FactSheet
  /** Languages in which its public notice was written. */
  languages: readonly Language[]
}

export interface DriftInput {
  newest: WrittenVersion
  sheet: FactSheet
  open: ReadonlyMap<string, Period>
  ended: readonly Period[]
  clientLanguages: readonly string[]
  /** Instant and local date of the question. */
  now: string
  today: string
  language: Language
}

const rank = { urgent: 0, normal: 1, note: 2 } as const

export function driftOf({ newest, sheet, open, ended, clientLanguages, now, today, language }: DriftInput): Drift[] {
  const found: Drift[] = diff(newest.sheet, sheet).map((change) => {
    // A removal has been so since its period ended; what came or changed, since its own began.
    const since = change.how === 'removed' ? ended.filter((period) => period.fact === change.id).at(-1)?.until : open.get(change.id)?.since
    return { since: since ?? now, kind: change.kind, section: change.section, what: change.texts[language], severity: change.severity }
  })
  // [Note: in use in between]
  const before = itemsOf(newest.sheet)
  const present = itemsOf(sheet)
  const told = new Set<string>()
  for (const period of ended) {
    if (before.has(period.fact) || present.has(period.fact) || told.has(period.fact) || period.until === null) continue
    told.add(period.fact)
    const { severity } = changeOf('added', {
      id: period.fact,
      section: period.section,
      kind: period.kind,
      value: '',
      names: period.names,
      urgency: period.urgency,
    })
    const what = words(language, 'check.drift.inBetween', {
      name: period.names[language],
      since: dateText(language, period.since),
      until: dateText(language, period.until),
    })
    found.push({ since: period.since, kind: 'facts', section: period.section, what, severity })
  }
  const unwritten = languages.filter((one) => clientLanguages.includes(one) && !newest.languages.includes(one))
  for (const one of unwritten) {
    found.push({
      since: newest.date,
      kind: 'language',
      section: null,
      what: words(language, 'check.drift.language', { name: words(language, `check.language.${one}`) }),
      severity: 'normal',
    })
  }
  const lastSaid = newest.confirmedOn && newest.confirmedOn > newest.date ? newest.confirmedOn : newest.date
  if (lastSaid <= monthsBefore(today, 12))
    found.push({ since: lastSaid, kind: 'time', section: null, what: words(language, 'check.drift.time'), severity: 'normal' })
  return found.toSorted((one, other) => rank[one.severity] - rank[other.severity])
}
