import { createHash } from 'node:crypto'
import { Temporal } from 'temporal-polyfill'
import type { Context } from '../core/context.ts'
import { defaultTimeZone } from '../core/clock.ts'
import { languages, type InputOf, type Language, type OutputOf } from '../core/contract.ts'
import { writeWholeFile } from '../core/files.ts'
import { displayName } from '../clients/names.ts'
import { storedClient } from '../clients/read.ts'
import { disclosuresOf } from '../disclosures/read.ts'
import { renderDocument } from '../documents/render.ts'
import { readSettings } from '../settings/read.ts'
import type { auditContract } from './contract.ts'
import { auditExtractCsv, auditExtractDocument, type AuditExtractData, type ExtractEntry } from './extract-document.ts'
import { instantsOf, listEntries } from './list.ts'
import { readHead } from './log.ts'

const everything = 1_000_000
/** Normally the last two years (703/2023 § 11(2)). */
const usualYears = 2

/** What an extract shows, of local dates that are both included. */
export function extractData(context: Context, clientId: string, from: string, to: string, timeZone: string): AuditExtractData {
  const client = storedClient(context.db, clientId)
  const entries: ExtractEntry[] = listEntries(context.db, { clientId, from, to, limit: everything }, timeZone)
    .reverse()
    .map(({ at, userName, userTitle, provider, groups, kind, purpose }) => ({ at, userName, userTitle, provider, groups, kind, purpose }))
  const vaultId = context.db.statement('SELECT vault_id FROM vault WHERE number = 1').pluck().get() as string
  return {
    practice: { name: readSettings(context.db).practice?.name ?? '' },
    client: {
      name: displayName({ lastName: client.last_name, firstName: client.first_name, callName: client.call_name }),
      ...(client.birth_date ? { birthDate: client.birth_date } : {}),
    },
    from,
    to,
    askedAt: context.clock.now(),
    entries,
    disclosures: disclosuresOf(context.db, clientId, ...instantsOf(from, to, timeZone)).map(({ at, recipient, what, reason, ground }) => ({
      at,
      recipient,
      what,
      purpose: reason,
      ground,
    })),
    anchor: readHead(context.db, vaultId),
    timeZone,
  }
}

/** Writes the extract in the client's language, where the documents exist in it, else in the practice's. */
export async function writeExtract(
  context: Context,
  input: InputOf<typeof auditContract.extract>,
  timeZone = defaultTimeZone,
): Promise<OutputOf<typeof auditContract.extract>> {
  const today = context.clock.today(timeZone)
  const from = input.from ?? Temporal.PlainDate.from(today).subtract({ years: usualYears }).toString()
  const to = input.to ?? today
  const { language } = storedClient(context.db, input.clientId)
  const spoken: Language = languages.find((one) => one === language) ?? context.language
  // The reading is logged first, so the extract shows itself too.
  const data = context.transaction(() => {
    context.log({ clientIds: [input.clientId], purpose: 'request', details: { from, to, format: input.format } })
    return extractData(context, input.clientId, from, to, timeZone)
  })
  const bytes =
    input.format === 'csv'
      ? new TextEncoder().encode(auditExtractCsv(data, spoken))
      : await renderDocument(auditExtractDocument(data, spoken), input.format)
  writeWholeFile(input.path, bytes, { overwrite: input.overwrite ?? false })
  return { path: input.path, entries: data.entries.length, sha256: createHash('sha256').update(bytes).digest('hex') }
}
