// `npm run db:generate -- --name what_it_does [--custom]`: drizzle-kit writes the SQL, then tables become STRICT.
import { execFileSync } from 'node:child_process'
import { mkdirSync, readFileSync, readdirSync, writeFileSync } from 'node:fs'

/** Pure index tables: a row is its key. */
const withoutRowid = new Set(['audit_log_clients', 'form_drafts'])

mkdirSync('drizzle', { recursive: true })
const before = new Set(readdirSync('drizzle'))
execFileSync('drizzle-kit', ['generate', ...process.argv.slice(2)], { stdio: 'inherit', shell: process.platform === 'win32' })
for (const name of readdirSync('drizzle').filter((file) => file.endsWith('.sql') && !before.has(file))) {
  const strict = readFileSync(`drizzle/${name}`, 'utf8').replace(
    /^(CREATE TABLE `([^`]+)` \([\s\S]*?\n\));/gm,
    (_all, body: string, table: string) => `${body} STRICT${withoutRowid.has(table) ? ', WITHOUT ROWID' : ''};`,
  )
  writeFileSync(`drizzle/${name}`, strict)
}
