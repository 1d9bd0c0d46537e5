// What the register description says of the export queue: that documents for the archive are kept, once there are any.
import { exists } from '../privacy/fact-queries.ts'
import type { FactProvider } from '../privacy/provider.ts'

/** Columns by table; the first of each is filled in every row. */
const columns: Readonly<Record<string, readonly string[]>> = {
  kanta_documents: ['bytes', 'answer', 'answer_detail'],
  kanta_queue: ['state', 'last_error'],
  kanta_holds: ['reason', 'held_by', 'held_by_name', 'release_reason', 'released_by'],
  kanta_answers: ['result', 'detail', 'received_by'],
  kanta_codes: ['changed_by'],
}

export const kantaFacts: FactProvider = {
  domain: 'kanta',
  collect(reader) {
    // A queue that withholds everything because the record is elsewhere holds nothing for the archive.
    const used = Object.entries(columns).filter(([table]) =>
      table === 'kanta_queue'
        ? exists(reader, 'SELECT 1 FROM kanta_documents') ||
          (reader.settings.patientRecord?.location === 'kanta' &&
            exists(reader, "SELECT 1 FROM kanta_queue WHERE rule_case <> 'notInKanta'"))
        : exists(reader, `SELECT 1 FROM ${table}`),
    )
    return {
      found: used.flatMap(([table, names]) =>
        names
          .filter((name, index) => index === 0 || exists(reader, `SELECT 1 FROM ${table} WHERE ${name} IS NOT NULL`))
          .map((name) => `${table}.${name}`),
      ),
    }
  },
}
