// One register description, ready to be rendered: facts, number, page, model.
import { localDateOf, defaultTimeZone } from '../core/clock.ts'
import type { Context } from '../core/context.ts'
import type { Language } from '../core/contract.ts'
import { invalidInput } from '../core/errors.ts'
import type { DocumentModel } from '../documents/model.ts'
import { readHead } from '../audit/log.ts'
import { readVaultRow } from '../vault/identity.ts'
import { diff } from './changes.ts'
import { gapsOf } from './check.ts'
import type { Collected } from './collect.ts'
import { internalRecord } from './internal.ts'
import type { InternalFacts } from './internal-parts.ts'
import { publicNotice, type Edition } from './notice.ts'
import type { Page } from './page.ts'
import { shortForm } from './short.ts'
import { words } from './texts.ts'
import {
  changesOf,
  firstChange,
  historyLines,
  internalRecordDate,
  newestVersion,
  storedVersions,
  type Audience,
  type Variant,
} from './version-store.ts'
import { unprovedClaims, warningsOf } from './warnings.ts'

export interface Wanted {
  language: Language
  audience: Audience
  variant: Variant
}

export interface Description {
  model: DocumentModel
  /** Number and date it has, or would get. */
  version: number
  date: string
  /** What a new version would say of itself; null when the facts are those of the newest one. */
  newChanges: ReturnType<typeof changesOf> | null
}

function internalFacts(context: Context, { settings, provided, sheet, today }: Collected, language: Language): InternalFacts {
  const newest = newestVersion(context.db)
  const lapsed = new Set(newest?.sheet.claims.filter((claim) => !sheet.claims.includes(claim)))
  const gap = (text: string) => ({ text, date: today })
  const startedOn = startOf(context)
  return {
    provided,
    settings,
    appVersion: context.appVersion,
    anchor: readHead(context.db, readVaultRow(context.db).vaultId),
    // The record being made is the internal one, so its absence is no open matter.
    gaps: [
      ...warningsOf(sheet, { settings, provided, today, internalRecordWritten: true, startedOn }, language).map(({ message }) =>
        gap(message),
      ),
      ...unprovedClaims(sheet, provided).map((claim) =>
        gap(
          words(language, `check.warning.${lapsed.has(claim) ? 'claimLapsed' : 'claimNotProved'}`, {
            claim: words(language, `check.claim.${claim}`),
          }),
        ),
      ),
    ],
    owner: settings.practitioner?.name ?? settings.contactPerson?.name ?? '',
  }
}

/** Local date since when the practice keeps its data here. */
export const startOf = (context: Context): string => localDateOf(readVaultRow(context.db).createdAt, defaultTimeZone)

/**
 * @param collected with `inside` for the internal record
 * @param preview marked as a draft while its version has not been written
 * @throws AppError `invalid_input` for the child's version where there are no minors, or a short form of the internal record
 */
export function describe(context: Context, collected: Collected, { language, audience, variant }: Wanted, preview = false): Description {
  const { db } = context
  const { sheet, factsSha256, today, settings } = collected
  if (audience === 'internal' && variant !== 'notice') throw invalidInput([{ path: ['variant'], code: 'internalVariant' }])
  if (variant === 'child' && !sheet.is.minors) throw invalidInput([{ path: ['variant'], code: 'noMinors' }])
  const newest = newestVersion(db)
  const isNew = newest?.factsSha256 !== factsSha256
  const version = isNew ? (newest?.number ?? 0) + 1 : newest!.number
  const date = isNew ? today : newest!.date
  const differences = isNew && newest ? diff(newest.sheet, sheet) : []
  const newChanges = isNew ? (newest ? changesOf(differences) : [firstChange()]) : null
  const page: Page = {
    sheet,
    language,
    missing: new Set(gapsOf(sheet).map((gap) => gap.setting)),
    history: historyLines(storedVersions(db), language, newChanges ? { number: version, date, changes: newChanges } : undefined),
    internalRecordDate:
      audience === 'internal' ? today : internalRecordDate(db, (at) => localDateOf(at, settings.calendar?.timeZone ?? defaultTimeZone)),
    audience,
  }
  const edition: Edition = {
    version,
    date,
    factsSha256,
    ...(preview && isNew ? { draft: true } : {}),
    ...(isNew && newest ? { changed: new Set(differences.flatMap((change) => (change.section === null ? [] : [change.section]))) } : {}),
  }
  return { model: modelOf(page, edition, variant, () => internalFacts(context, collected, language)), version, date, newChanges }
}

function modelOf(page: Page, edition: Edition, variant: Variant, inside: () => InternalFacts): DocumentModel {
  if (page.audience === 'internal') return internalRecord(page, edition, inside())
  if (variant === 'short' || variant === 'child') return shortForm(page, edition, variant === 'child')
  return publicNotice(page, edition, variant === 'large')
}
