// `npm start`: the app in Electron. Without its binary, the demo practice in a local Chromium; without a display, the headless demo.
import { spawn } from 'node:child_process'
import path from 'node:path'
import { buildIfOlder } from './build-if-older.ts'
import { downloadElectron, electronBinary, hasDisplay, standIn } from './electron-binary.ts'
import { missingPrograms } from './system-packages.ts'

const root = path.join(import.meta.dirname, '..')
const downloadWithinMs = 15_000
const say = (line: string): void => void process.stderr.write(`${line}\n`)

/** Runs a program in the foreground and ends as it does. */
function hand(program: string, args: string[]): void {
  const child = spawn(program, args, { cwd: root, stdio: 'inherit' })
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => child.kill(signal))
  child.once('exit', (code) => (process.exitCode = code ?? 1))
}

function start(args: string[]): void {
  if (!hasDisplay()) {
    say('There is no display, so the headless demo runs instead of the window.')
    hand(process.execPath, [path.join(root, 'scripts/demo.ts')])
    return
  }
  if (!buildIfOlder()) {
    process.exitCode = 1
    return
  }
  const electron = electronBinary() ?? downloadElectron(downloadWithinMs)
  const asRoot = process.platform === 'linux' && process.getuid?.() === 0 ? ['--no-sandbox'] : [] // Chromium refuses its sandbox to root
  if (electron !== undefined) {
    hand(electron, [...asRoot, root, ...args])
    return
  }
  say('Electron’s binary could not be had, so this shows the demo practice in the local Chromium; a real practice opens only in Electron.')
  if (missingPrograms({ install: true, only: ['chromium'] }).length > 0) process.exitCode = 1
  else hand(standIn, [root, ...args])
}

start(process.argv.slice(2))
