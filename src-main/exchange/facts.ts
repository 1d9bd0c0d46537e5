// Earlier systems that client data came from: a source of personal data that must be named (GDPR 14(2)(f)).
import type { FactProvider } from '../privacy/provider.ts'

export const exchangeFacts: FactProvider = {
  domain: 'exchange',
  collect(reader) {
    const rows = reader.all<{ id: string; source_name: string | null; imported_at: string }>(
      'SELECT id, source_name, imported_at FROM imports WHERE created + updated > 0 ORDER BY imported_at, id',
    )
    return {
      found: rows.length > 0 ? ['imports.user_id', 'imports.file_name'] : [],
      imports: rows.map((row) => ({ id: row.id, name: row.source_name, date: reader.localDate(row.imported_at) })),
    }
  },
}
