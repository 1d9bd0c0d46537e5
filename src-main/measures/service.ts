import { storedClient } from '../clients/read.ts'
import { type Context, implement } from '../core/context.ts'
import { parseInput } from '../core/dispatch.ts'
import { requirePurpose } from '../treatment/access.ts'
import type { EntryState } from '../treatment/content-contract.ts'
import { measuresContract } from './contract.ts'
import { scaleTexts } from './scale-texts.ts'
import { measurement, type Measurement, type ScaleId, scaleIds } from './scales-contract.ts'

/** Measurements of a client's newest texts: signed and amended versions, and drafts of visits. */
const seriesSql = `SELECT v.started_at AS at, e.id AS entry_id, e.state, m.value AS measurement
  FROM entries e JOIN visits v ON v.id = e.visit_id
  LEFT JOIN entry_versions n ON n.entry_id = e.id AND n.number = e.version
  LEFT JOIN entry_drafts d ON d.entry_id = e.id
  JOIN json_each(coalesce(n.content, d.content), '$.measures') m
  WHERE e.client_id = ? AND e.state <> 'voided' AND e.discarded_at IS NULL AND e.kind <> 'privateNote' AND json_extract(m.value, '$.scale') = coalesce(?, json_extract(m.value, '$.scale'))
  ORDER BY v.started_at, e.id, m.key`

const pointsOf = ({ db }: Pick<Context, 'db'>, clientId: string, scale: ScaleId | null) =>
  db
    .statement<{ at: string; entry_id: string; state: EntryState; measurement: string }>(seriesSql)
    .all(clientId, scale)
    .map(({ at, entry_id: entryId, state, measurement: json }) => ({ at, ...(JSON.parse(json) as Measurement), entryId, state }))

export const measuresService = implement(measuresContract, {
  scales: (context, { language = context.language }) => ({ scales: scaleTexts(language) }),

  score: (_context, { scale, answers }) => ({ value: parseInput(measurement, { scale, answers }).value }),

  series(context, { clientId, scale, purpose }) {
    storedClient(context.db, clientId)
    requirePurpose(context, clientId, purpose)
    const points = pointsOf(context, clientId, scale).map(({ scale: _scale, ...point }) => point)
    context.log({ clientIds: [clientId], details: { scale, points: points.length } })
    return { scale, points }
  },

  overview(context, { clientId, purpose }) {
    storedClient(context.db, clientId)
    requirePurpose(context, clientId, purpose)
    const all = pointsOf(context, clientId, null)
    context.log({ clientIds: [clientId], details: { points: all.length } })
    return {
      series: scaleIds.flatMap((scale) => {
        const points = all.filter((point) => point.scale === scale).map(({ scale: _scale, ...point }) => point)
        return points.length > 0 ? [{ scale, points }] : []
      }),
    }
  },
})
