// What the register description may claim of copies: only what was done and proved lately (register-description: *Proved claims*).
import type { Claim, DomainFacts, FactProvider, FactReader } from '../privacy/provider.ts'
import { recognisedService } from './folders.ts'
import { defaultKeepRules } from './keep.ts'
import type { KeepRules, PlanFolder } from './shapes-contract.ts'

/** A claim lapses when the newest verified copy is older. */
const copyDays = 14
/** The same for the restore drill. */
const drillMonths = 13

const daysBefore = (now: string, days: number): string => new Date(Date.parse(now) - days * 86_400_000).toISOString()
function monthsBefore(now: string, months: number): string {
  const at = new Date(Date.parse(now))
  at.setUTCMonth(at.getUTCMonth() - months)
  return at.toISOString()
}

const plan = (reader: FactReader): { folders: PlanFolder[]; keep: KeepRules } => {
  const value = reader.get<{ value: string }>('SELECT value FROM backup_plan WHERE number = 1')?.value
  return value === undefined ? { folders: [], keep: defaultKeepRules } : (JSON.parse(value) as { folders: PlanFolder[]; keep: KeepRules })
}

function collect(reader: FactReader): DomainFacts {
  const claims: Claim[] = []
  const copy = reader.get<{ at: string | null }>(
    'SELECT max(created_at) AS at FROM backups WHERE verified_at IS NOT NULL AND removed_at IS NULL',
  )
  if (copy?.at && copy.at >= daysBefore(reader.now, copyDays)) claims.push('backups')
  const drill = reader.get<{ at: string; ok: number }>('SELECT at, ok FROM drills ORDER BY at DESC LIMIT 1')
  if (drill?.ok === 1 && drill.at >= monthsBefore(reader.now, drillMonths)) claims.push('drill')
  const services = plan(reader).folders.flatMap((folder) => folder.synchronisedBy ?? recognisedService(folder.path) ?? [])
  const found = reader.get('SELECT 1 FROM drills LIMIT 1') ? ['drills.user_id', 'drills.user_name'] : []
  const [service] = services
  return { found, claims, synchronisedBackup: service === undefined ? null : { service: service === 'other' ? null : service } }
}

export const backupFacts: FactProvider = {
  domain: 'backup',
  collect,
  observe: (reader) => ({ copiesKeptMonths: plan(reader).keep.months }),
}
