import { existsSync, statSync } from 'node:fs'
import path from 'node:path'
import { implement, type Context, type Implemented } from '../core/context.ts'
import type { OutputOf, ParsedInputOf } from '../core/contract.ts'
import { AppError, invalidInput } from '../core/errors.ts'
import { readWholeFile, withIoErrors } from '../core/files.ts'
import { readSettings } from '../settings/read.ts'
import { readVaultRow, requireLiveVault } from '../vault/identity.ts'
import { biggestAnswerFileBytes, readAnswers } from './acknowledgement-file.ts'
import { answerOf, type Outcome } from './answers.ts'
import { codeProblem, readCodeTable, type ListedCode } from './code-table.ts'
import { compareWithOutbox, isRestored } from './compare.ts'
import { kantaContract } from './contract.ts'
import { practiceProblems } from './document-of-entry.ts'
import { manifestName, openFileOutbox, refuseVaultFolder, type FileOutbox } from './file-outbox.ts'
import { history } from './history.ts'
import { release, withhold } from './holds.ts'
import { judgeAgain } from './judging.ts'
import { listRows, shownRow } from './listing.ts'
import { draftMissing, preview, shownProblems } from './preview.ts'
import { currentRow, move, rowById, transitionDetails, writtenDocument } from './queue-rows.ts'
import { runExport, type RunResult } from './run-export.ts'
import { queueStates, type QueueState } from './shapes-contract.ts'
import { outcomeText } from './texts.ts'
import { cancelExport, onlyExport } from './under-way.ts'

type ExportOutput = OutputOf<typeof kantaContract.export>

function exported(context: Context, outbox: FileOutbox, result: RunResult, differences: ExportOutput['differences']): ExportOutput {
  return {
    written: result.written.map(({ document, row, file, again }) => ({
      documentId: document.document_id,
      setId: document.set_id,
      version: document.version,
      kind: document.kind,
      entryId: row.entry_id,
      entryVersion: row.entry_version,
      file,
      bytes: document.size_bytes,
      sha256: document.sha256,
      again,
    })),
    skipped: result.skipped.map(({ problems, ...skipped }) => ({
      ...skipped,
      ...(problems ? { problems: shownProblems(context, problems) } : {}),
    })),
    findings: outbox.findings.map((found) => ({ ...found, message: outcomeText(context.language, found.finding) })),
    ...(differences ? { differences } : {}),
    manifest: outbox.manifestPath,
    signed: false,
  }
}

function nothingToWrite(context: Context, folder: string): ExportOutput {
  context.log({ details: { kanta: 'export', documents: 0 } })
  return { written: [], skipped: [], findings: [], manifest: path.join(folder, manifestName), signed: false }
}

async function exportToFolder(
  context: Context,
  { outbox: folder, differences }: ParsedInputOf<typeof kantaContract.export>,
): Promise<ExportOutput> {
  requireLiveVault(context.db)
  refuseVaultFolder(context, path.resolve(folder))
  context.transaction(() => judgeAgain(context))
  const nothing = context.db.statement("SELECT 1 FROM kanta_queue WHERE state IN ('pending', 'exported') LIMIT 1").get() === undefined
  if (nothing && !existsSync(folder)) return nothingToWrite(context, folder) // no folder is made for nothing
  let outbox = openFileOutbox(context, folder)
  const found = compareWithOutbox(context, outbox, differences ?? 'ask')
  if (found) {
    const setAside = outbox.findings.filter(({ finding }) => finding === 'manifestUnreadable')
    outbox = openFileOutbox(context, folder) // what was unknown is known now
    if (setAside.length > 0) outbox.findings.splice(0, outbox.findings.length, ...setAside)
  }
  context.transaction(() => {
    const now = context.clock.now()
    context.db
      .statement(
        'INSERT INTO kanta_outboxes VALUES (?, ?, ?, ?) ON CONFLICT (id) DO UPDATE SET path = excluded.path, last_used_at = excluded.last_used_at',
      )
      .run(outbox.id, outbox.folder, now, now)
    context.log({ details: { kanta: 'export', started: true } })
  })
  const result = await runExport(context, outbox)
  context.changed('kanta')
  if (result.stopped !== undefined) throw stoppedBy(result)
  return exported(context, outbox, result, found)
}

/** The run stopped; what was written stays, what was not waits for the next run. */
function stoppedBy({ stopped, written }: RunResult): unknown {
  if (!(stopped instanceof AppError)) return stopped
  return new AppError(stopped.code, stopped.key, {
    params: { ...stopped.params },
    details: { written: written.length, errno: (stopped.details as { errno?: string } | undefined)?.errno },
    cause: stopped,
  })
}

const refusals: Partial<Record<Outcome, readonly ['not_found' | 'conflict', string]>> = {
  unknown: ['not_found', 'kantaUnknownDocument'],
  contradicting: ['conflict', 'kantaContradicting'],
  notAwaited: ['conflict', 'kantaNotAwaited'],
}

/** The answer is kept first, also one that is then refused: nothing that came is lost. */
function acknowledge(context: Context, input: ParsedInputOf<typeof kantaContract.acknowledge>): OutputOf<typeof kantaContract.acknowledge> {
  const { outcome, row } = context.transaction(() => answerOf(context, { ...input, source: 'hand' }))
  const refused = refusals[outcome]
  if (refused) throw new AppError(refused[0], refused[1], { details: { outcome, ...(row ? { state: row.state } : {}) } })
  return {
    documentId: input.documentId,
    state: row?.state ?? (input.result === 'accepted' ? 'accepted' : 'rejected'),
    outcome: outcome as 'applied' | 'repeated',
  }
}

function importAcknowledgements(context: Context, file: string): OutputOf<typeof kantaContract.importAcknowledgements> {
  if (withIoErrors(file, () => statSync(file)).size > biggestAnswerFileBytes) throw new AppError('invalid_input', 'kantaAnswersUnreadable')
  const answers = readAnswers(readWholeFile(file, biggestAnswerFileBytes).toString('utf8'))
  const counts = { applied: 0, repeated: 0, unknown: 0, contradicting: 0, notAwaited: 0 }
  const told = context.transaction(() => {
    context.log({ details: { kanta: 'answers', count: answers.length } })
    return answers.map((answer) => {
      const { outcome } = answerOf(context, { ...answer, source: 'file' })
      counts[outcome]++
      return { documentId: answer.documentId, result: answer.result, outcome, message: outcomeText(context.language, outcome) }
    })
  })
  return { ...counts, answers: told }
}

function retry(context: Context, documentId: string): OutputOf<typeof kantaContract.retry> {
  const { db } = context
  const document = writtenDocument(db, documentId)
  const row = document && document.queue_id !== null ? rowById(db, document.queue_id) : undefined
  if (!row) throw new AppError('not_found', 'kantaUnknownDocument')
  if (row.document_id !== documentId || (row.state === 'rejected' && currentRow(db, row.entry_id)?.id !== row.id))
    throw new AppError('conflict', 'kantaCorrectedSince')
  const to = move(context, row, 'retry')
  // One that is outside goes once more with the same bytes: the next export finds that it lies nowhere.
  if (row.state === 'exported') db.statement('DELETE FROM kanta_writes WHERE document_id = ?').run(documentId)
  const clientId = db.statement('SELECT client_id FROM entries WHERE id = ?').pluck().get(row.entry_id) as string
  context.log({ clientIds: [clientId], details: transitionDetails(row, 'retry', to) })
  judgeAgain(context)
  context.changed('kanta', row.entry_id)
  return shownRow(context, row)
}

function status(context: Context): OutputOf<typeof kantaContract.status> {
  const { db } = context
  judgeAgain(context)
  const settings = readSettings(db)
  const counted = new Map(
    db
      .statement<{ state: QueueState; n: number }>('SELECT state, count(*) AS n FROM kanta_queue GROUP BY state')
      .all()
      .map(({ state, n }) => [state, n]),
  )
  const inUse = settings.patientRecord?.location === 'kanta'
  return {
    inUse,
    counts: Object.fromEntries(queueStates.map((state) => [state, counted.get(state) ?? 0])) as Record<QueueState, number>,
    problems: inUse ? shownProblems(context, practiceProblems(settings)) : [],
    restored: isRestored(context),
    live: readVaultRow(db).state === 'live',
    outboxes: db
      .statement<{ id: string; path: string; documents: number; lastUsedAt: string }>(
        `SELECT id, path, (SELECT count(*) FROM kanta_writes w WHERE w.outbox_id = o.id) AS documents, last_used_at AS lastUsedAt
        FROM kanta_outboxes o ORDER BY last_used_at DESC`,
      )
      .all(),
    unverifiedCodes: readCodeTable(db)
      .all()
      .filter(({ verified }) => !verified).length,
    gaps: inUse ? ['sending', 'certification', 'signature', 'appointmentDocuments', 'serviceEventDocument'] : [],
  }
}

function changeCode(context: Context, input: ParsedInputOf<typeof kantaContract.changeCode>): ListedCode {
  const { db, clock, actor } = context
  const before = readCodeTable(db).find(input.key)
  if (!before) throw new AppError('not_found', 'kantaCodeUnknown')
  const after = {
    ...before,
    code: input.code ?? before.code,
    codeSystem: input.codeSystem ?? before.codeSystem,
    codeSystemName: input.codeSystemName ?? before.codeSystemName,
    displayName: input.displayName ?? before.displayName,
    source: input.source,
    date: input.date ?? clock.today(),
    verified: input.verified ?? true,
    changed: true,
  }
  const problem = codeProblem(after)
  if (problem) throw invalidInput([{ path: [problem === 'kantaOid' ? 'codeSystem' : 'code'], code: problem }])
  if (!input.source) throw invalidInput([{ path: ['source'], code: 'required' }])
  db.statement('INSERT OR REPLACE INTO kanta_codes VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)').run(
    after.key,
    after.code,
    after.codeSystem,
    after.codeSystemName,
    after.displayName,
    after.source,
    after.date,
    after.verified ? 1 : 0,
    actor.userId,
    clock.now(),
  )
  context.log({ details: { kanta: 'code', key: after.key, from: [before.code, before.codeSystem], to: [after.code, after.codeSystem] } })
  context.changed('kanta')
  return after
}

function resetCode(context: Context, key: string): ListedCode {
  const before = readCodeTable(context.db).find(key)
  if (!before) throw new AppError('not_found', 'kantaCodeUnknown')
  if (!before.changed) throw new AppError('conflict', 'kantaCodeUnchanged')
  context.db.statement('DELETE FROM kanta_codes WHERE key = ?').run(key)
  context.log({ details: { kanta: 'codeReset', key } })
  context.changed('kanta')
  return readCodeTable(context.db).get(key)
}

const withRow = (context: Context, row: ReturnType<typeof withhold>) => (row ? { row: shownRow(context, row) } : {})

export const kantaService: Implemented[] = implement(kantaContract, {
  queue(context, filter) {
    judgeAgain(context)
    const rows = listRows(context, filter)
    context.log({ clientIds: [...new Set(rows.map(({ clientId }) => clientId))], details: { rows: rows.length } })
    return rows
  },
  status,
  history,
  preview,
  missing: draftMissing,
  cancel: ({ db }) => ({ wasRunning: cancelExport(db) }),
  export: (context, input) => onlyExport(context, (own) => exportToFolder(own, input)),
  acknowledge,
  importAcknowledgements: (context, { path: file }) => importAcknowledgements(context, file),
  retry: (context, { documentId }) => retry(context, documentId),
  withhold: (context, { entryId, reason }) => ({ entryId, held: true as const, ...withRow(context, withhold(context, entryId, reason)) }),
  release: (context, { entryId, reason }) => ({ entryId, held: false as const, ...withRow(context, release(context, entryId, reason)) }),
  codes: ({ db }) => ({ codes: readCodeTable(db).all() }),
  changeCode,
  resetCode: (context, { key }) => resetCode(context, key),
})
