// The surface is Electron's: nothing that Electron does not have, and what is absent says so.
import { readFileSync } from 'node:fs'
import * as surface from 'electron'
import { expect, test } from 'vitest'

const types = readFileSync('node_modules/electron/electron.d.ts', 'utf8')

test('every export exists in Electron', () => {
  const names = Object.keys(surface).filter((name) => name !== 'default' && name !== 'module.exports')
  expect(names).toEqual(
    expect.arrayContaining([
      'app',
      'BrowserWindow',
      'clipboard',
      'dialog',
      'ipcMain',
      'Menu',
      'nativeTheme',
      'powerMonitor',
      'protocol',
      'session',
      'shell',
    ]),
  )
  for (const name of names) expect(types).toMatch(new RegExp(`(const|class) ${name}\\b`))
})
test('what is not there throws when it is touched', () => {
  const electron = (surface as unknown as { default: Record<string, unknown> }).default
  expect(() => electron['Tray']).toThrow('electron stand-in: electron.Tray is not implemented')
  expect(() => (surface.app as unknown as Record<string, unknown>)['setBadgeCount']).toThrow('App.setBadgeCount is not implemented')
})
test('a window before the app is ready, or without its sandbox, is refused', () => {
  expect(() => new surface.BrowserWindow()).toThrow('before app is ready')
})
