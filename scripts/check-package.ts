// Reads the fuses of a packaged app and looks into its archive: `node scripts/check-package.ts BINARY`. Exit status 1 when anything differs.
import { existsSync } from 'node:fs'
import path from 'node:path'
import { listPackage } from '@electron/asar'
import { FuseV1Options, getCurrentFuseWire } from '@electron/fuses'

/** architecture.md, *The shell*. The wire holds the character codes of '0' and '1'. */
const wanted: Partial<Record<keyof typeof FuseV1Options, '0' | '1'>> = {
  RunAsNode: '0',
  EnableCookieEncryption: '1',
  EnableNodeOptionsEnvironmentVariable: '0',
  EnableNodeCliInspectArguments: '0',
  EnableEmbeddedAsarIntegrityValidation: '1',
  OnlyLoadAppFromAsar: '1',
  GrantFileProtocolExtraPrivileges: '0',
}
const neededInside = [
  'out/main/main.js',
  'out/main/worker.js',
  'out/preload/preload.cjs',
  'out/renderer/index.html',
  'drizzle/meta/_journal.json',
  'out/assets/templates/document.typ',
]
const forbiddenInside =
  /^\/(tests|scripts|src-renderer|docs|\.git|\.ci|node_modules\/(electron|vitest|typescript|@playwright))(\/|$)|^\/src-main\/.*\.ts$/

const [binary] = process.argv.slice(2)
if (binary === undefined || !existsSync(binary)) throw new Error('usage: check-package.ts BINARY')
const resources = binary.endsWith('.app') ? path.join(binary, 'Contents/Resources') : path.join(path.dirname(binary), 'resources')

const complaints: string[] = []
const wire = (await getCurrentFuseWire(binary)) as unknown as Record<number, number>
for (const [name, state] of Object.entries(wanted)) {
  const found = String.fromCharCode(wire[FuseV1Options[name as keyof typeof FuseV1Options]] ?? 0)
  console.log(`${name}: ${found === '1' ? 'on' : 'off'}`)
  if (found !== state) complaints.push(`fuse ${name} is ${found}, not ${state}`)
}
const inside = listPackage(path.join(resources, 'app.asar'), { isPack: false }).map((name) => name.replaceAll('\\', '/'))
for (const name of neededInside) if (!inside.includes(`/${name}`)) complaints.push(`${name} is missing`)
for (const name of inside) if (forbiddenInside.test(name)) complaints.push(`${name} does not belong into the package`)

for (const complaint of complaints) console.error(complaint)
if (complaints.length > 0) process.exitCode = 1
