import { storedClient } from '../clients/read.ts'
import { implement } from '../core/context.ts'
import { requirePurpose } from '../treatment/access.ts'
import type { EntryState } from '../treatment/content-contract.ts'
import { chartSymbols, figures, type BodyChart } from './contract.ts'
import { figureGeometry } from './geometry-contract.ts'
import { bodyChartContract } from './methods-contract.ts'
import { regionIds } from './regions-contract.ts'
import { summaryOf } from './summary.ts'
import { chartTexts, regionName } from './texts.ts'

const layersSql = `SELECT e.id, e.visit_id, v.started_at, e.state, json_extract(coalesce(n.content, d.content), '$.bodyChart') AS chart
  FROM entries e JOIN visits v ON v.id = e.visit_id
  LEFT JOIN entry_versions n ON n.entry_id = e.id AND n.number = e.version LEFT JOIN entry_drafts d ON d.entry_id = e.id
  WHERE e.client_id = ? AND e.state <> 'voided' AND e.discarded_at IS NULL AND e.kind <> 'privateNote' AND chart IS NOT NULL
  ORDER BY v.started_at, e.id`

export const bodyChartService = implement(bodyChartContract, {
  names(context, { language = context.language }) {
    const texts = chartTexts(language)
    return {
      figures: figures.map((figure) => ({ figure, name: texts.figures[figure] })),
      regions: regionIds.map((region) => ({
        region,
        name: regionName(region, language),
        figures: figures.filter((figure) => figureGeometry[figure].regions[region] !== undefined),
      })),
      symbols: chartSymbols.map((symbol) => ({ symbol, name: texts.symbols[symbol] })),
    }
  },

  summary: (context, { bodyChart, language = context.language }) => ({ text: summaryOf(bodyChart, language) }),

  layers(context, { clientId, purpose }) {
    storedClient(context.db, clientId)
    requirePurpose(context, clientId, purpose)
    const rows = context.db
      .statement<{ id: string; visit_id: string; started_at: string; state: EntryState; chart: string }>(layersSql)
      .all(clientId)
    context.log({ clientIds: [clientId], details: { charts: rows.length } })
    return {
      layers: rows.map((row) => ({
        entryId: row.id,
        visitId: row.visit_id,
        at: row.started_at,
        state: row.state,
        bodyChart: JSON.parse(row.chart) as BodyChart,
      })),
    }
  },
})
