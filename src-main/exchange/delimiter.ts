// Which sign separates the columns. Not the most frequent one: the one whose columns agree over quoted rows (PapaParse #600: in
// `Nimi (suku, etu);Puhelin;Osoite` the comma is part of a heading).
import { isBlank, readRecords, type CsvRecord } from './csv.ts'

export const delimiters = [';', ',', '\t', '|'] as const
export type Delimiter = (typeof delimiters)[number]

const sampleLength = 256 * 1024
const sampleRows = 300

/** The first rows as `delimiter` would cut them; a sample may end in the middle of a quote. */
function sampleOf(text: string, delimiter: string): CsvRecord[] {
  const rows: CsvRecord[] = []
  try {
    for (const record of readRecords(text, delimiter)) {
      if (!isBlank(record)) rows.push(record)
      if (rows.length >= sampleRows) break
    }
  } catch {
    // What was read so far is enough to judge by; the real reading reports the error.
  }
  return rows
}

/** How well a delimiter fits: 0 when it makes no columns, more the better rows agree with the header. */
function fitness(text: string, delimiter: Delimiter, isKnownHeading: (heading: string) => boolean): number {
  const rows = sampleOf(text, delimiter)
  const header = rows[0]?.cells ?? []
  if (header.length < 2) return 0
  const others = rows.slice(1)
  // Trailing empty cells are left out by some programs and added by others.
  const width = (cells: string[]): number => cells.findLastIndex((cell) => cell.trim() !== '') + 1
  const full = width(header)
  const agreeing = others.filter(
    (row) => row.cells.length === header.length || (width(row.cells) <= header.length && width(row.cells) >= Math.ceil(full / 2)),
  ).length
  const agreement = others.length === 0 ? 0.5 : agreeing / others.length
  const strays = rows.filter((row) => row.stray).length / rows.length
  const known = header.filter((heading) => isKnownHeading(heading)).length / header.length
  // A heading that holds another separator unquoted was cut at the wrong sign; a comma in a heading is ordinary.
  const uncut = header.some((heading) => (delimiter !== ';' && heading.includes(';')) || (delimiter !== '\t' && heading.includes('\t')))
    ? 0.4
    : 0
  return Math.max(0.001, agreement + known * 0.8 - strays - uncut + Math.min(header.length, 30) * 0.005)
}

/** The best fitting delimiter; `;` for a file of one column. `sep=;` in the first line, as Excel writes it, decides. */
export function judgeDelimiter(text: string, isKnownHeading: (heading: string) => boolean): Delimiter {
  const sample = text.slice(0, sampleLength)
  let best: Delimiter = ';'
  let bestFitness = 0
  for (const delimiter of delimiters) {
    const fit = fitness(sample, delimiter, isKnownHeading)
    if (fit > bestFitness) {
      best = delimiter
      bestFitness = fit
    }
  }
  return best
}

/** Excel's own hint, `sep=;` alone in the first line: the delimiter and where the table begins. */
export function separatorHint(text: string): { delimiter: string; offset: number } | undefined {
  const match = /^"?sep=([^\r\n"])"?(\r\n|\r|\n)/i.exec(text.slice(0, 20))
  return match ? { delimiter: match[1]!, offset: match[0].length } : undefined
}
