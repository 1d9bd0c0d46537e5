// The yearly restore as a method: run, recorded, certified; then the owner's answer.
import { createHash } from 'node:crypto'
import { statSync } from 'node:fs'
import path from 'node:path'
import { Temporal } from 'temporal-polyfill'
import { recordProof } from '../audit/findings.ts'
import { readHead } from '../audit/log.ts'
import type { Context } from '../core/context.ts'
import type { Language, OutputOf, ParsedInputOf } from '../core/contract.ts'
import { AppError, invalidInput } from '../core/errors.ts'
import { writeWholeFile } from '../core/files.ts'
import { newId } from '../core/ids.ts'
import type { DocumentModel } from '../documents/model.ts'
import { renderPreview, type Preview } from '../documents/preview.ts'
import { renderDocument, type DocumentFormat } from '../documents/render.ts'
import { readSettings } from '../settings/read.ts'
import type { Session } from '../vault/session.ts'
import { drillCertificate } from './certificate.ts'
import { check } from './database-checks.ts'
import type { drillContract } from './drill-contract.ts'
import { findDrill, insertDrill, publicDrill, updateDrill, type DrillFacts, type DrillRow } from './drill-records.ts'
import { currentList } from './erasures.ts'
import { localDateOf } from './keep.ts'
import { readPlan } from './plan.ts'
import { backupRows } from './records.ts'
import { backupSecrets, job, momentOf } from './session-work.ts'
import type { Drill } from './shapes-contract.ts'
import { inspectBackup } from './verify.ts'

type DrillInput = ParsedInputOf<typeof drillContract.drill>
type DrillOutput = OutputOf<typeof drillContract.drill>

const formats: Readonly<Record<string, DocumentFormat>> = { '.pdf': 'pdf', '.html': 'html', '.txt': 'txt' }

/** @throws AppError `invalid_input` */
function formatOf(file: string): DocumentFormat {
  const format = formats[path.extname(file).toLowerCase()]
  if (!format) throw invalidInput([{ path: ['certificate'], code: 'certificateEnding' }])
  return format
}

function certificateOf(db: Context['db'], drill: DrillRow, language: Language): DocumentModel {
  const nextDue = Temporal.PlainDate.from(localDateOf(drill.at, drill.facts.timeZone))
    .add({ months: readPlan(db).drillMonths })
    .toString()
  return drillCertificate(drill, language, nextDue)
}
const render = (db: Context['db'], drill: DrillRow, file: string, language: Language): Promise<Uint8Array> =>
  renderDocument(certificateOf(db, drill, language), formatOf(file))
const hashOf = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex')

/** Whether the live log knows the head that the backup carries. */
function knowsHead(context: Context, head: { number: number; hash: string }): boolean {
  if (head.number === 0) return true
  return context.db.statement('SELECT hash FROM audit_log WHERE number = ?').pluck().get(head.number) === head.hash
}

/** Places of the plan, for their lists of erasures. */
export const listPlaces = (context: Context, file: string, given: string | undefined): string[] => [
  ...new Set([path.dirname(file), ...readPlan(context.db).folders.map((folder) => folder.path), ...(given === undefined ? [] : [given])]),
]

export async function runDrill(context: Context, session: Session, signal: AbortSignal, input: DrillInput): Promise<DrillOutput> {
  formatOf(input.certificate)
  const { vaultId, folder } = session.open
  const outside = inspectBackup(input.path)
  if (outside.vaultId !== vaultId) throw new AppError('not_allowed', 'backupOfOtherVault')
  const began = context.clock.monotonic()
  const { restored, checks, clients, oldest, newest } = await job(context, signal, 'drill', {
    path: input.path,
    vaultFolder: folder,
    secrets: backupSecrets(context),
    listPlaces: listPlaces(context, input.path, undefined),
    lists: [currentList(context.db, vaultId, context.clock.now())],
    appVersion: context.appVersion,
    source: context.actor.source,
  })
  const seconds = Math.max(1, Math.round((context.clock.monotonic() - began) / 1000))
  const { now, timeZone } = momentOf(context)
  const all = [...checks, check('anchor', knowsHead(context, outside.logHead) ? [] : ['unknown'], outside.logHead.number)]
  const row = backupRows(context.db).find(({ sha256 }) => sha256 === restored.sha256)
  const facts: DrillFacts = {
    practice: readSettings(context.db).practice?.name ?? '',
    vaultId,
    checks: all,
    fileBytes: statSync(input.path).size,
    place:
      readPlan(context.db).folders.find(
        ({ id, path: place }) => id === row?.folderId || path.resolve(place) === path.dirname(path.resolve(input.path)),
      )?.label ?? null,
    appVersion: outside.appVersion,
    formatVersion: outside.formatVersion,
    backupHead: outside.logHead,
    anchor: readHead(context.db, vaultId),
    rows: Object.values(restored.counts).reduce((sum, count) => sum + count, 0),
    clients,
    attachments: { files: restored.attachments.files, bytes: restored.attachments.bytes },
    seconds,
    timeZone,
    right: null,
  }
  const language = input.language ?? context.language
  const drill: DrillRow = {
    id: newId(now),
    at: now,
    ok: all.every(({ ok }) => ok),
    openedWith: restored.openedWith,
    backupCreatedAt: restored.createdAt,
    fileName: path.basename(input.path),
    sha256: restored.sha256,
    userId: context.actor.userId,
    userName: context.actor.name,
    facts,
    certificatePath: path.resolve(input.certificate),
    certificateSha256: '',
    language,
    confirmedAt: null,
    confirmedBy: null,
  }
  context.progress('certificate', 0, 1)
  const bytes = await render(context.db, drill, input.certificate, language)
  writeWholeFile(input.certificate, bytes, { overwrite: input.overwrite ?? false })
  context.transaction(() => {
    insertDrill(context.db, { ...drill, certificateSha256: hashOf(bytes) })
    if (drill.ok)
      context.db
        .statement('UPDATE backups SET proved_at = ?, proved_with = ?, verified_at = ? WHERE sha256 = ? AND removed_at IS NULL')
        .run(now, drill.openedWith, now, drill.sha256)
    recordProof(context.db, context.clock, 'drill', drill.ok, { sha256: drill.sha256, openedWith: drill.openedWith })
    context.log({
      clientIds: [oldest, newest].flatMap((one) => (one ? [one.id] : [])),
      details: {
        drill: drill.id,
        sha256: drill.sha256,
        ok: drill.ok,
        openedWith: drill.openedWith,
        failed: all.flatMap(({ ok, name }) => (ok ? [] : [name])),
      },
    })
  })
  context.changed('backup')
  return {
    ok: drill.ok,
    checks: all,
    certificate: input.certificate,
    drillId: drill.id,
    sha256: drill.sha256,
    openedWith: drill.openedWith,
    backupCreatedAt: drill.backupCreatedAt,
    oldest,
    newest,
    clients,
  }
}

/** The owner's yes or no; the certificate is written anew where it lies. */
export async function confirmDrill(context: Context, idOrPath: string, right: boolean): Promise<Drill> {
  const found = findDrill(context.db, idOrPath.includes(path.sep) ? path.resolve(idOrPath) : idOrPath)
  const others = found.facts.checks.filter(({ name }) => name !== 'answer')
  const checks = [...others, check('answer', right ? [] : ['no'], 2)]
  const drill: DrillRow = {
    ...found,
    ok: checks.every(({ ok }) => ok),
    facts: { ...found.facts, checks, right },
    confirmedAt: context.clock.now(),
    confirmedBy: context.actor.name,
  }
  const bytes = await render(context.db, drill, drill.certificatePath, drill.language)
  writeWholeFile(drill.certificatePath, bytes, { overwrite: true })
  context.transaction(() => {
    updateDrill(context.db, { ...drill, certificateSha256: hashOf(bytes) })
    recordProof(context.db, context.clock, 'drill', drill.ok, { sha256: drill.sha256, openedWith: drill.openedWith, right })
    context.log({ details: { drill: drill.id, right } })
  })
  context.changed('backup')
  return publicDrill(drill)
}

/** The certificate as it is printed, page by page. */
export function certificatePages(
  context: Context,
  { id, language }: ParsedInputOf<typeof drillContract.certificatePages>,
): Promise<Preview> {
  const drill = findDrill(context.db, id)
  return renderPreview(certificateOf(context.db, drill, language ?? drill.language), { marks: false })
}

export async function writeCertificate(
  context: Context,
  { id, path: file, overwrite = false, language }: ParsedInputOf<typeof drillContract.writeCertificate>,
): Promise<{ path: string; sha256: string }> {
  const drill = findDrill(context.db, id)
  const bytes = await render(context.db, drill, file, language ?? drill.language)
  writeWholeFile(file, bytes, { overwrite })
  context.transaction(() => context.log({ details: { drill: id } }))
  return { path: file, sha256: hashOf(bytes) }
}
