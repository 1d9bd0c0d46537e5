// What waits for her, counted for the sidebar and listed on Today. One place, so that the two never differ.
import { auditContract } from '../../src-main/audit/contract.ts'
import { privacyContract } from '../../src-main/privacy/contract.ts'
import { useMethod } from './queries.ts'
import type { PageName } from './routes.ts'
import { useVaultState } from './session.ts'

/** What waits at each place. */
export function useWaiting(): Partial<Record<PageName, number>> {
  const state = useVaultState().data
  const role = state?.user?.role
  const check = useMethod(privacyContract.checkRegisterDescription, {}, { enabled: role !== undefined && role !== 'bookkeeper' })
  const audit = useMethod(auditContract.status, {}, { enabled: role === 'owner' })
  const findings = audit.data?.openFindings.length ?? 0
  const description = check.data ? (check.data.missing.length > 0 ? 1 : 0) + (check.data.drift.some((each) => each.severity !== 'note') ? 1 : 0) : 0
  const warnings = state?.warnings.length ?? 0
  return { today: findings + description + warnings, privacy: description, settings: findings }
}
