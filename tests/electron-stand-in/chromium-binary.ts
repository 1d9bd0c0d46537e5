// Finds the local Chromium.
import { existsSync } from 'node:fs'

/** Debian's /usr/bin/chromium is a wrapper that adds flags and extensions, so the binary in its lib folder comes first. */
const candidates = [
  '/usr/lib/chromium/chromium',
  '/usr/lib64/chromium-browser/chromium-browser',
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
]

/** `CHROMIUM` names another one. */
export const findChromium = (): string | undefined =>
  [process.env['CHROMIUM'], ...candidates].find((file) => file !== undefined && file !== '' && existsSync(file))
