// The fonts of all documents: six TTF files of two families (OFL). Nothing else may draw a page, or pages differ from machine to machine.
import { existsSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { appRoot } from '../core/resources.ts'

export const sansFamily = 'Source Sans 3'
export const monoFamily = 'Source Code Pro'

const files = [
  { family: 'source-sans-3', folder: '400Regular', file: 'SourceSans3_400Regular.ttf' },
  { family: 'source-sans-3', folder: '400Regular_Italic', file: 'SourceSans3_400Regular_Italic.ttf' },
  { family: 'source-sans-3', folder: '600SemiBold', file: 'SourceSans3_600SemiBold.ttf' },
  { family: 'source-sans-3', folder: '600SemiBold_Italic', file: 'SourceSans3_600SemiBold_Italic.ttf' },
  { family: 'source-code-pro', folder: '400Regular', file: 'SourceCodePro_400Regular.ttf' },
  { family: 'source-code-pro', folder: '600SemiBold', file: 'SourceCodePro_600SemiBold.ttf' },
] as const

export interface Fonts {
  blobs: Buffer[]
  /** Whether every font of the set that could draw it has the character. Templates let each family stand in for the other. */
  has(codePoint: number): boolean
}

/** Code points that a TrueType font maps to a glyph: `cmap` formats 4 and 12 (OpenType 1.9, *cmap*). */
export function readCharacterMap(font: Buffer): Set<number> {
  const found = new Set<number>()
  const tables = font.readUInt16BE(4)
  let cmap = -1
  for (let i = 0; i < tables; i += 1)
    if (font.toString('latin1', 12 + i * 16, 16 + i * 16) === 'cmap') cmap = font.readUInt32BE(12 + i * 16 + 8)
  if (cmap < 0) throw new Error('font without a character map')
  for (let i = 0; i < font.readUInt16BE(cmap + 2); i += 1) {
    const table = cmap + font.readUInt32BE(cmap + 4 + i * 8 + 4)
    const format = font.readUInt16BE(table)
    if (format === 4) readFormat4(font, table, found)
    if (format === 12) readFormat12(font, table, found)
  }
  return found
}

function readFormat4(font: Buffer, table: number, found: Set<number>): void {
  const segments = font.readUInt16BE(table + 6) / 2
  const [ends, starts] = [table + 14, table + 16 + segments * 2]
  const [deltas, offsets] = [starts + segments * 2, starts + segments * 4]
  for (let i = 0; i < segments; i += 1) {
    const [start, end] = [font.readUInt16BE(starts + i * 2), font.readUInt16BE(ends + i * 2)]
    const [delta, offset] = [font.readUInt16BE(deltas + i * 2), font.readUInt16BE(offsets + i * 2)]
    for (let code = start; code <= end && code !== 0xffff; code += 1) {
      const inArray = offset === 0 ? code : font.readUInt16BE(offsets + i * 2 + offset + (code - start) * 2)
      if (inArray !== 0 && ((inArray + delta) & 0xffff) !== 0) found.add(code)
    }
  }
}

function readFormat12(font: Buffer, table: number, found: Set<number>): void {
  const groups = font.readUInt32BE(table + 12)
  for (let i = 0; i < groups; i += 1) {
    const at = table + 16 + i * 12
    const [start, end, glyph] = [font.readUInt32BE(at), font.readUInt32BE(at + 4), font.readUInt32BE(at + 8)]
    for (let code = start; code <= end; code += 1) if (glyph + code - start !== 0) found.add(code)
  }
}

/** Where the build copies the fonts (electron.vite.config.ts), seen from the application folder. */
const builtFolder = 'out/assets/fonts'

function locate(file: (typeof files)[number], folder: string | undefined): string {
  if (folder !== undefined) return path.join(folder, file.file)
  const built = path.join(appRoot(), builtFolder, file.file)
  const installed = path.join(appRoot(), 'node_modules/@expo-google-fonts', file.family, file.folder, file.file)
  return existsSync(installed) ? installed : built
}

const loaded = new Map<string, Fonts>()

/**
 * Reads the fonts, once for each folder. Without a folder: from the npm packages in a checkout, from the built assets in the packaged app.
 * @param folder one flat folder with the six TTF files
 */
export function loadFonts(folder?: string): Fonts {
  const known = loaded.get(folder ?? '')
  if (known) return known
  const blobs = files.map((file) => readFileSync(locate(file, folder)))
  const maps = blobs.map(readCharacterMap)
  const sans = maps.slice(0, 4)
  const mono = maps.slice(4)
  const fonts: Fonts = { blobs, has: (codePoint) => sans.every((map) => map.has(codePoint)) || mono.every((map) => map.has(codePoint)) }
  loaded.set(folder ?? '', fonts)
  return fonts
}
