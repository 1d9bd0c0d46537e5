import { implement, type Context } from '../core/context.ts'
import { AppError } from '../core/errors.ts'
import { readSettings } from '../settings/read.ts'
import { entryProblems } from '../treatment/verify.ts'
import { auditContract } from './contract.ts'
import { writeExtract } from './extract.ts'
import { acknowledgeFinding, openFindings, recordFindings, recordProof, unacknowledged } from './findings.ts'
import { listEntries } from './list.ts'
import { readHead } from './log.ts'
import { entryProblem } from './problems.ts'
import { firstOf, verifyChain } from './verify.ts'

const vaultIdOf = (context: Context): string => context.db.statement('SELECT vault_id FROM vault WHERE number = 1').pluck().get() as string
const timeZoneOf = (context: Context): string | undefined => readSettings(context.db).calendar?.timeZone

export const auditService = implement(auditContract, {
  list(context, { clientId, userId, from, to, kind, limit = 100, cursor }) {
    // A practitioner sees her own entries (privacy-duties § 12); the owner sees all.
    const own = context.actor.role === 'owner' ? userId : context.actor.userId
    const before = cursor === undefined ? undefined : Number(cursor)
    if (before !== undefined && !Number.isSafeInteger(before))
      throw new AppError('invalid_input', 'invalid_input', { details: { problems: [{ path: ['cursor'], code: 'cursor' }] } })
    context.log({ clientIds: clientId ? [clientId] : [], details: { from: from ?? null, to: to ?? null } })
    const entries = listEntries(context.db, { clientId, userId: own, from, to, kind, limit: limit + 1, before }, timeZoneOf(context))
    const page = entries.slice(0, limit)
    return { entries: page, ...(entries.length > limit ? { cursor: String(page.at(-1)!.number) } : {}) }
  },

  async verify(context, { anchors = [] }) {
    const vaultId = vaultIdOf(context)
    context.transaction(() => context.log({ details: { anchors: anchors.length } }))
    const report = await verifyChain(context.db, vaultId, anchors)
    const problems = [...report.problems, ...(await entryProblems(context.db)).map(entryProblem)]
    return context.transaction(() => {
      const fresh = recordFindings(context.db, context.clock, problems)
      const findings = openFindings(context.db)
      // Every problem is a finding; what the owner has acknowledged in words no longer keeps the log from counting as whole.
      const ok = findings.length === 0
      const firstBad = firstOf(unacknowledged(context.db, problems))
      recordProof(context.db, context.clock, 'auditVerified', ok, { entries: report.entries, head: report.head })
      for (const finding of fresh)
        context.log({ kind: 'finding', details: { finding: finding.id, found: finding.kind, number: finding.number } })
      context.changed('audit')
      return { ok, entries: report.entries, head: report.head, findings, ...(firstBad === undefined ? {} : { firstBad }) }
    })
  },

  acknowledge(context, { finding, note }) {
    const acknowledged = acknowledgeFinding(context.db, context.clock, finding, context.actor.name, note)
    context.log({ details: { finding: acknowledged.id, found: acknowledged.kind } })
    context.changed('audit')
    return acknowledged
  },

  extract: (context, input) => writeExtract(context, input, timeZoneOf(context)),

  recordRefusals(context, counts) {
    const any = Object.values(counts).some((count) => count > 0)
    recordProof(context.db, context.clock, 'network', counts.letThrough === 0, counts)
    context.log({ details: { ...counts, any } })
    return {}
  },

  status(context) {
    const last = context.db
      .statement<{ at: string; ok: number }>("SELECT at, ok FROM proofs WHERE kind = 'auditVerified' ORDER BY id DESC LIMIT 1")
      .get()
    return {
      head: readHead(context.db, vaultIdOf(context)),
      openFindings: openFindings(context.db),
      lastVerifiedAt: last?.at ?? null,
      lastVerifiedOk: last ? last.ok === 1 : null,
    }
  },
})
