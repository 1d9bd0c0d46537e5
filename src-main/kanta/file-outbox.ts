// [Note: outbox] A folder for the system that does the sending. Each document is `<documentId>.xml`, written beside and renamed, so it is
// whole under its name or not there; manifest.json is rewritten last. Files stay until they are answered: a document that was written is
// written again with the same bytes when its file is gone or was changed, which is harmless, as id and bytes are the same.
import { existsSync, mkdirSync, readdirSync, statSync } from 'node:fs'
import path from 'node:path'
import { AppError } from '../core/errors.ts'
import { moveFile, reach, readWholeFile, removeLeftovers, withIoErrors, writeWholeFile } from '../core/files.ts'
import { newId } from '../core/ids.ts'
import type { Context } from '../core/context.ts'
import { sha256Of } from './build.ts'
import { DeliveryFailed, type Connector, type OutgoingDocument } from './connector.ts'
import { isOid } from './oid.ts'
import { at, readXml } from './xml-reader.ts'
import { manifestText, readManifest, type Manifest, type ManifestDocument } from './manifest.ts'

export const manifestName = 'manifest.json'
const biggestManifestBytes = 512 * 1024 * 1024
const biggestDocumentBytes = 64 * 1024 * 1024

export type OutboxFinding = 'fileEdited' | 'fileMissing' | 'manifestEdited' | 'manifestMissing' | 'manifestUnreadable'
export interface FoundInOutbox {
  finding: OutboxFinding
  documentId?: string
}

interface WriteRow {
  document_id: string
  sequence: number
  written_at: string
  set_id: string
  version: number
  kind: 'document' | 'void'
  size_bytes: number
  sha256: string
  entry_id: string
  entry_version: number
}
const writesSql = `SELECT w.document_id, w.sequence, w.written_at, d.set_id, d.version, d.kind, d.size_bytes, d.sha256, q.entry_id, q.entry_version
  FROM kanta_writes w JOIN kanta_documents d ON d.document_id = w.document_id JOIN kanta_queue q ON q.id = d.queue_id
  WHERE w.outbox_id = ? ORDER BY w.sequence`

const fileOf = (documentId: string): string => `${documentId}.xml`
const listed = (row: WriteRow): ManifestDocument => ({
  documentId: row.document_id,
  setId: row.set_id,
  version: row.version,
  kind: row.kind,
  file: fileOf(row.document_id),
  bytes: row.size_bytes,
  sha256: row.sha256,
  sequence: row.sequence,
  writtenAt: row.written_at,
  record: { entryId: row.entry_id, entryVersion: row.entry_version },
})

export interface FileOutbox extends Connector {
  readonly id: string
  readonly folder: string
  readonly manifestPath: string
  /** The manifest as it was found; undefined when there was none or it could not be read. */
  readonly found: Manifest | undefined
  readonly findings: FoundInOutbox[]
  /** Documents of the manifest that this database has never heard of. */
  unknown(): ManifestDocument[]
  /** Documents that lie there, that this database has never heard of and that no manifest names: left by a run that was cut off. */
  strays(): Stray[]
  /** Puts a manifest that can't be read beside, so that a new one can be written. */
  setManifestAside(): void
  /** A document's file as it lies there, if its bytes are those the manifest names. */
  bytesOf(document: ManifestDocument): Buffer | undefined
}

export type Stray = Pick<ManifestDocument, 'documentId' | 'setId' | 'version' | 'bytes' | 'sha256'>
function strayIn(folder: string, name: string, isKnown: (documentId: string) => boolean): Stray[] {
  const documentId = name.replace(/\.xml$/, '')
  if (documentId === name || !isOid(documentId) || isKnown(documentId)) return []
  try {
    const content = readWholeFile(path.join(folder, name), biggestDocumentBytes)
    const root = readXml(content.toString('utf8'))
    const setId = at(root, 'setId')?.attributes['root']
    const version = Number(at(root, 'versionNumber')?.attributes['value'])
    return setId !== undefined && isOid(setId) && Number.isInteger(version) && version > 0
      ? [{ documentId, setId, version, bytes: content.length, sha256: sha256Of(content) }]
      : []
  } catch {
    return [] // somebody else's file
  }
}

/** @throws AppError `invalid_input` for a folder of the vault itself */
export function refuseVaultFolder(context: Pick<Context, 'vaultFolder'>, folder: string): void {
  const inside = path.relative(context.vaultFolder, folder)
  if (inside === '' || (!inside.startsWith('..') && !path.isAbsolute(inside))) throw new AppError('invalid_input', 'kantaOutboxInVault')
}

/** Whether a folder that was used as an outbox is still there. Never makes it anew: an unplugged stick would become a folder on this disk. */
function openFolder(folder: string, known: { id: string } | undefined): void {
  if (existsSync(folder)) {
    if (!statSync(folder).isDirectory())
      throw new AppError('io', 'notAFolder', { params: { file: path.basename(folder), errno: 'ENOTDIR' } })
  } else if (known) {
    throw new AppError('io', 'kantaOutboxVanished', { params: { folder: path.basename(folder) } })
  } else {
    withIoErrors(folder, () => {
      reach('mkdir', folder)
      mkdirSync(folder, { mode: 0o700 })
    })
  }
}

/** Opens an outbox: what lies there is read and compared, nothing is written yet. @throws AppError `io` when the folder has vanished */
export function openFileOutbox(context: Context, outboxFolder: string): FileOutbox {
  const { db } = context
  const folder = path.resolve(outboxFolder)
  refuseVaultFolder(context, folder)
  const byPath = db.statement<{ id: string }>('SELECT id FROM kanta_outboxes WHERE path = ? ORDER BY last_used_at DESC LIMIT 1').get(folder)
  openFolder(folder, byPath)
  removeLeftovers(folder)
  const manifestPath = path.join(folder, manifestName)
  const findings: FoundInOutbox[] = []
  const text = existsSync(manifestPath) ? readWholeFile(manifestPath, biggestManifestBytes).toString('utf8') : undefined
  const manifest = text === undefined ? null : readManifest(text)
  if (text !== undefined && !manifest) findings.push({ finding: 'manifestUnreadable' })
  // A stick that has got another path keeps its id; an emptied folder keeps the one its path had.
  const id = manifest?.outboxId ?? byPath?.id ?? newId(context.clock.now())
  const writes = (): WriteRow[] => db.statement<WriteRow>(writesSql).all(id)
  const ours = new Map(writes().map((row) => [row.document_id, row]))
  if (text === undefined && ours.size > 0) findings.push({ finding: 'manifestMissing' })
  const inManifest = new Map((manifest?.documents ?? []).map((one) => [one.documentId, one]))
  if (manifest)
    for (const [documentId, row] of ours) {
      const told = inManifest.get(documentId)
      if (told?.sha256 !== row.sha256 || told.version !== row.version || told.setId !== row.set_id)
        findings.push({ finding: 'manifestEdited', documentId })
    }
  const knownDocument = (documentId: string): boolean =>
    db.statement('SELECT 1 FROM kanta_documents WHERE document_id = ?').get(documentId) !== undefined
  const names = new Set(readdirSync(folder))
  const hashOnDisk = (documentId: string): string | undefined => {
    const file = path.join(folder, fileOf(documentId))
    return names.has(fileOf(documentId)) && statSync(file).isFile() ? sha256Of(readWholeFile(file, biggestDocumentBytes)) : undefined
  }
  const outbox: FileOutbox = {
    name: 'file',
    id,
    lastSequence: manifest?.sequence ?? 0,
    folder,
    manifestPath,
    found: manifest ?? undefined,
    findings,
    unknown: () =>
      (manifest?.documents ?? []).filter(({ documentId }) => !knownDocument(documentId)).toSorted((a, b) => a.sequence - b.sequence),
    strays: () =>
      [...names].flatMap((name) => strayIn(folder, name, (documentId) => knownDocument(documentId) || inManifest.has(documentId))),
    setManifestAside() {
      if (text !== undefined && !manifest)
        moveFile(manifestPath, path.join(folder, `manifest.unreadable-${newId(context.clock.now())}.json`))
    },
    bytesOf(document) {
      const file = path.join(folder, fileOf(document.documentId))
      if (!names.has(fileOf(document.documentId))) return undefined
      const bytes = readWholeFile(file, biggestDocumentBytes)
      return sha256Of(bytes) === document.sha256 ? bytes : undefined
    },
    has({ documentId, sha256 }) {
      const there = hashOnDisk(documentId)
      if (there === sha256) return ours.has(documentId)
      if (ours.has(documentId)) findings.push({ finding: there === undefined ? 'fileMissing' : 'fileEdited', documentId })
      return false
    },
    send(document) {
      return Promise.resolve(sendFile(document))
    },
    finish() {
      const mine = writes().map(listed)
      const mineIds = new Set(mine.map(({ documentId }) => documentId))
      const kept = (manifest?.documents ?? []).filter(({ documentId }) => !mineIds.has(documentId))
      const next = manifestText(id, [...kept, ...mine])
      if (next !== text && (mine.length > 0 || text !== undefined)) writeWholeFile(manifestPath, next, { overwrite: true })
    },
  }
  function sendFile(document: OutgoingDocument): { documentId: string; file: string } {
    const name = fileOf(document.documentId)
    try {
      // An edited file is put right too: the document's id stands for these bytes and no others.
      if (hashOnDisk(document.documentId) !== document.sha256) writeWholeFile(path.join(folder, name), document.bytes, { overwrite: true })
      names.add(name)
    } catch (error) {
      throw new DeliveryFailed(error, true)
    }
    return { documentId: document.documentId, file: name }
  }
  return outbox
}
