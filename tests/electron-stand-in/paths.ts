// app.getPath: Electron's folders on Linux and macOS.
import os from 'node:os'
import path from 'node:path'

/**
 * @param name Electron's name of the folder
 * @param known folders that the app or the command line has set
 */
export function standardPath(name: string, appName: string, known: ReadonlyMap<string, string>): string {
  const set = known.get(name)
  if (set !== undefined) return set
  const inside = (parent: string, child: string) => path.join(standardPath(parent, appName, known), child)
  switch (name) {
    case 'home':
      return os.homedir()
    case 'appData':
      return process.platform === 'darwin'
        ? path.join(os.homedir(), 'Library/Application Support')
        : (process.env['XDG_CONFIG_HOME'] ?? path.join(os.homedir(), '.config'))
    case 'userData':
      return inside('appData', appName)
    case 'sessionData':
      return standardPath('userData', appName, known)
    case 'logs':
      return inside('userData', 'logs')
    case 'crashDumps':
      return inside('userData', 'Crashpad')
    case 'temp':
      return os.tmpdir()
    case 'documents':
    case 'downloads':
    case 'desktop':
      return path.join(os.homedir(), name.charAt(0).toUpperCase() + name.slice(1))
    case 'exe':
      return process.execPath
    default:
      throw new Error(`electron stand-in: app.getPath('${name}') is not implemented`)
  }
}
