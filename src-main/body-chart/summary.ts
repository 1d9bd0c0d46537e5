// A chart in words: for the record, for Kanta (stroke data never leave, kanta.md) and for those who don't see pictures.
import type { Language } from '../core/contract.ts'
import { chartSymbols, type BodyChart, type ChartSymbol, type Figure } from './contract.ts'
import { regionAt, regionsOf } from './places-contract.ts'
import { regionIds, type RegionId } from './regions-contract.ts'
import { chartTexts, regionName } from './texts.ts'

export interface Finding {
  symbol: ChartSymbol
  region: RegionId | undefined
  figure: Figure | undefined
  note: string | undefined
}

/** Every finding once, whether it was drawn, stamped or picked. */
export function findings(chart: BodyChart): Finding[] {
  const all: Finding[] = [
    ...chart.regions.map(({ symbol, region, note }) => ({ symbol, region, figure: undefined, note })),
    ...chart.marks.map(({ symbol, figure, at, note }) => ({ symbol, region: regionAt(figure, at), figure, note })),
    ...chart.strokes.flatMap(({ symbol, figure, points, note }) => {
      const passed = regionsOf(figure, points)
      return (passed.length > 0 ? passed : [undefined]).map((region) => ({ symbol, region, figure, note }))
    }),
  ]
  const seen = new Set<string>()
  return all.filter(({ symbol, region, figure, note }) => {
    const key = JSON.stringify([symbol, region ?? figure, note ?? ''])
    if (seen.has(key)) return false
    seen.add(key)
    return true
  })
}

const place = ({ region, figure }: Finding, language: Language): string =>
  region !== undefined ? regionName(region, language) : chartTexts(language).figures[figure!]

/** `Kipu: vasen olkapää (pistävä), alaselkä. Arpi: oikea polvi.` Empty for an empty chart. */
export function summaryOf(chart: BodyChart | undefined, language: Language): string {
  if (!chart) return ''
  const found = findings(chart)
  const order = (finding: Finding): number => (finding.region === undefined ? regionIds.length : regionIds.indexOf(finding.region))
  return chartSymbols
    .flatMap((symbol) => {
      const own = found.filter((finding) => finding.symbol === symbol).sort((one, other) => order(one) - order(other))
      if (own.length === 0) return []
      const name = chartTexts(language).symbols[symbol]
      const places = own.map((finding) => `${place(finding, language)}${finding.note ? ` (${finding.note})` : ''}`)
      return [`${name[0]!.toUpperCase()}${name.slice(1)}: ${places.join(', ')}.`]
    })
    .join(' ')
}
