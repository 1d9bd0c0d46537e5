import { writeWholeFile } from '../core/files.ts'
import { implement, type Context } from '../core/context.ts'
import type { Language, OutputOf } from '../core/contract.ts'
import { AppError } from '../core/errors.ts'
import type { Database } from '../database/database.ts'
import { renderHtml } from '../documents/html.ts'
import type { DocumentModel } from '../documents/model.ts'
import { renderPreview } from '../documents/preview.ts'
import { renderDocument } from '../documents/render.ts'
import { renderText } from '../documents/text.ts'
import { sha256Of } from './canonical.ts'
import { byRules, catalogue } from './catalogue.ts'
import { check } from './check.ts'
import { collect, collectAndNote, type Collected } from './collect.ts'
import { privacyContract } from './contract.ts'
import { driftOf } from './drift.ts'
import { leftOutOf } from './left-out.ts'
import { describe, startOf, type Wanted } from './make-description.ts'
import { endedPeriods, openPeriods } from './periods.ts'
import { unfinishedIn } from './placeholder-guard.ts'
import { words } from './texts.ts'
import {
  confirmVersion,
  insertFile,
  insertVersion,
  newestVersion,
  storedFiles,
  storedPage,
  storedVersions,
  type FileRow,
} from './version-store.ts'
import { warningsOf } from './warnings.ts'

type CheckOutput = OutputOf<typeof privacyContract.checkRegisterDescription>

/** Where facts change while a document is being made, it is made again; more often than this, something else is wrong. */
const mostAttempts = 5

function driftNow(context: Context, { sheet, provided, today }: Collected, language: Language): CheckOutput['drift'] {
  const newest = newestVersion(context.db)
  if (!newest) return []
  return driftOf({
    newest,
    sheet,
    open: openPeriods(context.db),
    ended: endedPeriods(context.db, newest.writtenAt),
    clientLanguages: provided.clientLanguages,
    now: context.clock.now(),
    today,
    language,
  })
}

/** Rows that this connection, the only one that writes, has changed since it was opened. */
const changesSoFar = (db: Database): number => db.statement<number>('SELECT total_changes()').pluck().get() as number

/** Refuses with the whole list of what is missing, and where each is filled in. */
function requireCompleteFacts({ sheet }: Collected, language: Language): void {
  const missing = check(sheet, language)
  if (missing.length > 0)
    throw new AppError('incomplete', 'registerDescriptionIncomplete', { details: { missing }, params: { count: missing.length } })
}

/** The finished text is looked through once more: nothing unfinished may reach paper, wherever it came from. */
function requireFinishedText(model: DocumentModel, language: Language): void {
  if (unfinishedIn(renderText(model)) === null) return
  const missing = [{ section: 'head', setting: '', message: words(language, 'check.missing.text') }]
  throw new AppError('incomplete', 'registerDescriptionIncomplete', { details: { missing }, params: { count: 1 } })
}

export const privacyService = implement(privacyContract, {
  checkRegisterDescription(context, { language = context.language }) {
    const collected = context.transaction(() => collectAndNote(context))
    const { sheet, settings, provided, today } = collected
    const newest = newestVersion(context.db)
    const missing = check(sheet, language)
    const internalRecordWritten = storedFiles(context.db).some((file) => file.audience === 'internal')
    return {
      complete: missing.length === 0,
      missing,
      warnings: warningsOf(sheet, { settings, provided, today, internalRecordWritten, startedOn: startOf(context) }, language),
      drift: driftNow(context, collected, language),
      leftOut: leftOutOf(sheet, language),
      newest: newest && { version: newest.number, date: newest.date },
    }
  },

  async writeRegisterDescription(context, { format, language, path, audience = 'public', variant = 'notice', overwrite = false }) {
    const wanted: Wanted = { language, audience, variant }
    const inside = audience === 'internal'
    for (let attempt = 1; ; attempt++) {
      const collected = context.transaction(() => collectAndNote(context, inside))
      const changesBefore = changesSoFar(context.db)
      requireCompleteFacts(collected, language)
      const { model, version, date, newChanges } = describe(context, collected, wanted)
      requireFinishedText(model, language)
      const bytes = await renderDocument(model, format)
      const sha256 = sha256Of(bytes)
      const written = context.transaction(() => {
        const newest = newestVersion(context.db)
        // The whole data set is read again only where something was written while the pages were being made.
        const same =
          (changesSoFar(context.db) === changesBefore || collect(context).factsSha256 === collected.factsSha256) &&
          (newChanges === null ? newest?.number : (newest?.number ?? 0) + 1) === version
        if (!same) return false
        if (newChanges !== null)
          insertVersion(
            context.db,
            context.clock,
            { number: version, date, sheet: collected.sheet, factsSha256: collected.factsSha256, changes: newChanges },
            context.actor.userId,
          )
        const file: Omit<FileRow, 'writtenAt'> = { version, audience, variant, format, language, sha256 }
        insertFile(context.db, context.clock, file, renderHtml(model))
        context.log({ details: { version, format, language, audience, variant } })
        writeWholeFile(path, bytes, { overwrite }) // last: where it fails, nothing is recorded
        return true
      })
      if (written) {
        context.changed('registerDescription')
        return { path, version, date, sha256 }
      }
      if (attempt === mostAttempts) throw new AppError('conflict', 'registerDescriptionChanging')
    }
  },

  async previewRegisterDescription(context, { language, audience = 'public', variant = 'notice' }) {
    const collected = collect(context, audience === 'internal')
    const { model, version } = describe(context, collected, { language, audience, variant }, true)
    const { pages } = await renderPreview(model)
    return { version, pages, complete: check(collected.sheet, language).length === 0 }
  },

  registerDescriptionHistory(context) {
    const files = Map.groupBy(storedFiles(context.db), (file) => file.version)
    return storedVersions(context.db).map((version) => ({
      version: version.number,
      date: version.date,
      factsSha256: version.factsSha256,
      changes: version.changes.map(({ section, texts }) => ({ section, text: texts[context.language] })),
      files: (files.get(version.number) ?? []).map(({ version: _version, ...file }) => file),
      confirmedOn: version.confirmedOn,
    }))
  },

  readRegisterDescriptionVersion(context, { version, language, audience = 'public' }) {
    // Never offered to a client by mistake: the internal record is the controller's (GDPR 30).
    if (audience === 'internal' && context.actor.role !== 'owner') throw new AppError('not_allowed', 'roleNotAllowed')
    const page = storedPage(context.db, version, audience, language)
    if (!page) throw new AppError('not_found', 'registerDescriptionNotWritten')
    return page
  },

  confirmRegisterDescription(context) {
    const newest = newestVersion(context.db)
    if (!newest) throw new AppError('not_found', 'registerDescriptionNeverWritten')
    const collected = collectAndNote(context)
    requireCompleteFacts(collected, context.language)
    const drift = driftNow(context, collected, context.language).filter(({ kind, severity }) => kind !== 'time' && severity !== 'note')
    if (drift.length > 0)
      throw new AppError('conflict', 'registerDescriptionDrifted', { details: { drift }, params: { count: drift.length } })
    confirmVersion(context.db, newest.number, collected.today)
    context.log({ details: { confirmed: newest.number } })
    context.changed('registerDescription')
    return { version: newest.number, confirmedOn: collected.today }
  },

  catalogue(context) {
    const { sheet } = collect(context)
    const inUse = new Set(sheet.fields)
    return catalogue.map((entry) => ({
      column: entry.column,
      group: entry.group,
      label: words(context.language, `catalogue.label.${entry.label}`),
      need: byRules(entry.need, sheet.is.patient),
      retentionClass: byRules(entry.retentionClass, sheet.is.patient),
      inUse: inUse.has(entry.column),
    }))
  },
})
