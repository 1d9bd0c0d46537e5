import { readFileSync } from 'node:fs'
import path from 'node:path'
import { appRoot } from './resources.ts'

/** The app's version, from package.json. */
export const appVersion = (JSON.parse(readFileSync(path.join(appRoot(), 'package.json'), 'utf8')) as { version: string }).version
