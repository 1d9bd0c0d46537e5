// Where the core's own threads begin.
import { existsSync } from 'node:fs'
import path from 'node:path'
import { appRoot } from './resources.ts'

/** The source in development, for the command line and in tests; beside the core's own worker in the built app (electron.vite.config.ts). */
export function threadFile(domain: string, name: string): string {
  const source = path.join(import.meta.dirname, '..', domain, `${name}.ts`)
  return existsSync(source) ? source : path.join(appRoot(), 'out', 'main', `${domain}-${name}.js`)
}
