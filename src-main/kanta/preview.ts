// What a document is, or would be: for reading before it leaves, and before it is signed.
import type { Context } from '../core/context.ts'
import type { OutputOf, ParsedInputOf } from '../core/contract.ts'
import { AppError } from '../core/errors.ts'
import { readDraft } from '../treatment/content.ts'
import { mayRead, requireOwnDraft, requirePurpose } from '../treatment/access.ts'
import { storedEntry, type EntryWithVisit } from '../treatment/read.ts'
import { build, storedBytes, workshop, type Workshop } from './build.ts'
import { writeCda } from './cda.ts'
import type { kantaContract } from './contract.ts'
import { documentOf, type DocumentProblem } from './document-of-entry.ts'
import { isHeld } from './holds.ts'
import { shownRow } from './listing.ts'
import { serviceEventOf } from './numbers.ts'
import { currentRow } from './queue-rows.ts'
import { readableOf } from './readable.ts'
import { judge } from './rules.ts'
import { problemText, reasonText } from './texts.ts'
import { wordingOf } from './wording.ts'

export const shownProblems = (
  context: Pick<Context, 'language'>,
  problems: readonly DocumentProblem[],
): { path: string; code: string; message: string; blocks: boolean }[] =>
  problems.map(({ path, code, values, blocks }) => ({ path, code, message: problemText(context.language, code, values), blocks }))

interface ClientRow {
  last_name: string
  first_name: string | null
  hetu: string | null
  birth_date: string | null
  sex: string | null
}

/** A draft's document, as if she who looks signed it now. Nothing of it is kept. */
function draftDocument(context: Context, shop: Workshop, entry: EntryWithVisit): { xml: string; problems: DocumentProblem[] } {
  const { db, actor, clock } = context
  const draft = db.statement<{ content: string }>('SELECT content FROM entry_drafts WHERE entry_id = ?').get(entry.id)
  const client = db
    .statement<ClientRow>('SELECT last_name, first_name, hetu, birth_date, sex FROM clients WHERE id = ?')
    .get(entry.client_id)!
  const user = db.statement<{ registration_number: string | null }>('SELECT registration_number FROM users WHERE id = ?').get(actor.userId)
  const id = shop.numbers.next('document')
  const { document, problems } = documentOf({
    entry: {
      content: {
        format: 1,
        kind: entry.kind,
        ...readDraft(draft?.content ?? '{}'),
        subject: { lastName: client.last_name },
        author: { userId: actor.userId, name: actor.name },
        provider: {},
        visit: { id: entry.visit_id, startedAt: entry.visit_started_at },
      },
      state: 'signed',
      signedAt: clock.now(),
      signerName: actor.name,
      signerTitle: actor.title,
      reason: null,
      visitStartedAt: entry.visit_started_at,
      visitEndedAt: entry.visit_ended_at,
    },
    patient: { lastName: client.last_name, firstName: client.first_name, hetu: client.hetu, birthDate: client.birth_date, sex: client.sex },
    registrationNumber: user?.registration_number ?? null,
    settings: shop.settings,
    codes: shop.codes,
    wording: wordingOf,
    appVersion: context.appVersion,
    ids: { id, setId: id, version: 1, serviceEventId: serviceEventOf(db, entry.visit_id, shop.numbers, false) },
  })
  return { xml: writeCda(document), problems }
}

/** What would become of a draft that she signed now. Reads no words out, so nothing is logged. */
export function draftMissing(
  context: Context,
  { entryId }: ParsedInputOf<typeof kantaContract.missing>,
): OutputOf<typeof kantaContract.missing> {
  const { db } = context
  const entry = storedEntry(db, entryId)
  if (!mayRead(context, entry) || entry.state !== 'draft') throw new AppError('not_found', 'entryNotFound')
  requireOwnDraft(context, entry)
  const shop = workshop(context, false)
  if (shop.settings.patientRecord?.location !== 'kanta') return { inUse: false, problems: [] }
  const client = db.statement<{ hetu: string | null }>('SELECT hetu FROM clients WHERE id = ?').get(entry.client_id)!
  const { required, rule, ruleCase } = judge(
    {
      kind: entry.kind,
      visitStartedAt: entry.visit_started_at,
      otherProvider: entry.other_provider,
      hetu: client.hetu,
      held: isHeld(db, entryId),
    },
    shop.settings,
  )
  const { problems } = draftDocument(context, shop, entry)
  return {
    inUse: true,
    required,
    ruleCase,
    reason: reasonText(context.language, rule, ruleCase),
    problems: shownProblems(context, problems),
  }
}

export function preview(
  context: Context,
  { entryId, purpose }: ParsedInputOf<typeof kantaContract.preview>,
): OutputOf<typeof kantaContract.preview> {
  const { db } = context
  const entry = storedEntry(db, entryId)
  if (!mayRead(context, entry)) throw new AppError('not_found', 'entryNotFound')
  requirePurpose(context, entry.client_id, purpose)
  context.log({ clientIds: [entry.client_id], details: { entry: entryId }, ...(purpose ? { purpose } : {}) })
  const shop = workshop(context, false)
  const row = currentRow(db, entryId)
  const draft = entry.state === 'draft'
  const written =
    row && row.document_id !== null && row.state !== 'pending' && row.state !== 'withheld' ? storedBytes(db, row.document_id) : undefined
  const made = draft
    ? draftDocument(context, shop, entry)
    : build(shop, { entry_id: entryId, entry_version: entry.version }, row?.document_id ?? undefined)
  const xml = written?.toString('utf8') ?? made.xml
  return {
    xml,
    problems: shownProblems(context, made.problems),
    final: written !== undefined,
    draft,
    kind: entry.kind,
    ...(row ? { row: shownRow(context, row) } : {}),
    readable: readableOf(xml),
  }
}
