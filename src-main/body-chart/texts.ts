import type { Language } from '../core/contract.ts'
import type { ChartSymbol, Figure } from './contract.ts'
import { vertebrae, type RegionId } from './regions-contract.ts'
import en from './texts/en.json' with { type: 'json' }
import fi from './texts/fi.json' with { type: 'json' }
import sv from './texts/sv.json' with { type: 'json' }

interface ChartTexts {
  figures: Record<Figure, string>
  symbols: Record<ChartSymbol, string>
  regions: Partial<Record<RegionId, string>>
  picture: string
  drawing: string
}
const texts: Record<Language, ChartTexts> = { fi, sv, en }

export const chartTexts = (language: Language): ChartTexts => texts[language]

/** A region in words; vertebrae keep their international names. */
export const regionName = (region: RegionId, language: Language): string =>
  (vertebrae as readonly string[]).includes(region) ? region : (texts[language].regions[region] ?? region)
