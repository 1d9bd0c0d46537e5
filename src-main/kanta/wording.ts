// Words for what an entry holds beside its sections: marks on the body chart, measures.
import type { Wording } from './narrative.ts'

const scaleNames: Readonly<Record<string, string>> = {
  nrs: 'NRS',
  vas: 'VAS',
  peg: 'PEG',
  psfs: 'PSFS',
  rmdq: 'RMDQ',
  grc: 'GRC',
  ftf: 'FTF',
}

export const wordingOf = (language: 'fi' | 'sv'): Wording => ({
  chartLines: (chart) => {
    void language
    return chart.regions.map(({ region, symbol, note }) => `${region}: ${symbol}${note ? `, ${note}` : ''}`)
  },
  measureLine: ({ scale, value, note }) => `${scaleNames[scale] ?? scale} ${value}${note ? ` (${note})` : ''}`,
})
