// What comes with the program, read once from assets/entry-templates/<language>.json.
import { readFileSync } from 'node:fs'
import * as z from 'zod'
import type { Language } from '../core/contract.ts'
import { assetFile } from '../core/resources.ts'
import { templateContent, type Template } from './contract.ts'
import { entryKinds } from '../treatment/content-contract.ts'

const file = z.strictObject({
  templates: z.array(templateContent.extend({ id: z.string(), name: z.string(), kind: z.enum(entryKinds) })),
  phrases: z.record(z.string(), z.string()),
})
type Shipped = z.output<typeof file>
const loaded = new Map<Language, Shipped>()

export function shipped(language: Language): Shipped {
  let known = loaded.get(language)
  if (!known) loaded.set(language, (known = file.parse(JSON.parse(readFileSync(assetFile('entry-templates', `${language}.json`), 'utf8')))))
  return known
}

export const shippedTemplates = (language: Language): Template[] =>
  shipped(language).templates.map((one) => ({ ...one, shipped: true, archived: false }))
