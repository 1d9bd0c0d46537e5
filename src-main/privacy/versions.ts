// What the texts of a notice were made from. A changed text, catalogue or law table changes its mark by itself, so that a written
// notice which no longer says what the program would say is noticed (drift kinds `text`, `model`, `law`).
import { authoritiesDate } from './authorities.ts'
import { canonicalJson, sha256Of } from './canonical.ts'
import { catalogue } from './catalogue.ts'
import { lawTableDate, retentionTable } from './retention-table.ts'
import { printedTexts } from './texts.ts'

export interface Versions {
  catalogue: string
  texts: string
  law: string
}

const mark = (value: unknown): string => sha256Of(canonicalJson(value)).slice(0, 8)

let known: Versions | undefined
export function versions(): Versions {
  known ??= {
    catalogue: mark(catalogue),
    texts: mark(printedTexts),
    law: `${lawTableDate > authoritiesDate ? lawTableDate : authoritiesDate} ${mark(retentionTable)}`,
  }
  return known
}
