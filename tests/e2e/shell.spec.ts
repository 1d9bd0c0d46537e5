// The shell as a person meets it: starting, locking, saving, printing, quitting.
import { existsSync } from 'node:fs'
import { readFile, stat } from 'node:fs/promises'
import path from 'node:path'
import { createVault, expect, test, testPassphrase } from './fixture.ts'

interface VaultState {
  exists: boolean
  unlocked: boolean
}
interface Info {
  version: string
  standIn: boolean
  demoOnly: boolean
  screenLockDetection: string
  coreRestarts: number
}

test('the app starts without a vault and says so', async ({ practice }) => {
  expect(await practice.ask<VaultState>('vault.state')).toMatchObject({ exists: false, unlocked: false })
  expect(await practice.ask<Info>('shell.info')).toMatchObject({ demoOnly: false, coreRestarts: 0 })
  await expect(practice.page).toHaveTitle('Vastaanotto')
})

test('what it writes is for its owner only', async ({ practice }) => {
  test.skip(process.platform === 'win32', 'Windows has no file modes')
  await practice.ask('vault.create', { owner: { name: 'Outi Osteopaatti' } }, { passphrase: testPassphrase })
  expect((await stat(practice.vaultFolder)).mode & 0o077).toBe(0)
  expect((await stat(path.join(practice.vaultFolder, 'vault.json'))).mode & 0o077).toBe(0)
})

test.describe('with a vault', () => {
  test.use({ plan: [createVault()] })

  test('she unlocks, locks from the menu, and the page with everything in it is gone', async ({ practice }) => {
    await practice.unlock()
    expect(await practice.ask<VaultState>('vault.state')).toMatchObject({ unlocked: true })
    await practice.ask('shell.copyText', { text: 'AGE-SECRET-KEY' })
    const processOfPage = () => practice.app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]!.webContents.getOSProcessId())
    const before = await processOfPage()
    await practice.page.evaluate(() => Object.assign(window, { kept: 'Maija Mallikas' }))
    await practice.lock()
    expect(await practice.ask<VaultState>('vault.state')).toMatchObject({ unlocked: false })
    expect(await practice.page.evaluate(() => 'kept' in window)).toBe(false)
    expect(await processOfPage()).not.toBe(before)
    await expect.poll(() => isRunning(before)).toBe(false)
    expect(await practice.app.evaluate(({ clipboard }) => clipboard.readText())).toBe('')
    expect(await practice.app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]!.getTitle())).toBe('Vastaanotto')
  })

  for (const event of ['suspend', 'lock-screen'] as const) {
    test(`it locks on ${event}`, async ({ practice }) => {
      await practice.unlock()
      await practice.refilledAfter(() => practice.app.evaluate(({ powerMonitor }, name) => powerMonitor.emit(name), event))
      expect(await practice.ask<VaultState>('vault.state')).toMatchObject({ unlocked: false })
    })
  }

  test('closing the window locks, and what was saved is there the next time', async ({ practice }) => {
    await practice.unlock()
    await practice.ask('settings.update', { practice: { name: 'Osteopatia Oja' } })
    const over = practice.app.waitForEvent('close')
    await practice.app.evaluate(({ BrowserWindow }) => void setTimeout(() => BrowserWindow.getAllWindows()[0]!.close(), 10))
    await over
    await practice.relaunch()
    await practice.unlock()
    expect(await practice.ask<{ practice: { name: string } }>('settings.get')).toMatchObject({ practice: { name: 'Osteopatia Oja' } })
  })

  test('after a power cut everything acknowledged is there', async ({ practice }) => {
    await practice.unlock()
    await practice.ask('settings.update', { practice: { name: 'Osteopatia Oja' } })
    await practice.kill()
    await practice.launch()
    await practice.unlock()
    expect(await practice.ask<{ practice: { name: string } }>('settings.get')).toMatchObject({ practice: { name: 'Osteopatia Oja' } })
  })

  test('drafts are asked for before the page goes', async ({ practice }) => {
    await practice.unlock()
    const heard: string[] = []
    await practice.page.exposeFunction('heard', (type: string) => void heard.push(type))
    await practice.page.evaluate(() => {
      const { practice, heard } = window as unknown as {
        practice: { subscribe(listener: (event: { type: string }) => void): void }
        heard: (type: string) => void
      }
      practice.subscribe(({ type }) => heard(type))
    })
    await practice.lock()
    expect(heard).toContain('aboutToLock')
  })
})

test('she chooses where to save, and only that file is shown in its folder', async ({ practice }) => {
  const file = path.join(practice.folder, 'seloste.pdf')
  await practice.willSaveTo(file)
  expect(await practice.ask('shell.saveFile', { name: 'seloste.pdf', kind: 'pdf' })).toEqual({ path: file })
  await practice.app.evaluate(({ shell }) => {
    shell.showItemInFolder = (shown) => Object.assign(globalThis, { shown })
  })
  await practice.ask('shell.openFolder', { path: file })
  expect(await practice.app.evaluate(() => (globalThis as { shown?: string }).shown)).toBe(file)
  expect(await practice.call('shell.openFolder', { path: '/etc/passwd' })).toMatchObject({ ok: false, error: { code: 'not_allowed' } })
  await practice.willSaveTo(undefined)
  expect(await practice.ask('shell.saveFile', { name: 'seloste.pdf', kind: 'pdf' })).toEqual({ path: null })
})

test('she chooses files and folders', async ({ practice }) => {
  await practice.willChoose('/tmp/a.csv', '/tmp/b.csv')
  expect(await practice.ask('shell.chooseFile', { kinds: ['csv'], multiple: true })).toEqual({ paths: ['/tmp/a.csv', '/tmp/b.csv'] })
  expect(await practice.ask('shell.chooseFolder')).toEqual({ path: '/tmp/a.csv' })
  await practice.willChoose()
  expect(await practice.ask('shell.chooseFile', { kinds: ['csv'] })).toEqual({ paths: [] })
})

test('pages are printed from an isolated view: as many sheets as pages, no script', async ({ practice }) => {
  const file = path.join(practice.folder, 'printed.pdf')
  await practice.app.evaluate(async ({ app }, target) => {
    app.on('web-contents-created', (_event, contents) => {
      contents.print = (_options, callback) => {
        void contents
          .printToPDF({ pageSize: 'A4', printBackground: true, margins: { top: 0, bottom: 0, left: 0, right: 0 } })
          .then(async (pdf) => {
            const { writeFile } = process.getBuiltinModule('node:fs/promises')
            await writeFile(target, pdf)
            callback?.(true, '')
          })
      }
    })
  }, file)
  const page = (text: string) =>
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 595 842"><script>parent.pwned = 1</script><text x="60" y="90">${text}</text></svg>`
  expect(await practice.ask('shell.print', { pages: [page('Sivu 1'), page('Sivu 2')] })).toEqual({ printed: true })
  const pdf = (await readFile(file)).toString('latin1')
  expect(pdf.startsWith('%PDF-')).toBe(true)
  expect(pdf.match(/\/Type\s*\/Page\b(?!s)/g)).toHaveLength(2)
  await expect.poll(() => practice.app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows().length)).toBe(1)
})

test('the menu speaks her language', async ({ practice }) => {
  const label = () => practice.app.evaluate(({ Menu }) => Menu.getApplicationMenu()!.getMenuItemById('lock')!.label)
  await practice.ask('shell.setLanguage', { language: 'sv' })
  expect(await label()).toBe('Lås')
  await practice.ask('shell.setLanguage', { language: 'fi' })
  expect(await label()).toBe('Lukitse')
})

test('the spell checker is off', async ({ practice }) => {
  expect(await practice.app.evaluate(({ session }) => session.defaultSession.isSpellCheckerEnabled())).toBe(false)
  expect(existsSync(path.join(practice.folder, 'user-data/Dictionaries'))).toBe(false)
})

function isRunning(processId: number): boolean {
  try {
    process.kill(processId, 0)
    return true
  } catch {
    return false
  }
}
