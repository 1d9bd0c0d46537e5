// What the shell lets in: senders, sizes, files, places.
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { afterAll, describe, expect, test } from 'vitest'
import { fileFor } from '../../../src-main/shell/app-protocol.ts'
import { isLargerThan } from '../../../src-main/shell/call-size.ts'
import { isOurs } from '../../../src-main/shell/channel.ts'
import { contentPolicy, launchNonce } from '../../../src-main/shell/content-policy.ts'
import { choosePlace, testMarker } from '../../../src-main/shell/place.ts'

describe('sender', () => {
  const mainFrame = { origin: 'app://practice' }
  const contents = { mainFrame }
  const from = (sender: object, senderFrame: object | null) => isOurs({ sender, senderFrame } as never, contents as never)
  test('our window’s main frame at the exact origin', () => expect(from(contents, mainFrame)).toBe(true))
  test('another window, a frame inside, no frame', () => {
    expect(from({ mainFrame }, mainFrame)).toBe(false)
    expect(from(contents, { origin: 'app://practice' })).toBe(false)
    expect(from(contents, null)).toBe(false)
    expect(isOurs({ sender: contents, senderFrame: mainFrame } as never, undefined)).toBe(false)
  })
  test.each(['app://practice.example.org', 'app://locked', 'https://app.practice.invalid', 'http://localhost:5173', 'null', ''])(
    'the origin %s',
    (origin) => {
      const frame = { origin }
      const window = { mainFrame: frame }
      expect(isOurs({ sender: window, senderFrame: frame } as never, window as never)).toBe(false)
    },
  )
})

describe('size', () => {
  test('texts and bytes count, wherever they are', () => {
    for (const value of [
      'x'.repeat(600),
      { a: ['x'.repeat(600)] },
      new Map([['k', 'x'.repeat(600)]]),
      new Set(['x'.repeat(600)]),
      new Uint8Array(1100),
      new Uint8Array(1100).buffer,
      { ['k'.repeat(600)]: 1 },
    ])
      expect(isLargerThan(value, 1000)).toBe(true)
    expect(isLargerThan({ text: 'x'.repeat(300) }, 1000)).toBe(false)
  })
  test('many small parts count too, cycles end, deep ones don’t overflow', () => {
    expect(
      isLargerThan(
        Array.from({ length: 1000 }, () => 1),
        1000,
      ),
    ).toBe(true)
    const cyclic: { self?: unknown } = {}
    cyclic.self = cyclic
    expect(isLargerThan(cyclic, 1000)).toBe(false)
    let deep: unknown = 'end'
    for (let depth = 0; depth < 100_000; depth++) deep = [deep]
    expect(isLargerThan(deep, 1e9)).toBe(false)
  })
})

describe('files of app://', () => {
  const folder = path.resolve('/app/out/renderer')
  test('inside the folder', () => {
    expect(fileFor(folder, '/')).toBe(path.join(folder, 'index.html'))
    expect(fileFor(folder, '/assets/a%20b.js')).toBe(path.join(folder, 'assets/a b.js'))
  })
  test.each(['/../preload.cjs', '/%2e%2e/package.json', '/..%2fpackage.json', '/a/../../b', '/%00', '/%', '/..'])(
    '%s leads nowhere',
    (name) => {
      const file = fileFor(folder, name)
      expect(file === undefined || file.startsWith(folder + path.sep)).toBe(true)
    },
  )
})

describe('content policy', () => {
  test('nothing unsafe, nothing remote, a nonce of this launch', () => {
    const policy = contentPolicy()
    expect(policy).not.toMatch(/unsafe|https?:|\*/)
    expect(policy).toContain("default-src 'none'")
    expect(policy).toContain(`style-src 'self' 'nonce-${launchNonce}'`)
    expect(policy).toContain("connect-src 'none'")
    expect(policy).toContain('frame-src app://preview')
    expect(Buffer.from(launchNonce, 'base64').length).toBe(18)
  })
  test('in development the server may be reached', () =>
    expect(contentPolicy('http://localhost:5173')).toContain("connect-src 'self' ws://localhost:5173 http://localhost:5173"))
})

describe('place', () => {
  const home = mkdtempSync(path.join(os.tmpdir(), 'vastaanotto-place-'))
  afterAll(() => rmSync(home, { recursive: true }))
  const ask = (standIn: boolean, environment: Record<string, string>, packaged = false) =>
    choosePlace({ standIn, packaged, userData: path.join(home, 'Vastaanotto'), appData: home, environment })
  const real = path.join(home, 'Vastaanotto/vault')

  test('Electron opens the real practice', () => expect(ask(false, {})).toMatchObject({ vaultFolder: real, demoOnly: false }))
  test('the stand-in goes to its own demo folder', () => {
    expect(ask(true, {})).toEqual({
      userData: path.join(home, 'Vastaanotto-demo'),
      vaultFolder: path.join(home, 'Vastaanotto-demo/vault'),
      demoFolder: path.join(home, 'Vastaanotto-demo/demo'),
      demoOnly: true,
    })
  })
  test('the stand-in refuses a real practice that is named to it, in one line', () => {
    const refusal = ask(true, { VASTAANOTTO_VAULT: real })
    expect(refusal).toMatch(/^The stand-in .* stays closed: [^\n]*$/)
  })
  test('a test folder is open to the stand-in: named, or marked', () => {
    expect(ask(true, { VASTAANOTTO_TEST_FOLDER: home })).toMatchObject({ vaultFolder: real, demoOnly: false })
    expect(typeof ask(true, { VASTAANOTTO_VAULT: '/somewhere', VASTAANOTTO_TEST_FOLDER: home })).toBe('string')
    const marked = path.join(home, 'marked')
    mkdirSync(marked)
    writeFileSync(path.join(marked, testMarker), '')
    expect(ask(true, { VASTAANOTTO_VAULT: path.join(marked, 'deep/vault') })).toMatchObject({
      vaultFolder: path.join(marked, 'deep/vault'),
      demoOnly: false,
    })
  })
  test('a packaged app ignores the variable', () =>
    expect(ask(false, { VASTAANOTTO_VAULT: '/elsewhere' }, true)).toMatchObject({ vaultFolder: real }))
  test('in development the variable is relative to where the user was', () =>
    expect(ask(false, { VASTAANOTTO_VAULT: 'v', INIT_CWD: home })).toMatchObject({ vaultFolder: path.join(home, 'v') }))
})
