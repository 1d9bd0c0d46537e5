// Where this start keeps its practice, and whether it may. The stand-in never opens a real one.
import { existsSync } from 'node:fs'
import path from 'node:path'

export interface Place {
  userData: string
  vaultFolder: string
  demoFolder: string
  /** Only the demo practice may be opened. */
  demoOnly: boolean
}
export interface PlaceQuestion {
  standIn: boolean
  packaged: boolean
  /** The system's folders for this app and for all apps. */
  userData: string
  appData: string
  environment: Readonly<Record<string, string | undefined>>
}

/** A folder that holds this file, or lies in one that does, belongs to tests. */
export const testMarker = '.vastaanotto-test'

export function isTestFolder(folder: string, named: string | undefined): boolean {
  for (let at = path.resolve(folder); ; at = path.dirname(at)) {
    if (named && at === path.resolve(named)) return true
    if (existsSync(path.join(at, testMarker))) return true
    if (path.dirname(at) === at) return false
  }
}

/**
 * `VASTAANOTTO_VAULT` names another vault folder in development and tests; a packaged app ignores it.
 * @returns the place, or one line that says why this start refuses
 */
export function choosePlace({ standIn, packaged, userData, appData, environment }: PlaceQuestion): Place | string {
  const asked = packaged ? undefined : environment['VASTAANOTTO_VAULT'] || undefined
  const vaultFolder = asked === undefined ? path.join(userData, 'vault') : path.resolve(environment['INIT_CWD'] ?? '.', asked)
  const demoFolder = path.join(userData, 'demo')
  if (!standIn || isTestFolder(vaultFolder, environment['VASTAANOTTO_TEST_FOLDER']))
    return { userData, vaultFolder, demoFolder, demoOnly: false }
  if (asked !== undefined)
    return `The stand-in for Electron opens the demo practice and test folders only, so ${vaultFolder} stays closed: use the installed app or the command line (npm run -s cli).`
  const own = path.join(appData, 'Vastaanotto-demo')
  return { userData: own, vaultFolder: path.join(own, 'vault'), demoFolder: path.join(own, 'demo'), demoOnly: true }
}

/** A folder that is not there yet, beside the vault: on the same disk, so that taking it into use is a rename. */
export function freshFolder(vaultFolder: string, now: Date): string {
  const stamp = now.toISOString().slice(0, 19).replaceAll(':', '')
  for (let number = 1; ; number += 1) {
    const folder = `${vaultFolder}-restored-${stamp}${number === 1 ? '' : `-${String(number)}`}`
    if (!existsSync(folder)) return folder
  }
}
