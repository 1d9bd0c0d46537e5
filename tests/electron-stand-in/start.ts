// The executable's job: opens Node's inspector when asked, runs the app's main script as Electron would, then starts Chromium.
import { existsSync, readFileSync, statSync } from 'node:fs'
import inspector from 'node:inspector'
import { createRequire } from 'node:module'
import path from 'node:path'
import { pathToFileURL } from 'node:url'
import './hooks.ts'
import { app } from './app.ts'
import { electronVersion, parseCommandLine } from './command-line.ts'
import { host } from './host.ts'

const line = parseCommandLine(process.argv.slice(2))
if (line.versionAsked) {
  process.stdout.write(`v${electronVersion}-stand-in\n`)
  process.exit(0)
}
if (line.entry === undefined) {
  process.stderr.write('electron stand-in: no app given\n')
  process.exit(1)
}
host.switches.push(...line.switches)
host.driven = line.required.length > 0
if (line.inspectPort !== undefined) inspector.open(line.inspectPort)

/** The main script and the app's folder, as Electron finds them. */
function locate(entry: string): { script: string; appPath: string } {
  const given = path.resolve(entry)
  if (!existsSync(given)) {
    process.stderr.write(`electron stand-in: unable to find ${given}\n`)
    process.exit(1)
  }
  if (!statSync(given).isDirectory()) return { script: given, appPath: path.dirname(given) }
  const about = JSON.parse(readFileSync(path.join(given, 'package.json'), 'utf8')) as { main?: string }
  return { script: path.join(given, about.main ?? 'index.js'), appPath: given }
}
const { script, appPath } = locate(line.entry)
app.configure(appPath)

process.argv.splice(1, 1) // Electron's argv has no start script: [executable, switches…, app, arguments…]
Object.assign(process, { type: 'browser', defaultApp: true, resourcesPath: appPath })
Object.defineProperty(process.versions, 'electron', { value: electronVersion, enumerable: true })
Object.defineProperty(process.versions, 'electron-stand-in', { value: electronVersion, enumerable: true })

const require = createRequire(script)
for (const name of line.required) require(name)
process.on('unhandledRejection', (reason) =>
  process.stderr.write(`UnhandledPromiseRejection: ${reason instanceof Error ? reason.stack : String(reason)}\n`),
)
await import(pathToFileURL(script).href)
await app.launch()
