import { implement } from '../core/context.ts'
import { draftsContract } from './contract.ts'

interface Row {
  form: string
  value: string
  caret: string | null
  saved_at: string
}

export const draftsService = implement(draftsContract, {
  save(context, { form, value, caret }) {
    const savedAt = context.clock.now()
    context.db
      .statement(
        'INSERT INTO form_drafts (user_id, form, value, caret, saved_at) VALUES (?, ?, ?, ?, ?) ON CONFLICT (user_id, form) DO UPDATE SET value = excluded.value, caret = excluded.caret, saved_at = excluded.saved_at',
      )
      .run(context.actor.userId, form, JSON.stringify(value), caret ? JSON.stringify(caret) : null, savedAt)
    return { savedAt }
  },
  get(context, { form }) {
    const row = context.db
      .statement<Row>('SELECT form, value, caret, saved_at FROM form_drafts WHERE user_id = ? AND form = ?')
      .get(context.actor.userId, form)
    if (!row) return { draft: null }
    return {
      draft: {
        form,
        value: JSON.parse(row.value) as Record<string, unknown>,
        savedAt: row.saved_at,
        ...(row.caret ? { caret: JSON.parse(row.caret) as { field: string; position: number } } : {}),
      },
    }
  },
  list: (context) =>
    context.db
      .statement<Row>('SELECT form, value, caret, saved_at FROM form_drafts WHERE user_id = ? ORDER BY saved_at DESC')
      .all(context.actor.userId)
      .map(({ form, saved_at }) => ({ form, savedAt: saved_at })),
  discard(context, { form }) {
    context.db.statement('DELETE FROM form_drafts WHERE user_id = ? AND form = ?').run(context.actor.userId, form)
    return {}
  },
})
