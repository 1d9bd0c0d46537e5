import { readdirSync, readFileSync, statSync } from 'node:fs'
import path from 'node:path'

export interface SourceFile {
  /** From the repository's root, with forward slashes. */
  name: string
  text: string
}

const skipped = new Set(['node_modules', 'out', 'dist', '.git', 'test-results'])

/** Files below `folders` that end in one of `endings`. */
export function sourceFiles(root: string, folders: readonly string[], endings: readonly string[]): SourceFile[] {
  const found: SourceFile[] = []
  const walk = (folder: string): void => {
    for (const entry of readdirSync(path.join(root, folder), { withFileTypes: true })) {
      const name = `${folder}/${entry.name}`
      if (entry.isDirectory()) {
        if (!skipped.has(entry.name)) walk(name)
      } else if (endings.some((ending) => entry.name.endsWith(ending)))
        found.push({ name, text: readFileSync(path.join(root, name), 'utf8') })
    }
  }
  for (const folder of folders) if (statSync(path.join(root, folder), { throwIfNoEntry: false })?.isDirectory()) walk(folder)
  return found.sort((a, b) => (a.name < b.name ? -1 : 1))
}
