// The scales in words, from assets/measures/<language>.json.
import { readFileSync } from 'node:fs'
import * as z from 'zod'
import type { Language } from '../core/contract.ts'
import { assetFile } from '../core/resources.ts'
import type { scaleText } from './contract.ts'
import { scaleIds, scaleRules } from './scales-contract.ts'

const file = z.record(
  z.enum(scaleIds),
  z.strictObject({
    name: z.string(),
    instruction: z.string(),
    low: z.string(),
    high: z.string(),
    items: z.array(z.string()).default([]),
    source: z.string(),
    licence: z.string(),
    noticeable: z.number().optional(),
  }),
)
const loaded = new Map<Language, z.output<typeof scaleText>[]>()

/** In the order of `scaleIds`. */
export function scaleTexts(language: Language): z.output<typeof scaleText>[] {
  let known = loaded.get(language)
  if (!known) {
    const texts = file.parse(JSON.parse(readFileSync(assetFile('measures', `${language}.json`), 'utf8')))
    known = scaleIds.map((scale) => {
      const { min, max, step, better, unit } = scaleRules[scale]
      return { scale, ...texts[scale], min, max, step, better, ...(unit ? { unit } : {}) }
    })
    loaded.set(language, known)
  }
  return known
}
