import { implement, type Context } from '../core/context.ts'
import { AppError } from '../core/errors.ts'
import { newId } from '../core/ids.ts'
import { phrasesContract, templateContent, templatesContract, type Template } from './contract.ts'
import { shipped, shippedTemplates } from './shipped.ts'

interface StoredTemplate {
  id: string
  name: string
  kind: Template['kind']
  content: string
  archived_at: string | null
  revision: number
}
interface StoredPhrase {
  id: string
  abbreviation: string
  text: string
  hidden: 0 | 1
  revision: number
}

const toTemplate = (row: StoredTemplate): Template => ({
  ...templateContent.parse(JSON.parse(row.content)),
  id: row.id,
  name: row.name,
  kind: row.kind,
  shipped: false,
  revision: row.revision,
  archived: row.archived_at !== null,
})

function storedTemplate(context: Context, id: string): StoredTemplate {
  const row = context.db.statement<StoredTemplate>('SELECT * FROM entry_templates WHERE id = ?').get(id)
  if (!row) throw new AppError('not_found', 'templateNotFound')
  return row
}

function done(context: Context, id: string): Template {
  context.log({ details: { template: id } })
  context.changed('templates', id)
  return toTemplate(storedTemplate(context, id))
}

function setArchived(context: Context, id: string, archived: boolean): Template {
  storedTemplate(context, id)
  const at = context.clock.now()
  context.db
    .statement('UPDATE entry_templates SET archived_at = ?, updated_at = ?, revision = revision + 1 WHERE id = ?')
    .run(archived ? at : null, at, id)
  return done(context, id)
}

export const templatesService = implement(templatesContract, {
  list(context, { language = context.language, archived = false }) {
    const own = context.db
      .statement<StoredTemplate>(`SELECT * FROM entry_templates WHERE archived_at IS ${archived ? 'NOT NULL' : 'NULL'} ORDER BY name, id`)
      .all()
      .map(toTemplate)
    return { templates: archived ? own : [...shippedTemplates(language), ...own] }
  },

  save(context, { id, revision, name, kind, ...content }) {
    const at = context.clock.now()
    const value = JSON.stringify(content)
    if (id === undefined) {
      const fresh = newId(at)
      context.db
        .statement('INSERT INTO entry_templates (id, name, kind, content, created_at, updated_at, revision) VALUES (?, ?, ?, ?, ?, ?, 1)')
        .run(fresh, name, kind, value, at, at)
      return done(context, fresh)
    }
    const before = storedTemplate(context, id)
    if (revision !== undefined && before.revision !== revision)
      throw new AppError('conflict', 'staleRevision', { details: { revision: before.revision } })
    context.db
      .statement('UPDATE entry_templates SET name = ?, kind = ?, content = ?, updated_at = ?, revision = revision + 1 WHERE id = ?')
      .run(name, kind, value, at, id)
    return done(context, id)
  },

  archive: (context, { id }) => setArchived(context, id, true),
  restore: (context, { id }) => setArchived(context, id, false),
})

const storedPhrase = (context: Context, abbreviation: string): StoredPhrase | undefined =>
  context.db.statement<StoredPhrase>('SELECT * FROM phrases WHERE abbreviation = ?').get(abbreviation)

function writePhrase(context: Context, abbreviation: string, text: string, hidden: 0 | 1): void {
  const at = context.clock.now()
  context.db
    .statement(
      `INSERT INTO phrases (id, abbreviation, text, hidden, created_at, updated_at, revision) VALUES (?, ?, ?, ?, ?, ?, 1)
      ON CONFLICT (abbreviation) DO UPDATE SET text = excluded.text, hidden = excluded.hidden, updated_at = excluded.updated_at, revision = revision + 1`,
    )
    .run(newId(at), abbreviation, text, hidden, at, at)
}

function phraseChanged(context: Context, abbreviation: string): Record<string, never> {
  context.log({ details: { phrase: abbreviation } })
  context.changed('phrases')
  return {}
}

export const phrasesService = implement(phrasesContract, {
  list(context, { language = context.language }) {
    const own = context.db.statement<StoredPhrase>('SELECT * FROM phrases').all()
    const replaced = new Set(own.map(({ abbreviation }) => abbreviation))
    const phrases = [
      ...Object.entries(shipped(language).phrases)
        .filter(([abbreviation]) => !replaced.has(abbreviation))
        .map(([abbreviation, text]) => ({ abbreviation, text, shipped: true })),
      ...own
        .filter(({ hidden }) => hidden === 0)
        .map(({ id, abbreviation, text, revision }) => ({ abbreviation, text, shipped: false, id, revision })),
    ]
    const hidden = own.flatMap(({ abbreviation, hidden: out }) => {
      const text = shipped(language).phrases[abbreviation]
      return out === 1 && text !== undefined ? [{ abbreviation, text }] : []
    })
    return { hidden, phrases: phrases.sort((one, other) => (one.abbreviation < other.abbreviation ? -1 : 1)) }
  },

  save(context, { abbreviation, text, revision }) {
    const before = storedPhrase(context, abbreviation)
    if (revision !== undefined && before?.revision !== revision)
      throw new AppError('conflict', 'staleRevision', { details: { revision: before?.revision ?? null } })
    writePhrase(context, abbreviation, text, 0)
    phraseChanged(context, abbreviation)
    const { id, revision: now } = storedPhrase(context, abbreviation)!
    return { abbreviation, text, shipped: false, id, revision: now }
  },

  remove(context, { abbreviation }) {
    writePhrase(context, abbreviation, '', 1)
    return phraseChanged(context, abbreviation)
  },

  show(context, { abbreviation }) {
    context.db.statement('DELETE FROM phrases WHERE abbreviation = ?').run(abbreviation)
    return phraseChanged(context, abbreviation)
  },
})
