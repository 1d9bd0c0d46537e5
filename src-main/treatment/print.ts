import { createHash } from 'node:crypto'
import { Temporal } from 'temporal-polyfill'
import { extractData } from '../audit/extract.ts'
import { auditExtractDocument } from '../audit/extract-document.ts'
import { storedClient } from '../clients/read.ts'
import { implement, type Context } from '../core/context.ts'
import { languages, type Language, type OutputOf, type Purpose } from '../core/contract.ts'
import { AppError, invalidInput } from '../core/errors.ts'
import { writeWholeFile } from '../core/files.ts'
import type { DocumentModel } from '../documents/model.ts'
import { renderPreview } from '../documents/preview.ts'
import { renderDocument } from '../documents/render.ts'
import { readSettings } from '../settings/read.ts'
import { timeZoneOf } from '../settings/time-zone.ts'
import { requirePurpose } from './access.ts'
import { printContract } from './print-contract.ts'
import { clientOfScope, recordData, type Scope } from './record-data.ts'
import { recordDocument } from './record-document.ts'

interface Wanted extends Scope {
  versions?: boolean | undefined
  logExtract?: boolean | undefined
  /** Default: the client's own, where our documents exist in it. */
  language?: Language | undefined
  purpose?: Purpose | undefined
}

/** Reads and logs in one transaction; the log extract shows this printing too. @throws AppError `purpose_required`, `not_found`, `invalid_input` */
function documentOf(context: Context, wanted: Wanted, kind: 'print' | 'view'): { model: DocumentModel; entries: number } {
  if (wanted.logExtract && wanted.clientId === undefined) throw invalidInput([{ path: ['logExtract'], code: 'wholeRecordOnly' }])
  return context.transaction(() => {
    const clientId = clientOfScope(context, wanted)
    requirePurpose(context, clientId, wanted.purpose)
    // An extract is for the owner to give out (audit.extract).
    if (wanted.logExtract && context.actor.role !== 'owner') throw new AppError('not_allowed', 'roleNotAllowed')
    const data = recordData(context, wanted, wanted.versions ?? false)
    const entries = data.visits.reduce((sum, visit) => sum + visit.entries.length, 0)
    context.log({
      clientIds: [clientId],
      kind,
      ...(wanted.logExtract ? { groups: ['care', 'useLog'] as const } : {}),
      details: {
        scope: data.scope,
        entries,
        ...(wanted.entryId ? { entry: wanted.entryId } : {}),
        ...(wanted.visitId ? { visit: wanted.visitId } : {}),
      },
    })
    const { language: spoken } = storedClient(context.db, clientId)
    const language: Language = wanted.language ?? languages.find((one) => one === spoken) ?? context.language
    const timeZone = timeZoneOf(context)
    const today = context.clock.today(timeZone)
    const { practice } = readSettings(context.db)
    const twoYears = Temporal.PlainDate.from(today).subtract({ years: 2 }).toString()
    const model = recordDocument(data, {
      language,
      timeZone,
      practice: { name: practice?.name ?? '', businessId: practice?.businessId },
      printedAt: context.clock.now(),
      today,
      printedBy: context.actor.name,
      ...(wanted.logExtract
        ? { logExtract: auditExtractDocument(extractData(context, clientId, twoYears, today, timeZone), language).blocks }
        : {}),
    })
    return { model, entries }
  })
}

async function pagesOf(context: Context, wanted: Wanted, kind: 'print' | 'view'): Promise<OutputOf<typeof printContract.preview>> {
  const { model } = documentOf(context, wanted, kind)
  const { pages } = await renderPreview(model, { marks: false })
  return { title: model.title, language: model.language, pages }
}

export const printService = implement(printContract, {
  async print(context, { path, format = 'pdf', overwrite = false, ...wanted }) {
    const { model, entries } = documentOf(context, wanted, 'print')
    const bytes = await renderDocument(model, format)
    writeWholeFile(path, bytes, { overwrite })
    return { path, entries, sha256: createHash('sha256').update(bytes).digest('hex') }
  },

  printPages: (context, wanted) => pagesOf(context, wanted, 'print'),
  preview: (context, wanted) => pagesOf(context, wanted, 'view'),
})
