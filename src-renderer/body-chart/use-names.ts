// The words of the chart from the core: regions, symbols, figures.
import type { ChartSymbol, Figure } from '../../src-main/body-chart/contract.ts'
import { bodyChartContract } from '../../src-main/body-chart/methods-contract.ts'
import type { RegionId } from '../../src-main/body-chart/regions-contract.ts'
import { useI18n } from '../app/i18n.ts'
import { useMethod } from '../app/queries.ts'
import type { ChartItem } from './chart-items.ts'

const capital = (text: string): string => text.slice(0, 1).toLocaleUpperCase() + text.slice(1)

export function useChartNames() {
  const { language } = useI18n()
  const names = useMethod(bodyChartContract.names, { language }).data
  const region = (id: RegionId): string => names?.regions.find((each) => each.region === id)?.name ?? ''
  const figure = (id: Figure): string => names?.figures.find((each) => each.figure === id)?.name ?? ''
  return {
    regions: names?.regions ?? [],
    figure,
    symbol: (id: ChartSymbol): string => capital(names?.symbols.find((each) => each.symbol === id)?.name ?? ''),
    /** Where an item stands: its regions, or else its figure. */
    place: (item: ChartItem): string => (item.regions.length > 0 ? item.regions.map(region).join(', ') : figure(item.figure)),
  }
}
export type ChartNames = ReturnType<typeof useChartNames>

/** `Kipu: alaselkä (pistävä)` */
export const itemText = (names: ChartNames, item: ChartItem): string =>
  `${names.symbol(item.symbol)}: ${names.place(item)}${item.note ? ` (${item.note})` : ''}`
