import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { openDatabase } from '../../../src-main/database/open.ts'
import { cleanUp, testVault } from '../../fixtures/test-vault.ts'

afterAll(cleanUp)

test('trap 7: an open iterator blocks its whole connection; a second, read-only one does not', async () => {
  const vault = await testVault({ locked: true })
  vault.behind((db) => {
    const insert = () =>
      db.raw.prepare("INSERT INTO form_drafts (user_id, form, value, saved_at) VALUES ('u', ?, '{}', 'x')").run(String(Math.random()))
    const rows = db.raw.prepare('SELECT name FROM sqlite_schema').iterate()
    rows.next()
    expect(insert).toThrow(/busy/i)
    rows.return!()

    const beside = openDatabase({ file: path.join(vault.folder, 'practice.db'), key: vault.key, readonly: true })
    const stream = beside.raw.prepare('SELECT name FROM sqlite_schema').iterate()
    stream.next()
    expect(insert).not.toThrow()
    expect(() => beside.raw.exec('DELETE FROM form_drafts')).toThrow()
    stream.return!()
    beside.close()
  })
})

test('trap 7: no iterator is held while something else waits its turn', () => {
  const held = readdirSync('src-main', { recursive: true })
    .map(String)
    .filter((name) => name.endsWith('.ts'))
    .flatMap((name) => {
      const text = readFileSync(path.join('src-main', name), 'utf8')
      // `for (… of ….iterate()) { … await … }`, and iterators kept in a variable
      const loops = [...text.matchAll(/for \(const [^\n]*\.iterate\([^\n]*\)\) \{([\s\S]*?)\n {2,4}\}/g)].filter((match) =>
        /\bawait\b|\byield\b/.test(match[1]!),
      )
      return [...loops, ...text.matchAll(/(const|let) \w+ = (\w+\.)*(raw|db|statement)\b[^\n]*\.iterate\(/g)].map(() => name)
    })
  expect(held).toEqual([])
})
