// The shell's methods: input checked, refusals as envelopes, nothing found by prototype.
import { clipboard, dialog, nativeTheme, shell } from 'electron'
import { beforeEach, describe, expect, test, vi } from 'vitest'
import { AttachmentPreview } from '../../../src-main/shell/attachment-preview.ts'
import { CopiedText } from '../../../src-main/shell/clipboard.ts'
import { FileDialogs } from '../../../src-main/shell/dialogs.ts'
import { Refusals } from '../../../src-main/shell/refusals.ts'
import { makeShellService } from '../../../src-main/shell/shell-service.ts'
import { SpokenLanguage } from '../../../src-main/shell/texts.ts'

const spoken = new SpokenLanguage('fi-FI')
const readyToLock = vi.fn()
const languageChanged = vi.fn()
const copied = new CopiedText()
const info = {
  version: '0.1.0',
  platform: 'linux',
  standIn: true,
  demoOnly: false,
  screenLockDetection: 'none' as const,
  coreRestarts: 0,
  practice: 'own' as const,
  restoredFolder: null,
  refusal: null,
}
const answer = makeShellService({
  dialogs: new FileDialogs(() => ({}) as never, spoken),
  copied,
  refusals: new Refusals(),
  spoken,
  preview: new AttachmentPreview(async ({ method }) => ({ ok: false, error: { code: 'not_found', message: method } })),
  info: () => info,
  readyToLock,
  startDemo: async () => ({ ok: false, error: { code: 'io', message: 'levy on täynnä' } }),
  leaveDemo: async () => ({ ok: true, output: {} }),
  freshFolder: () => '/home/outi/vault-restored',
  openRestored: async () => ({ ok: false, error: { code: 'not_allowed', message: 'ei palautettu' } }),
  leaveRestored: async () => ({ ok: true, output: {} }),
  exchange: async ({ method, input }) => ({ ok: false, error: { code: 'io', message: JSON.stringify([method, input]) } }),
  languageChanged,
})
const call = (method: string, input?: unknown) => answer({ method, input })

beforeEach(() => void vi.restoreAllMocks())

describe('shell service', () => {
  test('info and proof', async () => {
    expect(await call('shell.info')).toEqual({ ok: true, output: { ...info, language: 'fi' } })
    expect(await call('shell.proof')).toMatchObject({ ok: true, output: { network: 0, letThrough: 0, newest: [] } })
  })
  test.each(['shell.nothing', 'shell.constructor', 'shell.toString'])('%s is no method', async (method) =>
    expect(await call(method)).toMatchObject({ ok: false, error: { code: 'usage' } }),
  )
  test('bad input is named by its path', async () => {
    expect(await call('shell.saveFile', { name: '../x.pdf', kind: 'pdf' })).toMatchObject({
      ok: false,
      error: { code: 'invalid_input', details: { problems: [{ path: ['name'] }] } },
    })
    expect(await call('shell.info', { more: 1 })).toMatchObject({ ok: false, error: { code: 'invalid_input' } })
  })
  test('only a file that she chose to save is shown in its folder', async () => {
    vi.spyOn(dialog, 'showSaveDialog').mockResolvedValue({ canceled: false, filePath: '/home/outi/seloste.pdf' } as never)
    const show = vi.spyOn(shell, 'showItemInFolder').mockReturnValue()
    expect(await call('shell.openFolder', { path: '/home/outi/seloste.pdf' })).toMatchObject({ ok: false, error: { code: 'not_allowed' } })
    await call('shell.saveFile', { name: 'seloste.pdf', kind: 'pdf' })
    expect(await call('shell.openFolder', { path: '/home/outi/seloste.pdf' })).toEqual({ ok: true, output: {} })
    expect(show).toHaveBeenCalledExactlyOnceWith('/home/outi/seloste.pdf')
  })
  test('a dialog that fails is a defect without its words', async () => {
    vi.spyOn(dialog, 'showOpenDialog').mockRejectedValue(new Error('/home/outi/Maija Mallikas'))
    const envelope = await call('shell.chooseFolder')
    expect(envelope).toMatchObject({ ok: false, error: { code: 'defect' } })
    expect(JSON.stringify(envelope)).not.toContain('Maija')
  })
  test('the demo: what the core refuses is refused in its words', async () => {
    expect(await call('shell.startDemo')).toEqual({ ok: false, error: { code: 'io', message: 'levy on täynnä' } })
    expect(await call('shell.leaveDemo')).toEqual({ ok: true, output: {} })
  })
  test('a restored practice: opened, left, taken into use and back', async () => {
    expect(await call('shell.freshFolder')).toEqual({ ok: true, output: { path: '/home/outi/vault-restored' } })
    expect(await call('shell.openRestored', { path: '/x' })).toMatchObject({ ok: false, error: { code: 'not_allowed' } })
    expect(await call('shell.leaveRestored')).toEqual({ ok: true, output: {} })
    expect(await call('shell.makeLive', { path: '/x' })).toMatchObject({ error: { message: '["backup.makeLive",{"from":"/x"}]' } })
    expect(await call('shell.undoMakeLive', { setAside: '/x' })).toMatchObject({
      error: { message: '["backup.undoMakeLive",{"setAside":"/x"}]' },
    })
  })
  test('theme, language, readiness', async () => {
    await call('shell.setTheme', { theme: 'dark' })
    expect(nativeTheme.themeSource).toBe('dark')
    await call('shell.setLanguage', { language: 'sv' })
    expect([spoken.language, languageChanged.mock.calls.length]).toEqual(['sv', 1])
    await call('shell.readyToLock')
    expect(readyToLock).toHaveBeenCalledOnce()
  })
})

describe('clipboard', () => {
  test('cleared after a minute and at lock, but not what she copied since from elsewhere', async () => {
    vi.useFakeTimers()
    await call('shell.copyText', { text: 'AGE-SECRET-KEY' })
    await vi.advanceTimersByTimeAsync(59_000)
    expect(await clipboard.readText()).toBe('AGE-SECRET-KEY')
    await vi.advanceTimersByTimeAsync(1_500)
    expect(await clipboard.readText()).toBe('')
    await call('shell.copyText', { text: 'AGE-SECRET-KEY' })
    await clipboard.writeText('her own')
    await copied.clear()
    expect(await clipboard.readText()).toBe('her own')
    vi.useRealTimers()
  })
})
