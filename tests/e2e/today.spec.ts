// Today: what waits, most urgent first, each leading to where it is dealt with; what is half done; and a practice where nothing waits.
import type { Page } from '@playwright/test'
import { createVault, expect, test, testPassphrase } from './fixture.ts'
import type { Plan } from './support/plan.ts'

const plan: Plan = [
  createVault('Maija Mallikas'),
  { method: 'vault.confirmRecoveryKey' },
  {
    method: 'settings.update',
    input: { practice: { name: 'Osteopatia Esimerkki', businessId: '1234567-1' }, patientRecord: { location: 'paper' } },
  },
]
// As a function: Playwright takes a plain array whose second element is an object for a value with options.
test.use({ plan: ({}, use) => use(plan) })

const heading = (page: Page, name: string | RegExp) => page.getByRole('heading', { level: 1, name })

test('what waits is listed and counted, leads to its place, and goes when it is done', async ({ practice, page }) => {
  await page.getByLabel(/^Salalause/).fill(testPassphrase)
  await page.keyboard.press('Enter')
  await expect(heading(page, 'Tänään')).toBeVisible()
  const main = page.getByRole('main')
  await expect(main.getByRole('heading', { name: 'Ei vielä varmuuskopiota' })).toBeVisible()
  await expect(main.getByRole('button', { name: /Rekisteriselosteesta puuttuu \d+ tietoa?/ })).toBeVisible()
  await expect(page.getByRole('navigation', { name: 'Paikat' }).getByRole('button', { name: 'Tänään, 2' })).toBeVisible()
  await practice.checkScreen('today-waiting')

  await main.getByRole('button', { name: /Rekisteriselosteesta puuttuu/ }).click()
  await expect(heading(page, 'Tänään')).toBeHidden()
  await page.keyboard.press('Control+1')
  await main.getByRole('button', { name: 'Valitse paikka' }).click()
  await expect(heading(page, 'Varmuuskopiot')).toBeVisible()

  await practice.ask('settings.update', {
    practice: { address: { street: 'Esimerkkikatu 1', postalCode: '33100', city: 'Tampere' }, email: 'maija@osteopatia.example' },
    contactPerson: { name: 'Maija Mallikas', email: 'maija@osteopatia.example' },
  })
  await page.keyboard.press('Control+1')
  await expect(main.getByText(/Rekisteriselosteesta puuttuu/)).toHaveCount(0)
  await expect(main.getByText('Rekisteriseloste on valmis tulostettavaksi')).toBeVisible()

  await page.keyboard.press('Control+Shift+N')
  await page.getByLabel('Sukunimi').fill('Keksitty')
  await expect(page.getByText(/Luonnos tallennettu/)).toBeVisible()
  await page.keyboard.press('Control+1')
  const halfDone = main.getByRole('button', { name: /Uusi asiakas.*Tallennettu/ })
  await expect(halfDone).toBeVisible()
  await practice.checkScreen('today-half-done')
  await halfDone.click()
  await expect(page.getByLabel('Sukunimi')).toHaveValue('Keksitty')
})

test('everything is reached by keyboard, and every shortcut is in the sheet and the palette', async ({ practice, page }) => {
  await page.getByLabel(/^Salalause/).fill(testPassphrase)
  await page.keyboard.press('Enter')
  await expect(heading(page, 'Tänään')).toBeFocused()
  await page.keyboard.press('?')
  const sheet = page.getByRole('dialog', { name: 'Pikanäppäimet' })
  await expect(sheet.getByText('Ctrl K').or(sheet.getByText('Ctrl L')).first()).toBeVisible()
  await practice.checkScreen('shortcuts')
  await page.keyboard.press('Escape')
  await expect(sheet).toBeHidden()
  await page.keyboard.press('F6')
  await expect(page.getByRole('contentinfo').getByRole('button').first()).toBeFocused()
  await page.keyboard.press('Enter')
  const proof = page.getByRole('dialog', { name: 'Mikään ei lähde koneelta' })
  await expect(proof.getByText('0 verkkoyhteyttä')).toBeVisible()
  await practice.checkScreen('proof')
  await page.keyboard.press('Escape')
  await page.keyboard.press('Control+k')
  await page.keyboard.type('asetuk')
  await page.keyboard.press('Enter')
  await expect(heading(page, 'Asetukset')).toBeVisible()
  await page.keyboard.press('Control+b')
  await expect(page.getByRole('navigation', { name: 'Paikat' }).getByText('Asiakkaat')).toHaveCount(0)
  await expect(page.getByRole('navigation', { name: 'Paikat' }).getByRole('button', { name: 'Asiakkaat' })).toBeVisible()
  await practice.checkScreen('settings-rail')
})
