// Words for what an entry holds beside its sections: marks on the body chart, measures. Strokes stay here; their summary goes.
import { summaryOf } from '../body-chart/summary.ts'
import { scaleRules, type Measurement } from '../measures/scales-contract.ts'
import type { Wording } from './narrative.ts'
import { documentTexts } from './texts.ts'

const decimal = (value: number): string => String(value).replace('.', ',').replace('-', '−')

/** `Kipu NRS 4/10`, `Sormi–lattia-etäisyys 12,5 cm`, `PSFS 4/10: kävely 3, portaat 5 (aamulla)` */
function measureLine(language: 'fi' | 'sv', { scale, value, answers, labels, note }: Measurement): string {
  const { max, unit } = scaleRules[scale]
  const said = unit ? `${decimal(value)} ${unit}` : `${decimal(value)}/${max}`
  const parts = labels?.map((label, index) => `${label} ${decimal(answers?.[index] ?? 0)}`) ?? []
  return `${documentTexts[language].measure[scale]} ${said}${parts.length > 0 ? `: ${parts.join(', ')}` : ''}${note ? ` (${note})` : ''}`
}

export const wordingOf = (language: 'fi' | 'sv'): Wording => ({
  chartLines: (chart) => {
    const summary = summaryOf(chart, language)
    return summary === '' ? [] : [summary]
  },
  measureLine: (measure) => measureLine(language, measure),
})
