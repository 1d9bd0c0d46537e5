import { existsSync } from 'node:fs'
import path from 'node:path'

let found: string | undefined

/** The folder that holds `drizzle/` and `assets/`: the checkout, or the inside of app.asar. */
export function appRoot(): string {
  if (found) return found
  let folder = import.meta.dirname
  while (!existsSync(path.join(folder, 'drizzle', 'meta', '_journal.json'))) {
    const parent = path.dirname(folder)
    if (parent === folder) throw new Error('The application folder with its migrations was not found')
    folder = parent
  }
  found = folder
  return folder
}

/** A bundled file under `assets/`. */
export const assetFile = (...parts: string[]): string => path.join(appRoot(), 'assets', ...parts)
