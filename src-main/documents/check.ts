// What must hold before a document is issued.
import { AppError } from '../core/errors.ts'
import { codePointName, printable } from './characters.ts'
import { loadFonts } from './fonts.ts'
import type { BlockPath, DocumentModel } from './model.ts'
import { textsOf } from './walk.ts'

export interface Unprintable {
  characters: { character: string; code: string }[]
  places: BlockPath[]
}

/** Characters that no font of the documents draws, and where they stand; undefined when all can be printed. */
export function findUnprintable(model: DocumentModel, fontFolder?: string): Unprintable | undefined {
  const fonts = loadFonts(fontFolder)
  const characters = new Set<string>()
  const places: BlockPath[] = []
  for (const { path, run } of textsOf(model)) {
    const bad = [...printable(run.text)].filter(
      (character) => character !== '\n' && character !== '\u00AD' && !fonts.has(character.codePointAt(0)!),
    )
    if (bad.length === 0) continue
    for (const character of bad) characters.add(character)
    places.push(path)
  }
  if (places.length === 0) return undefined
  return { characters: [...characters].sort().map((character) => ({ character, code: codePointName(character) })), places }
}

/** @throws AppError `invalid_input` (`unprintable`) with `details: Unprintable`: PDF/A needs a glyph for each character. */
export function requirePrintable(model: DocumentModel, fontFolder?: string): void {
  const found = findUnprintable(model, fontFolder)
  if (!found) return
  const shown = found.characters
    .slice(0, 10)
    .map(({ character, code }) => `${character} (${code})`)
    .join(', ')
  throw new AppError('invalid_input', 'unprintable', { params: { characters: shown, count: found.characters.length }, details: found })
}

/** @throws AppError `incomplete` (`documentIncomplete`) with the fact ids that have no value: only a preview may show them as missing. */
export function requireComplete(model: DocumentModel): void {
  const missing = [
    ...new Set(
      textsOf(model)
        .filter(({ run }) => run.missing)
        .map(({ run, path }) => run.fact ?? path.join('.')),
    ),
  ]
  if (missing.length > 0)
    throw new AppError('incomplete', 'documentIncomplete', { params: { count: missing.length }, details: { facts: missing } })
}
