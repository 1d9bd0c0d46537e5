// Words of menu and dialogs: complete in three languages. The menu shows shortcuts and leaves them to the window.
import { expect, test } from 'vitest'
import { languages } from '../../../src-main/core/contract.ts'
import { fileKinds, shellContract } from '../../../src-main/shell/contract.ts'
import { menuTemplate } from '../../../src-main/shell/menu.ts'
import { SpokenLanguage } from '../../../src-main/shell/texts.ts'

const keysOf = (value: unknown, path = ''): string[] =>
  typeof value === 'object' && value !== null ? Object.entries(value).flatMap(([key, inner]) => keysOf(inner, `${path}.${key}`)) : [path]
const textsIn = (language: (typeof languages)[number]) => {
  const spoken = new SpokenLanguage('xx')
  spoken.speak(language)
  return spoken.texts
}

test('every language has every text, none empty', () => {
  const finnish = keysOf(textsIn('fi')).sort()
  for (const language of languages) {
    expect(keysOf(textsIn(language)).sort()).toEqual(finnish)
    expect(JSON.stringify(textsIn(language))).not.toContain('""')
  }
  for (const kind of fileKinds) expect(textsIn('fi').files[kind]).toBeTruthy()
})
test('the system’s language, or Finnish', () => {
  expect(new SpokenLanguage('sv-FI').language).toBe('sv')
  expect(new SpokenLanguage('en_GB').language).toBe('en')
  expect(new SpokenLanguage('de-DE').language).toBe('fi')
})
test('shortcuts are shown by the menu and handled by the window; none takes a character that AltGr makes', () => {
  const items = menuTemplate(textsIn('fi'), { lock() {}, command() {} }).flatMap(({ submenu }) => (Array.isArray(submenu) ? submenu : []))
  const withShortcut = items.filter(({ accelerator }) => accelerator !== undefined)
  expect(withShortcut.map(({ id, accelerator }) => [id, accelerator])).toEqual([
    ['lock', 'CmdOrCtrl+L'],
    ['palette', 'CmdOrCtrl+K'],
    ['shortcuts', 'F1'],
  ])
  for (const { registerAccelerator, accelerator } of withShortcut) {
    expect(registerAccelerator).toBe(false)
    expect(String(accelerator)).not.toMatch(/Alt/)
  }
})
test('every shell method is named shell.… after its key', () => {
  for (const [key, { name }] of Object.entries(shellContract)) expect(name).toBe(`shell.${key}`)
})
