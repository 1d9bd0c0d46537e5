// Written versions and their files. A version is never changed but for its yearly confirmation (R24: old versions stay readable).
import { deflateRawSync, inflateRawSync } from 'node:zlib'
import type { Clock } from '../core/clock.ts'
import { languages, type Language } from '../core/contract.ts'
import { newId } from '../core/ids.ts'
import type { Database } from '../database/database.ts'
import type { DocumentFormat } from '../documents/render.ts'
import { canonicalJson, sha256Of } from './canonical.ts'
import type { Change } from './changes.ts'
import type { audiences, variants } from './contract.ts'
import type { WrittenVersion } from './drift.ts'
import type { Names } from './items.ts'
import type { HistoryLine } from './page.ts'
import type { FactSheet } from './sheet.ts'
import { words } from './texts.ts'

export type Audience = (typeof audiences)[number]
export type Variant = (typeof variants)[number]

interface StoredChange {
  section: string | null
  texts: Names
}
interface VersionRow {
  number: number
  date: string
  written_at: string
  facts_sha256: string
  facts: string
  changes: string
  confirmed_on: string | null
}
export interface FileRow {
  version: number
  audience: Audience
  variant: Variant
  format: DocumentFormat
  language: Language
  sha256: string
  writtenAt: string
}
export interface StoredVersion {
  number: number
  date: string
  factsSha256: string
  changes: StoredChange[]
  confirmedOn: string | null
}

const versionColumns = 'number, date, written_at, facts_sha256, facts, changes, confirmed_on'
const toVersion = (row: VersionRow): StoredVersion => ({
  number: row.number,
  date: row.date,
  factsSha256: row.facts_sha256,
  changes: JSON.parse(row.changes) as StoredChange[],
  confirmedOn: row.confirmed_on,
})

/** Newest first. */
export const storedVersions = (db: Database): StoredVersion[] =>
  db.statement<VersionRow>(`SELECT ${versionColumns} FROM register_description_versions ORDER BY number DESC`).all().map(toVersion)

/** Newest first. */
export const storedFiles = (db: Database): FileRow[] =>
  db
    .statement<FileRow>(
      'SELECT version, audience, variant, format, language, sha256, written_at AS writtenAt FROM register_description_files ORDER BY written_at DESC, id DESC',
    )
    .all()

/** The version that drift is judged against, with the languages in which its public notice was written. */
export function newestVersion(db: Database): (WrittenVersion & { factsSha256: string }) | null {
  const row = db.statement<VersionRow>(`SELECT ${versionColumns} FROM register_description_versions ORDER BY number DESC LIMIT 1`).get()
  if (!row) return null
  const written = new Set(
    db
      .statement<string>("SELECT DISTINCT language FROM register_description_files WHERE version = ? AND audience = 'public'")
      .pluck()
      .all(row.number) as string[],
  )
  return {
    number: row.number,
    date: row.date,
    writtenAt: row.written_at,
    confirmedOn: row.confirmed_on,
    factsSha256: row.facts_sha256,
    sheet: JSON.parse(row.facts) as FactSheet,
    languages: languages.filter((language) => written.has(language)),
  }
}

/** Local date on which an internal record was last written, or null. */
export const internalRecordDate = (db: Database, localDate: (instant: string) => string): string | null => {
  const at = db.statement<string>("SELECT max(written_at) FROM register_description_files WHERE audience = 'internal'").pluck().get() as
    | string
    | null
  return at === null ? null : localDate(at)
}

/** What the first version says of itself. */
export const firstChange = (): StoredChange => ({
  section: null,
  texts: Object.fromEntries(languages.map((language) => [language, words(language, 'notice.history.first')])) as Names,
})

export const changesOf = (changes: readonly Change[]): StoredChange[] => changes.map(({ section, texts }) => ({ section, texts }))

/** Lines of the history for print, newest first; `next` is the version about to be written. */
export const historyLines = (
  versions: readonly StoredVersion[],
  language: Language,
  next?: { number: number; date: string; changes: readonly StoredChange[] },
): HistoryLine[] =>
  [...(next ? [next] : []), ...versions].map((version) => ({
    version: version.number,
    date: version.date,
    changes: version.changes.map((change) => change.texts[language]),
  }))

export function insertVersion(
  db: Database,
  clock: Clock,
  version: { number: number; date: string; sheet: FactSheet; factsSha256: string; changes: readonly StoredChange[] },
  userId: string,
): void {
  db.statement(
    'INSERT INTO register_description_versions (number, date, written_at, written_by, facts_sha256, facts, changes, confirmed_on) VALUES (?, ?, ?, ?, ?, ?, ?, NULL)',
  ).run(
    version.number,
    version.date,
    clock.now(),
    userId,
    version.factsSha256,
    canonicalJson(version.sheet),
    JSON.stringify(version.changes),
  )
}

export function insertFile(db: Database, clock: Clock, file: Omit<FileRow, 'writtenAt'>, html: string): void {
  const at = clock.now()
  db.statement(
    'INSERT INTO register_description_files (id, version, audience, variant, format, language, sha256, written_at, content, content_sha256) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)',
  ).run(
    newId(at),
    file.version,
    file.audience,
    file.variant,
    file.format,
    file.language,
    file.sha256,
    at,
    deflateRawSync(html),
    sha256Of(html),
  )
}

/** The page as it was written, or undefined; the whole notice before its short forms. */
export function storedPage(
  db: Database,
  version: number,
  audience: Audience,
  language: Language,
): { html: string; sha256: string } | undefined {
  const row = db
    .statement<{ content: Buffer; content_sha256: string }>(
      "SELECT content, content_sha256 FROM register_description_files WHERE version = ? AND audience = ? AND language = ? ORDER BY variant <> 'notice', written_at DESC, id DESC LIMIT 1",
    )
    .get(version, audience, language)
  return row && { html: inflateRawSync(row.content).toString('utf8'), sha256: row.content_sha256 }
}

export const confirmVersion = (db: Database, number: number, on: string): void =>
  void db.statement('UPDATE register_description_versions SET confirmed_on = ? WHERE number = ?').run(on, number)
