// What the register description says of the log: that it is kept, that it was verified lately, that nothing got to a network.
import { exists } from '../privacy/fact-queries.ts'
import type { DomainFacts, FactProvider, FactReader, ProofRow } from '../privacy/provider.ts'

const logColumns = ['user_name', 'at', 'method', 'kind', 'groups', 'client_ids', 'user_id', 'role', 'source']
const optional = ['user_title', 'provider', 'purpose', 'details']
/** A verification counts as a proof for so long, in days. */
export const verifiedWithinDays = 31

const newest = (reader: FactReader, kind: string): { at: string; ok: number } | undefined =>
  reader.get<{ at: string; ok: number }>('SELECT at, ok FROM proofs WHERE kind = ? ORDER BY at DESC, id DESC LIMIT 1', kind)

export const isWithinDays = (at: string, now: string, days: number): boolean => Date.parse(now) - Date.parse(at) <= days * 86_400_000

function collect(reader: FactReader): DomainFacts {
  const verified = newest(reader, 'auditVerified')
  const letThrough = exists(reader, "SELECT 1 FROM proofs WHERE kind = 'network' AND ok = 0")
  const found = [
    ...logColumns.map((column) => `audit_log.${column}`),
    // Each of these is in one of the newest entries, or not in use: a million rows are not searched for a title.
    ...optional
      .filter((column) =>
        exists(reader, `SELECT 1 FROM (SELECT ${column} AS value FROM audit_log ORDER BY number DESC LIMIT 1000) WHERE value IS NOT NULL`),
      )
      .map((column) => `audit_log.${column}`),
    ...(exists(reader, 'SELECT 1 FROM audit_log_clients') ? ['audit_log_clients.client_id'] : []),
    ...(exists(reader, 'SELECT 1 FROM audit_findings WHERE acknowledged_at IS NOT NULL')
      ? ['audit_findings.acknowledged_by', 'audit_findings.note']
      : []),
  ]
  return {
    found,
    networkLetThrough: letThrough,
    claims: [
      ...(verified?.ok === 1 && isWithinDays(verified.at, reader.now, verifiedWithinDays) ? (['log'] as const) : []),
      ...(letThrough ? [] : (['offline'] as const)),
    ],
  }
}

export const auditFacts: FactProvider = {
  domain: 'audit',
  collect,
  observe: (reader) => ({
    counts: { useLog: reader.get<{ number: number }>('SELECT number FROM audit_head')?.number ?? 0 },
    proofs: reader
      .all<{ kind: string; at: string; ok: number }>(
        'SELECT kind, at, ok FROM proofs p WHERE at = (SELECT max(at) FROM proofs WHERE kind = p.kind) GROUP BY kind',
      )
      .map(({ kind, at, ok }): ProofRow => ({ kind, at, ok: ok === 1 })),
    refusals:
      reader.get<{ n: number | null }>(
        "SELECT sum(json_extract(detail, '$.network') + json_extract(detail, '$.navigation') + json_extract(detail, '$.windows')) AS n FROM proofs WHERE kind = 'network'",
      )?.n ?? 0,
  }),
}
