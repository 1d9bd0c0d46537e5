// Copies as she lives with them: the first copy, the stick that is not there, the yearly drill, restoring on a computer without a practice.
import { mkdir, readdir, rename } from 'node:fs/promises'
import path from 'node:path'
import { createVault, expect, test, testPassphrase } from './fixture.ts'
import type { Plan } from './support/plan.ts'

const backupPassphrase = 'merikotka kantaa kultaista avainta'
const client = (firstName: string, lastName: string) => ({
  method: 'clients.create',
  input: { firstName, lastName },
})
// Scrypt and Argon2 at full cost several times over: a busy machine gets twice the usual time.
test.slow()
const withClients: Plan = [
  { ...createVault('Maija Mallikas'), secrets: { passphrase: testPassphrase, backupPassphrase } },
  {
    method: 'settings.update',
    input: { practice: { name: 'Osteopatia Esimerkki' }, patientRecord: { location: 'paper' } },
  },
  client('Kaisa', 'Keksitty'),
  client('Erkki', 'Esimerkki'),
]

test.describe('with a practice', () => {
  // A function, for Playwright reads an array of two as a value with options.
  test.use({ plan: ({}, use) => use(withClients) })

  test('places, the first copy, a stick that is not there', async ({ practice, page }) => {
    const [daily, stick, away] = ['Kopiot', 'Tikku', 'Tikku poissa'].map((name) => path.join(practice.folder, name)) as [
      string,
      string,
      string,
    ]
    await mkdir(daily)
    await mkdir(stick)
    await practice.unlock()
    await page.getByRole('button', { name: 'Varmuuskopiot', exact: false }).first().click()
    await expect(page.getByRole('heading', { name: 'Varmuuskopioille ei ole vielä paikkaa' })).toBeVisible()
    await practice.checkScreen('backups-empty')

    await practice.willChoose(daily)
    await page
      .getByRole('main')
      .getByRole('button', { name: /^Lisää paikka/ })
      .click()
    await page.getByLabel('Nimi').fill('Tämä kone')
    await page.getByRole('button', { name: 'Valitse kansio' }).click()
    await expect(page.getByText(/^Vapaata /)).toBeVisible()
    await page.getByText('Joka päivä', { exact: true }).click()
    await practice.checkScreen('backups-place')
    await page
      .getByRole('dialog')
      .getByRole('button', { name: /^Tallenna/ })
      .click()
    await practice.willChoose(stick)
    await page
      .getByRole('main')
      .getByRole('button', { name: /^Lisää paikka/ })
      .click()
    await page.getByLabel('Nimi').fill('Muistitikku')
    await page.getByRole('button', { name: 'Valitse kansio' }).click()
    await page
      .getByRole('dialog')
      .getByRole('button', { name: /^Tallenna/ })
      .click()
    await expect(page.getByRole('button', { name: /^Muistitikku/ })).toBeVisible()

    await page.getByRole('button', { name: 'Varmuuskopioi nyt' }).click()
    await expect(page.getByText('2 kopiota otettiin ja tarkistettiin lukemalla ne takaisin.')).toBeVisible({ timeout: 20_000 })
    await expect(page.getByRole('row').filter({ hasText: 'Tarkistettu' })).toHaveCount(2)
    await expect(page.getByRole('contentinfo').getByText(/^Varmuuskopio tänään/)).toBeVisible()
    await practice.checkScreen('backups-first-copy')

    await rename(stick, away)
    await page.getByRole('button', { name: 'Varmuuskopioi nyt' }).click()
    await expect(page.getByText('Muistitikku ei ole kytkettynä. Kytke se, niin kopio otetaan myös siihen.')).toBeVisible({
      timeout: 20_000,
    })
    await practice.checkScreen('backups-stick-away')
    await rename(away, stick)
    await page.getByRole('button', { name: 'Se on kytketty' }).click()
    await expect(page.getByText('1 kopio otettiin', { exact: false })).toBeVisible({ timeout: 20_000 })
  })

  test('the drill: a wrong passphrase, the right one, "Is this right?", the certificate', async ({ practice, page }) => {
    const [daily, stick] = ['Kopiot', 'Tikku'].map((name) => path.join(practice.folder, name)) as [string, string]
    await mkdir(stick)
    await practice.unlock()
    await practice.ask('backup.setPlan', {
      folders: [
        { label: 'Tämä kone', path: daily, schedule: 'daily', removable: false },
        { label: 'Muistitikku', path: stick, schedule: 'weekly', removable: true },
      ],
    })
    await practice.ask('backup.run', { trigger: 'asked' })
    await page.getByRole('button', { name: 'Varmuuskopiot', exact: false }).first().click()
    await page.getByRole('button', { name: 'Aloita harjoitus' }).click()
    await expect(page.getByText(/^Kopio, otettu tänään/)).toBeVisible()
    await page.getByRole('textbox', { name: 'Varmuuskopion salalause' }).fill('jokin aivan muu salalause')
    await page.getByRole('button', { name: /^Aloita palautus/ }).click()
    await expect(page.getByText(/salalause ei täsmää/)).toBeVisible({ timeout: 20_000 })
    await page.getByRole('textbox', { name: 'Varmuuskopion salalause' }).fill(backupPassphrase)
    await practice.checkScreen('backups-drill-setup')
    await page.getByRole('button', { name: /^Aloita palautus/ }).click()
    await expect(page.getByRole('heading', { name: 'Onko tämä oikein?' })).toBeVisible({ timeout: 30_000 })
    await expect(page.getByText('Keksitty Kaisa')).toBeVisible()
    await expect(page.getByText('Esimerkki Erkki')).toBeVisible()
    await practice.checkScreen('backups-drill-question')
    await page.getByRole('button', { name: 'Kyllä, tämä on oikein' }).click()
    await expect(page.getByRole('heading', { name: 'Todistettu palauttamalla' })).toBeVisible({ timeout: 20_000 })
    await practice.checkScreen('backups-drill-proved')
    await page.getByRole('button', { name: 'Näytä todistus' }).click()
    await expect(page.getByRole('img', { name: 'Todistus, sivu 1/1' })).toBeVisible({ timeout: 20_000 })
    await practice.checkScreen('backups-certificate')
    const saved = path.join(practice.folder, 'todistus.pdf')
    await practice.willSaveTo(saved)
    await page.getByRole('button', { name: 'Tallenna PDF' }).click()
    await expect(page.getByRole('button', { name: 'Näytä kansiossa' })).toBeVisible({ timeout: 20_000 })
    await page.getByRole('dialog').getByRole('button', { name: 'Sulje' }).click()
    expect((await readdir(daily)).filter((name) => name.endsWith('.pdf'))).toHaveLength(1)
    await expect(page.getByRole('row').filter({ hasText: 'Todistettu' })).toHaveCount(1)
    await page.getByRole('button', { name: 'Sulje', exact: true }).click()
    await page.emulateMedia({ colorScheme: 'dark' })
    await practice.checkScreen('backups-dark')
    await page.emulateMedia({ colorScheme: 'light' })
  })

  test('restored beside the live one, looked at, taken into use, and taken back', async ({ practice, page }) => {
    const copies = path.join(practice.folder, 'Kopiot')
    await mkdir(copies)
    await practice.unlock()
    const { path: file } = await practice.ask<{ path: string }>('backup.create', { path: copies })
    await practice.ask('clients.create', { firstName: 'Pekka', lastName: 'Pseudonyymi' })
    await page.getByRole('button', { name: 'Varmuuskopiot', exact: false }).first().click()
    await page.getByRole('button', { name: 'Palauta kopiosta…' }).click()
    await practice.willChoose(file)
    await page.getByRole('button', { name: /^Valitse tiedosto/ }).click()
    await page.getByRole('textbox', { name: 'Varmuuskopion salalause' }).fill(backupPassphrase)
    await page.getByRole('button', { name: /^Näytä sisältö/ }).click()
    await expect(page.getByRole('heading', { name: 'Osteopatia Esimerkki' })).toBeVisible({ timeout: 20_000 })
    await practice.checkScreen('restore-contents')
    const restoredPassphrase = 'palautettu kissa juo maitoa'
    await page.getByRole('textbox', { name: 'Palautetun tietokannan salalause' }).fill(restoredPassphrase)
    await page.getByRole('textbox', { name: 'Salalause uudelleen' }).fill(restoredPassphrase)
    await page
      .getByRole('main')
      .getByRole('button', { name: /^Palauta(?!.*kopiosta)/ })
      .click()
    await expect(page.getByRole('heading', { name: 'Palautettu: Osteopatia Esimerkki' })).toBeVisible({ timeout: 30_000 })
    await practice.checkScreen('restore-done')

    await practice.refilledAfter(() => page.getByRole('button', { name: 'Avaa', exact: true }).click())
    await expect(page.getByText(/Katsot palautettua kopiota/)).toBeVisible()
    await practice.unlock(restoredPassphrase)
    expect(await practice.ask('clients.count')).toMatchObject({ active: 2 })
    await expect(page.getByRole('heading', { level: 1 })).toBeVisible()
    await practice.checkScreen('restored-looked-at')
    const { restoredFolder } = await practice.ask<{ restoredFolder: string }>('shell.info')
    await practice.refilledAfter(() => page.getByText(/Katsot palautettua kopiota/).click())
    await practice.unlock()
    expect(await practice.ask('clients.count')).toMatchObject({ active: 3 })

    await practice.refilledAfter(async () => void practice.call('shell.makeLive', { path: restoredFolder }).catch(() => undefined))
    await practice.unlock(restoredPassphrase)
    expect(await practice.ask('clients.count')).toMatchObject({ active: 2 })
    await page.getByRole('button', { name: 'Varmuuskopiot', exact: false }).first().click()
    await expect(page.getByText(/Tämä vastaanotto on palautettu varmuuskopiosta/)).toBeVisible()
    await page.getByRole('button', { name: 'Ota tämä vastaanotto käyttöön' }).click()
    await expect(page.getByText(/Tämä vastaanotto on palautettu varmuuskopiosta/)).toBeHidden()
    await page.getByRole('button', { name: /^Entinen tietokanta/ }).click()
    await practice.refilledAfter(() => page.getByRole('button', { name: 'Palaa entiseen' }).click())
    await practice.unlock()
    expect(await practice.ask('clients.count')).toMatchObject({ active: 3 })
  })
})

test.describe('on a computer without a practice', () => {
  test.use({ plan: ({}, use) => use(withClients) })
  test('“I have a backup”: the recovery key opens it, its contents are shown first, and it is taken into use', async ({
    practice,
    prepared,
  }) => {
    // Her old computer: a practice that is copied and gone.
    const { recoveryKey } = prepared[0] as { recoveryKey: string }
    await practice.unlock()
    const { path: file } = await practice.ask<{ path: string }>('backup.create', { path: practice.folder })
    await practice.end()
    await rename(practice.vaultFolder, path.join(practice.folder, 'gone'))
    await practice.launch()
    const window = practice.page

    await window.getByRole('button', { name: 'Palauta varmuuskopiosta' }).click()
    await practice.willChoose(file)
    await window.getByRole('button', { name: /^Valitse tiedosto/ }).click()
    await window.getByRole('main').getByText('Palautusavain', { exact: true }).click()
    await window.getByRole('textbox', { name: 'Palautusavain' }).fill(recoveryKey)
    await expect(window.getByText('Avain on oikein kirjoitettu')).toBeVisible()
    await practice.checkScreen('first-run-restore')
    await window.getByRole('button', { name: /^Näytä sisältö/ }).click()
    await expect(window.getByRole('heading', { name: 'Onko tämä oikea kopio?' })).toBeVisible({ timeout: 20_000 })
    await window.getByRole('textbox', { name: 'Palautetun tietokannan salalause' }).fill(testPassphrase)
    await window.getByRole('textbox', { name: 'Salalause uudelleen' }).fill(testPassphrase)
    await practice.checkScreen('first-run-restore-contents')
    await window
      .getByRole('main')
      .getByRole('button', { name: /^Palauta/ })
      .click()
    await expect(window.getByRole('heading', { name: 'Varmuuskopio on palautettu' })).toBeVisible({ timeout: 30_000 })
    await practice.checkScreen('first-run-restore-done')
    await practice.refilledAfter(() => window.getByRole('button', { name: 'Ota käyttöön' }).click())
    await expect(window.getByRole('heading', { name: 'Lukittu' })).toBeVisible()
    await practice.unlock()
    expect(await practice.ask('clients.count')).toMatchObject({ active: 2 })
    await expect(window.getByText('Osteopatia Esimerkki').first()).toBeVisible()
  })
})
