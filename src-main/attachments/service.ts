import { createHash } from 'node:crypto'
import { statSync } from 'node:fs'
import path from 'node:path'
import { attachmentNameKey } from '../backup/erasures.ts'
import { storedClient } from '../clients/read.ts'
import { implement, type Context, type Implemented } from '../core/context.ts'
import { AppError, invalidInput } from '../core/errors.ts'
import { readWholeFile, withIoErrors, writeWholeFile } from '../core/files.ts'
import { newId } from '../core/ids.ts'
import { requirePurpose } from '../treatment/access.ts'
import { attachmentsName } from '../vault/folder.ts'
import { readVaultRow } from '../vault/identity.ts'
import type { Session } from '../vault/session.ts'
import { storedVisit } from '../visits/read.ts'
import { attachmentsContract, largestAttachment, type Attachment } from './contract.ts'
import { mediaTypeOf, requireWhole, truthfulName, type MediaType } from './file-kinds.ts'
import { contentOf, dropUnused, keep, type Store } from './kept.ts'
import { isStrippable, metadataOf, withoutMetadata } from './metadata.ts'
import { drawPage } from './pdf-thread.ts'
import { beginTransfer, cancelAdding, onlyAdding, receivePart, takeTransfer } from './transfers.ts'

interface StoredAttachment {
  id: string
  client_id: string
  visit_id: string | null
  kind: string
  file_name: string
  media_type: MediaType
  bytes: number
  content: string
  description: string | null
  metadata: string | null
  removed_at: string | null
  removed_reason: string | null
  created_at: string
  updated_at: string
  revision: number
  has_twin: number
}

const selectSql = `SELECT *, EXISTS (
    SELECT 1 FROM attachments twin WHERE twin.content = a.content AND twin.client_id = a.client_id AND twin.id <> a.id AND twin.removed_at IS NULL
  ) AS has_twin FROM attachments a`

const toAttachment = (row: StoredAttachment): Attachment => ({
  id: row.id,
  revision: row.revision,
  clientId: row.client_id,
  ...(row.visit_id === null ? {} : { visitId: row.visit_id }),
  kind: row.kind,
  fileName: row.file_name,
  mediaType: row.media_type,
  nameMisleads: truthfulName(row.file_name, row.media_type) !== row.file_name,
  hasTwin: row.has_twin === 1,
  strippable: isStrippable(row.media_type),
  bytes: row.bytes,
  ...(row.description === null ? {} : { description: row.description }),
  metadata: row.metadata === null ? [] : (JSON.parse(row.metadata) as string[]),
  ...(row.removed_at === null ? {} : { removedAt: row.removed_at }),
  ...(row.removed_reason === null ? {} : { removedReason: row.removed_reason }),
  createdAt: row.created_at,
  updatedAt: row.updated_at,
})

/** @throws AppError `not_found` */
function stored(context: Context, id: string): StoredAttachment {
  const row = context.db.statement<StoredAttachment>(`${selectSql} WHERE id = ?`).get(id)
  if (!row) throw new AppError('not_found', 'attachmentNotFound')
  return row
}

const tooLarge = (): AppError =>
  new AppError('invalid_input', 'attachmentTooLarge', { params: { megabytes: largestAttachment / 1024 / 1024 } })

/** The bytes of a file, looked at before they are read: a film or a folder costs nothing. */
function readSource(file: string): Buffer {
  const facts = withIoErrors(file, () => statSync(file))
  if (!facts.isFile())
    throw new AppError('io', facts.isDirectory() ? 'isAFolder' : 'attachmentType', { params: { file: path.basename(file) } })
  if (facts.size > largestAttachment) throw tooLarge()
  return readWholeFile(file, largestAttachment)
}

function judged(bytes: Uint8Array): MediaType {
  const type = mediaTypeOf(bytes)
  if (!type) throw new AppError('invalid_input', 'attachmentType')
  requireWhole(bytes, type)
  return type
}

const metadataJson = (bytes: Uint8Array, type: MediaType): string | null => {
  const kinds = metadataOf(bytes, type)
  return kinds.length === 0 ? null : JSON.stringify(kinds)
}

function changed(context: Context, row: StoredAttachment, details: Record<string, unknown>): void {
  context.log({ clientIds: [row.client_id], details: { attachment: row.id, ...details } })
  context.changed('attachments', row.id)
  context.changed('clients', row.client_id)
}

function requireVisitOf(context: Context, visitId: string, clientId: string): void {
  if (storedVisit(context.db, visitId).client_id !== clientId) throw invalidInput([{ path: ['visitId'], code: 'visitOther' }])
}

/** Where a file may be added: to a client who was not merged into another, and to a visit of hers that was not taken out. @throws AppError */
function requirePlace(context: Context, clientId: string, visitId: string | undefined): void {
  if (storedClient(context.db, clientId).merged_into) throw new AppError('conflict', 'clientMerged')
  if (visitId !== undefined) requireVisitOf(context, visitId, clientId)
}

function setRemoved(context: Context, id: string, reason: string | null | undefined): Record<string, never> {
  const row = stored(context, id)
  // A file of a visit that was taken out comes back after the visit only.
  if (reason === undefined && row.visit_id !== null) storedVisit(context.db, row.visit_id)
  const at = context.clock.now()
  context.db
    .statement('UPDATE attachments SET removed_at = ?, removed_reason = ?, updated_at = ?, revision = revision + 1 WHERE id = ?')
    .run(reason === undefined ? null : at, reason || null, at, id)
  changed(context, row, { removed: reason !== undefined })
  return {}
}

/** @param session the one session of this process, for the keys of the store */
export function createAttachmentServices(session: Session): Implemented[] {
  const storeOf = async (context: Context): Promise<Store> => {
    const sodium = await session.sodium()
    const { folder, keys } = session.open
    const names = attachmentNameKey(readVaultRow(context.db).erasureKey)
    return { folder: path.join(folder, attachmentsName), keys: { encryption: keys.attachments, names }, sodium }
  }

  return implement(attachmentsContract, {
    async add(outer, { clientId, visitId, path: file, dataBase64, transferId, fileName, kind, description, stripMetadata = false }) {
      if ([file, dataBase64, transferId].filter((source) => source !== undefined).length !== 1)
        throw invalidInput([{ path: ['path'], code: 'required' }])
      requirePlace(outer, clientId, visitId)
      const given =
        file !== undefined
          ? readSource(file)
          : transferId !== undefined
            ? takeTransfer(outer.db, transferId)
            : Buffer.from(dataBase64!, 'base64')
      if (given.length > largestAttachment) throw tooLarge()
      try {
        const type = judged(given)
        const bytes = stripMetadata ? withoutMetadata(given, type) : given
        const named = kind ?? (type === 'application/pdf' ? 'patientDocument' : 'photo')
        const name = fileName || (file === undefined ? '' : path.basename(file).slice(0, 255)) || truthfulName(named, type)
        return await onlyAdding(outer, async (context) => {
          const store = await storeOf(context)
          const content = await keep(store, bytes, context)
          const at = context.clock.now()
          const id = newId(at)
          try {
            return context.transaction(() => {
              requirePlace(context, clientId, visitId) // other calls came between
              context.db
                .statement(
                  `INSERT INTO attachments (id, client_id, visit_id, kind, file_name, media_type, bytes, content, description, metadata, created_at, created_by, updated_at, revision)
              VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 1)`,
                )
                .run(
                  id,
                  clientId,
                  visitId ?? null,
                  named,
                  name,
                  type,
                  bytes.length,
                  content,
                  description || null,
                  metadataJson(bytes, type),
                  at,
                  context.actor.userId,
                  at,
                )
              const row = stored(context, id)
              changed(context, row, { mediaType: type, bytes: bytes.length, stripped: stripMetadata })
              return toAttachment(row)
            })
          } catch (error) {
            dropUnused(context, store.folder, content)
            throw error
          }
        })
      } finally {
        given.fill(0)
      }
    },

    beginTransfer(context, { bytes }) {
      if (bytes > largestAttachment) throw tooLarge()
      return { transferId: beginTransfer(context, bytes) }
    },

    sendPart: (context, { transferId, dataBase64 }) => ({ bytes: receivePart(context.db, transferId, Buffer.from(dataBase64, 'base64')) }),

    cancel: (context) => ({ wasRunning: cancelAdding(context.db) }),

    list(context, { clientId, visitId, removed = false, purpose }) {
      storedClient(context.db, clientId)
      requirePurpose(context, clientId, purpose)
      const rows = context.db
        .statement<StoredAttachment>(
          `${selectSql} WHERE client_id = ? AND (? IS NULL OR visit_id = ?) AND removed_at IS ${removed ? 'NOT NULL' : 'NULL'} ORDER BY created_at DESC, id DESC`,
        )
        .all(clientId, visitId ?? null, visitId ?? null)
      context.log({ clientIds: [clientId], details: { attachments: rows.length } })
      return { attachments: rows.map(toAttachment) }
    },

    async read(context, { id, purpose }) {
      const row = stored(context, id)
      requirePurpose(context, row.client_id, purpose)
      const bytes = contentOf(await storeOf(context), row.content)
      context.transaction(() => context.log({ clientIds: [row.client_id], details: { attachment: id } }))
      return { fileName: row.file_name, mediaType: row.media_type, dataBase64: bytes.toString('base64') }
    },

    async page(context, { id, page, purpose }) {
      const row = stored(context, id)
      requirePurpose(context, row.client_id, purpose)
      if (row.media_type !== 'application/pdf') throw new AppError('not_allowed', 'attachmentNotPdf')
      const shown = await drawPage(context, contentOf(await storeOf(context), row.content), page)
      // Throws when the session has ended meanwhile: nobody gets a page that the log does not have.
      context.transaction(() => context.log({ clientIds: [row.client_id], details: { attachment: id, page } }))
      return shown
    },

    async export(context, { id, path: file, stripMetadata = false, overwrite = false, purpose }) {
      const row = stored(context, id)
      requirePurpose(context, row.client_id, purpose)
      const content = contentOf(await storeOf(context), row.content)
      const bytes = stripMetadata ? withoutMetadata(content, row.media_type) : content
      context.transaction(() =>
        context.log({ clientIds: [row.client_id], details: { attachment: id, bytes: bytes.length, stripped: stripMetadata } }),
      )
      writeWholeFile(file, bytes, { overwrite })
      return { path: file, bytes: bytes.length, sha256: createHash('sha256').update(bytes).digest('hex') }
    },

    async strip(context, { id }) {
      const before = stored(context, id)
      const store = await storeOf(context)
      const bytes = withoutMetadata(contentOf(store, before.content), before.media_type)
      const content = await keep(store, bytes, context)
      try {
        return context.transaction(() => {
          context.db
            .statement('UPDATE attachments SET content = ?, bytes = ?, metadata = ?, updated_at = ?, revision = revision + 1 WHERE id = ?')
            .run(content, bytes.length, metadataJson(bytes, before.media_type), context.clock.now(), id)
          changed(context, before, { stripped: true })
          return toAttachment(stored(context, id))
        })
      } finally {
        for (const one of [before.content, content]) dropUnused(context, store.folder, one) // the new one, if the change was taken back
      }
    },

    describe(context, { id, revision, fileName, kind, description, visitId }) {
      const before = stored(context, id)
      if (before.revision !== revision) throw new AppError('conflict', 'staleRevision', { details: { revision: before.revision } })
      if (visitId) requireVisitOf(context, visitId, before.client_id)
      context.db
        .statement(
          'UPDATE attachments SET file_name = ?, kind = ?, description = ?, visit_id = ?, updated_at = ?, revision = revision + 1 WHERE id = ?',
        )
        .run(
          fileName ?? before.file_name,
          kind ?? before.kind,
          description === undefined ? before.description : description || null,
          visitId === undefined ? before.visit_id : visitId,
          context.clock.now(),
          id,
        )
      changed(context, before, { described: true })
      return toAttachment(stored(context, id))
    },

    remove: (context, { id, reason }) => setRemoved(context, id, reason ?? null),
    restore: (context, { id }) => setRemoved(context, id, undefined),
  })
}
