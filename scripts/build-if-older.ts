// Builds when out/ is missing or older than what it is made from.
import { spawnSync } from 'node:child_process'
import { existsSync, readdirSync, statSync } from 'node:fs'
import path from 'node:path'

const root = path.join(import.meta.dirname, '..')
const sources = ['src-main', 'src-renderer', 'electron.vite.config.ts', 'package.json', 'package-lock.json']
const results = ['out/main/main.js', 'out/main/worker.js', 'out/preload/preload.cjs', 'out/renderer/index.html']

function newestIn(entry: string): number {
  const { mtimeMs } = statSync(entry)
  if (!statSync(entry).isDirectory()) return mtimeMs
  return readdirSync(entry).reduce((newest, name) => Math.max(newest, newestIn(path.join(entry, name))), mtimeMs)
}

export function isBuilt(): boolean {
  const made = results.map((file) => path.join(root, file))
  if (!made.every((file) => existsSync(file))) return false
  const oldest = Math.min(...made.map((file) => statSync(file).mtimeMs))
  return sources.every((entry) => newestIn(path.join(root, entry)) <= oldest)
}

/** @returns false when the build failed; its words are on stderr */
export function buildIfOlder(): boolean {
  if (isBuilt()) return true
  process.stderr.write('building…\n')
  const vite = path.join(root, 'node_modules/electron-vite/bin/electron-vite.js')
  const { status, stdout, stderr } = spawnSync(process.execPath, [vite, 'build', '--logLevel', 'warn'], { cwd: root, encoding: 'utf8' })
  if (status !== 0) process.stderr.write(stdout + stderr)
  return status === 0
}
