import { describe, expect, test } from 'vitest'
import { bannedNames } from '../../../scripts/checks/banned-names.ts'
import { cascades, tooLong, typstPackages, unreviewedDrops } from '../../../scripts/checks/file-rules.ts'
import { brokenRule, importsOf, serviceCycles } from '../../../scripts/checks/import-rules.ts'

const rule = (name: string, line: string) => importsOf({ name, text: line }).map(brokenRule)

describe('each import rule refuses what breaks it and only that', () => {
  test.each([
    ['src-main/clients/service.ts', "import { x } from '../../tests/fixtures/x.ts'", /from tests/],
    [
      'src-renderer/clients/page.tsx',
      "import { insertClient } from '../../src-main/clients/write.ts'",
      /contract\.ts files and nothing else/,
    ],
    ['src-main/clients/service.ts', "import { page } from '../../src-renderer/app/app.tsx'", /never imports the renderer/],
    ['src-renderer/app/app.tsx', "import path from 'node:path'", /no Node/],
    ['src-main/clients/service.ts', "import { app } from 'electron'", /import electron/],
    ['src-main/clients/contract.ts', "import { insertClient } from './write.ts'", /zod and other contracts only/],
    ['src-main/core/contract.ts', "import { x } from '../clients/contract.ts'", /zod only/],
    ['src-main/clients/merge.ts', "import { settingsService } from '../settings/service.ts'", /through their methods/],
    ['src-main/shell/lock.ts', "import { openDatabase } from '../database/open.ts'", /through calls only/],
    ['src-main/clients/service.ts', "const electron = await import('electron')", /import electron/],
  ])('%s: %s', (name, line, why) => {
    expect(rule(name, line)).toEqual([expect.stringMatching(why)])
  })

  test.each([
    ['src-renderer/clients/page.tsx', "import { clientsContract } from '../../src-main/clients/contract.ts'"],
    ['src-renderer/app/api.ts', "import type { Envelope } from '../../src-main/core/contract.ts'"],
    ['src-main/shell/start.ts', "import { app } from 'electron'"],
    ['src-main/clients/contract.ts', "import * as z from 'zod'"],
    ['src-main/vault/service.ts', "import { usersContract } from './users-contract.ts'"],
    ['src-main/core/methods.ts', "import { clientsService } from '../clients/service.ts'"],
    ['src-main/core/x.ts', "import type { Y } from '../clients/service.ts'"],
  ])('allowed: %s: %s', (name, line) => {
    expect(rule(name, line)).toEqual([null])
  })

  test('imports over several lines and re-exports are seen', () => {
    const text = "import {\n  a,\n  b,\n} from '../../tests/x.ts'\nexport { c } from '../../tests/y.ts'\nimport '../../tests/z.ts'\n"
    expect(importsOf({ name: 'src-main/a/b.ts', text }).map(({ to }) => to)).toEqual(['tests/x.ts', 'tests/y.ts', 'tests/z.ts'])
  })

  test('services in a circle', () => {
    const imports = [
      ...importsOf({ name: 'src-main/a/service.ts', text: "import { b } from '../b/service.ts'" }),
      ...importsOf({ name: 'src-main/b/service.ts', text: "import { a } from '../a/service.ts'" }),
    ]
    expect(serviceCycles(imports)).toEqual(['a → b → a'])
    expect(serviceCycles(imports.slice(0, 1))).toEqual([])
  })
})

describe('banned names live in one file', () => {
  test.each([
    ['src-main/shell/menu.ts', 'ipcMain.handle("x", y)'],
    ['src-renderer/app/api.ts', 'ipcRenderer.send("x")'],
    ['src-main/shell/menu.ts', 'shell.openExternal(url)'],
    ['src-main/shell/menu.ts', 'contents.executeJavaScript(code)'],
    ['src-main/clients/service.ts', 'const at = Date.now()'],
    ['src-main/clients/service.ts', 'Math.random()'],
    ['src-main/clients/service.ts', 'process.env.HOME'],
    ['src-renderer/clients/page.tsx', 'element.innerHTML = text'],
    ['src-renderer/clients/page.tsx', 'eval(text)'],
    ['src-renderer/clients/page.tsx', 'fetch("/x")'],
  ])('%s: %s', (name, text) => {
    expect(bannedNames({ name, text })).toHaveLength(1)
  })

  test('a comment may name them, and their own file may use them', () => {
    expect(
      bannedNames({ name: 'src-main/clients/service.ts', text: '// never Date.now() here\n/* process.env */ const url = "http://x"' }),
    ).toEqual([])
    expect(bannedNames({ name: 'src-main/core/clock.ts', text: 'new Date().toISOString()' })).toEqual([])
  })
})

test('a file over 400 lines, an unreviewed drop, a cascade and a Typst package are refused', () => {
  expect(tooLong({ name: 'a.ts', text: 'x\n'.repeat(400) })).toHaveLength(1)
  expect(tooLong({ name: 'a.ts', text: 'x\n'.repeat(399) })).toEqual([])
  expect(unreviewedDrops({ name: '1.sql', text: 'DROP TABLE `clients`;' })).toHaveLength(1)
  expect(unreviewedDrops({ name: '1.sql', text: '-- reviewed-drop: clients, rebuilt above\nDROP TABLE `clients`;' })).toEqual([])
  expect(cascades({ name: '1.sql', text: 'REFERENCES clients(id) ON DELETE cascade' })).toHaveLength(1)
  expect(typstPackages({ name: 'a.typ', text: '#import "@preview/tablex:0.1.0"' })).toHaveLength(1)
  expect(typstPackages({ name: 'a.typ', text: '#import "parts.typ"' })).toEqual([])
})
