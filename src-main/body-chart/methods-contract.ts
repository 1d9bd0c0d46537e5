import * as z from 'zod'
import { method } from '../core/contract.ts'
import { id, instant, language, purpose } from '../core/fields.ts'
import { entryStates } from '../treatment/content-contract.ts'
import { bodyChart, chartSymbols, figures } from './contract.ts'
import { regionIds } from './regions-contract.ts'

const named = z.strictObject({ name: z.string() })

export const bodyChartContract = {
  names: method({
    name: 'bodyChart.names',
    summary: 'Figures, regions and symbols of the body chart in words; the regions in the order of the list',
    kind: 'query',
    needs: 'nothing',
    roles: 'everyone',
    logs: 'nothing',
    input: z.strictObject({ language: language.optional() }),
    output: z.strictObject({
      figures: z.array(named.extend({ figure: z.enum(figures) })),
      regions: z.array(named.extend({ region: z.enum(regionIds), figures: z.array(z.enum(figures)) })),
      symbols: z.array(named.extend({ symbol: z.enum(chartSymbols) })),
    }),
  }),
  summary: method({
    name: 'bodyChart.summary',
    summary: 'A chart in words',
    kind: 'query',
    needs: 'nothing',
    roles: 'everyone',
    logs: 'nothing',
    input: z.strictObject({ bodyChart, language: language.optional() }),
    output: z.strictObject({ text: z.string() }),
  }),
  layers: method({
    name: 'bodyChart.layers',
    summary: "A client's charts by visit, oldest first, to lay over each other; voided entries left out",
    kind: 'query',
    roles: ['owner', 'practitioner'],
    logs: { kind: 'view', groups: ['care'] },
    input: z.strictObject({ clientId: id, purpose: purpose.optional() }),
    output: z.strictObject({
      layers: z.array(z.strictObject({ entryId: id, visitId: id, at: instant, state: z.enum(entryStates), bodyChart })),
    }),
  }),
}
