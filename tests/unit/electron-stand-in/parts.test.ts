// The stand-in's small parts: it fails loudly, reads Electron's command line, and lets pages go nowhere by themselves.
import { describe, expect, test } from 'vitest'
import { chromiumSwitches, mergeFeatureLists } from '../../electron-stand-in/chromium-switches.ts'
import { parseCommandLine } from '../../electron-stand-in/command-line.ts'
import { Frame } from '../../electron-stand-in/frame.ts'
import { electronEvent, loud, LoudEmitter } from '../../electron-stand-in/loud.ts'
import { NavigationGate } from '../../electron-stand-in/navigation.ts'
import { printParameters } from '../../electron-stand-in/paper.ts'
import { standardPath } from '../../electron-stand-in/paths.ts'

describe('loud', () => {
  class Bell extends LoudEmitter {
    static override readonly events = ['ring']
    rings = 0
  }
  test('a missing member throws when it is touched', () => {
    const part = loud('shell', { beep: () => 1 })
    expect(part.beep()).toBe(1)
    expect(() => (part as unknown as { openExternal: unknown }).openExternal).toThrow(
      'electron stand-in: shell.openExternal is not implemented',
    )
  })
  test('an emitter refuses listeners to events it never sends, and members it does not have', () => {
    const bell = new Bell()
    bell.once('ring', () => bell.rings++)
    bell.emit('ring')
    expect(bell.rings).toBe(1)
    expect(() => bell.on('rang', () => {})).toThrow("Bell.on('rang') is not implemented")
    expect(() => (bell as unknown as { setSound: unknown }).setSound).toThrow('Bell.setSound is not implemented')
  })
  test('events can be prevented', () => {
    const event = electronEvent({ url: 'app://practice/' })
    event.preventDefault()
    expect(event).toMatchObject({ defaultPrevented: true, url: 'app://practice/' })
  })
})

describe('command line', () => {
  test('what Playwright gives', () => {
    const line = parseCommandLine([
      '-r',
      '/loader.js',
      '--no-sandbox',
      '--inspect=0',
      '--remote-debugging-port=0',
      '--user-data-dir=/x',
      '/app',
      '--mine',
    ])
    expect(line).toEqual({
      required: ['/loader.js'],
      inspectPort: 0,
      switches: ['--no-sandbox', '--remote-debugging-port=0', '--user-data-dir=/x'],
      entry: '/app',
      versionAsked: false,
    })
  })
  test('ports and version', () => {
    expect(parseCommandLine(['--inspect', '.']).inspectPort).toBe(9229)
    expect(parseCommandLine(['--inspect=127.0.0.1:77', '.']).inspectPort).toBe(77)
    expect(parseCommandLine(['--version']).versionAsked).toBe(true)
    expect(parseCommandLine(['.', '--version']).versionAsked).toBe(false)
  })
})

describe('navigation', () => {
  test('the app’s own and a driver’s pass, the page’s is asked, each permission once', () => {
    const gate = new NavigationGate()
    gate.expect('app://practice/index.html')
    expect(gate.judge('app://practice/index.html')).toBe('allowed')
    gate.asked('app://practice/index.html#a')
    expect(gate.judge('app://practice/index.html')).toBe('ask')
    expect(gate.judge('app://practice/index.html')).toBe('allowed')
    gate.expect('app://a/')
    gate.asked('https://example.org/')
    expect(gate.judge('https://example.org/')).toBe('ask')
  })
})

describe('the rest', () => {
  test('feature lists become one', () => {
    expect(mergeFeatureLists(['--a', '--disable-features=X', '--b', '--disable-features=Y,Z', '--enable-features=Q'])).toEqual([
      '--a',
      '--b',
      '--disable-features=X,Y,Z',
      '--enable-features=Q',
    ])
  })
  test('no address resolves and no proxy answers; only a development server is let out', () => {
    expect(chromiumSwitches('/p', undefined)).toEqual(
      expect.arrayContaining([
        '--proxy-server=http://127.0.0.1:9',
        '--host-resolver-rules=MAP * ~NOTFOUND',
        '--proxy-bypass-list=<-loopback>',
        '--disable-back-forward-cache',
      ]),
    )
    expect(chromiumSwitches('/p', 'http://localhost:5173/')).toEqual(
      expect.arrayContaining([
        '--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE localhost',
        '--proxy-bypass-list=<-loopback>;localhost:5173',
      ]),
    )
  })
  test('frames know their tree and origin', () => {
    const top = new Frame('1', null)
    const child = new Frame('2', top)
    child.url = 'https://example.org/a'
    expect([child.top, child.origin, top.frames]).toEqual([top, 'https://example.org', [child]])
    child.leave()
    expect(top.frames).toEqual([])
  })
  test('paper', () => {
    expect(printParameters({ pageSize: 'A4', margins: { top: 0 } })).toMatchObject({
      paperWidth: 8.27,
      paperHeight: 11.69,
      marginTop: 0,
      marginLeft: 0.4,
    })
    expect(() => printParameters({ pageSize: 'B9' as 'A4' })).toThrow('not implemented')
  })
  test('folders', () => {
    const known = new Map([['userData', '/u']])
    expect(standardPath('sessionData', 'Vastaanotto', known)).toBe('/u')
    expect(standardPath('crashDumps', 'Vastaanotto', known)).toBe('/u/Crashpad')
    expect(() => standardPath('recent', 'Vastaanotto', known)).toThrow('not implemented')
  })
})
