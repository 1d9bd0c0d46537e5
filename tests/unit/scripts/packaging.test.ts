// What the packages may hold and how they are locked. The workflow reads the same off the finished artifact, with the real Electron.
import { readFileSync } from 'node:fs'
import path from 'node:path'
import { describe, expect, test } from 'vitest'

const root = path.join(import.meta.dirname, '../../..')
const read = (name: string): string => readFileSync(path.join(root, name), 'utf8')
const builder = read('electron-builder.yml')
/** The indented lines below a key at the margin. */
const blockOf = (key: string): string => new RegExp(`^${key}:\\n((?:[ ]+.*\\n|\\n)*)`, 'm').exec(builder)?.[1] ?? ''

describe('electron-builder.yml', () => {
  test('migrations lie inside the archive, under its integrity, and nothing lies beside it but binaries', () => {
    expect(blockOf('files')).toMatch(/^ {2}- drizzle\/\*\*$/m)
    expect(builder).not.toMatch(/extraResources|extraFiles/)
    expect(blockOf('asarUnpack').trim()).toBe("- '**/*.node'")
  })
  test('no sources, tests or scripts are packed', () => {
    const packed = [...blockOf('files').matchAll(/^ {2}- ([^'!\n]+)$/gm)].map(([, name]) => name)
    expect(packed.toSorted()).toEqual(['assets/**', 'drizzle/**', 'out/**', 'src-main/core/locales/**'])
  })
  test('every fuse is set', () => {
    const fuses = Object.fromEntries(
      [...blockOf('electronFuses').matchAll(/^ {2}(\w+): (true|false)$/gm)].map(([, name, on]) => [name, on]),
    )
    expect(fuses).toMatchObject({
      runAsNode: 'false',
      enableCookieEncryption: 'true',
      enableNodeOptionsEnvironmentVariable: 'false',
      enableNodeCliInspectArguments: 'false',
      enableEmbeddedAsarIntegrityValidation: 'true',
      onlyLoadAppFromAsar: 'true',
    })
  })
  test('a package for each system', () => {
    for (const target of ['AppImage', 'deb', 'dmg', 'nsis']) expect(builder).toMatch(new RegExp(`\\b${target}\\b`))
  })
})

test('that Linux has no asar integrity is said where people look', () => expect(read('SECURITY.md')).toMatch(/Linux has no asar integrity/))

test('the workflow reads the fuses of the real artifact, and drives one that differs in the inspect fuse alone', () => {
  const workflow = read('.github/workflows/ci.yml')
  expect(workflow).toMatch(/Fuses of the real artifact/)
  expect(workflow.match(/-c\.electronFuses\.\w+=\w+/g)).toEqual(['-c.electronFuses.enableNodeCliInspectArguments=true'])
})
