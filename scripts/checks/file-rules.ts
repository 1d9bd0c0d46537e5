import type { SourceFile } from './source-files.ts'

/** A file over this has two jobs (architecture: 50–250 lines). */
export const longestFile = 400

export const tooLong = ({ name, text }: SourceFile): string[] => {
  const lines = text.split('\n').length
  return lines > longestFile ? [`${name} has ${lines} lines; a file over ${longestFile} has two jobs`] : []
}

/** A migration that drops a table says who looked at it: `-- reviewed-drop: table, why`. */
export const unreviewedDrops = ({ name, text }: SourceFile): string[] =>
  [...text.matchAll(/^\s*DROP TABLE\s+(?:IF EXISTS\s+)?[`"]?([A-Za-z_]+)/gim)].flatMap(([, table]) =>
    new RegExp(`^-- reviewed-drop: ${table!}\\b`, 'm').test(text)
      ? []
      : [`${name} drops ${table!} without a "-- reviewed-drop: ${table!}, why" line`],
  )

/** Nothing that belongs to a client goes by itself when a parent goes. */
export const cascades = ({ name, text }: SourceFile): string[] =>
  /ON DELETE cascade/i.test(text) ? [`${name} deletes children by itself (ON DELETE CASCADE)`] : []

/** `#import "@preview/…"` makes Typst try the network. */
export const typstPackages = ({ name, text }: SourceFile): string[] =>
  /#?import\s+"@/.test(text) ? [`${name} imports a package; Typst would try the network`] : []
