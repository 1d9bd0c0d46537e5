// What a desktop would do and is not there. Driven by a test, nothing happens that the test did not script; in a demonstration the
// sensible thing happens and a line on the terminal says what.
import { existsSync, mkdirSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { app } from './app.ts'
import { host } from './host.ts'

export const say = (line: string): void => void process.stderr.write(`electron stand-in: ${line}\n`)

/** @throws when a test drives the app and did not replace `name` */
export function refuseUnscripted(name: string): void {
  if (host.driven) throw new Error(`electron stand-in: ${name} was not scripted by the test`)
}

/** A path in the downloads folder that no file has yet. */
export function freePath(name: string): string {
  const folder = app.getPath('downloads')
  mkdirSync(folder, { recursive: true })
  const { name: stem, ext } = path.parse(name || 'file')
  for (let count = 0; ; count++) {
    const candidate = path.join(folder, count === 0 ? `${stem}${ext}` : `${stem}-${count}${ext}`)
    if (!existsSync(candidate)) return candidate
  }
}

/** Stands in for the printer's dialog. */
export function printByHand(pdf: Buffer): void {
  refuseUnscripted('webContents.print')
  const file = freePath('print.pdf')
  writeFileSync(file, pdf)
  say(`printed to ${file}`)
}
