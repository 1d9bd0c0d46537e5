// Settings as she changes them: saved by themselves, refused in words, changed elsewhere meanwhile; users, keys, log, language and look.
import { rm } from 'node:fs/promises'
import path from 'node:path'
import type { Page } from '@playwright/test'
import { createVault, expect, test, testPassphrase } from './fixture.ts'
import type { Plan } from './support/plan.ts'

const nextPassphrase = 'ahven nukkuu kaislan juurella'

const plan: Plan = [
  createVault('Maija Mallikas'),
  { method: 'vault.confirmRecoveryKey' },
  {
    method: 'settings.update',
    input: {
      practice: { name: 'Osteopatia Esimerkki', businessId: '1234567-1', address: { city: 'Tampere' } },
      patientRecord: { location: 'paper' },
    },
  },
]
// As a function: Playwright takes a plain array whose second element is an object for a value with options.
test.use({ plan: ({}, use) => use(plan) })

const heading = (page: Page, name: string) => page.getByRole('heading', { level: 1, name })

async function unlock(page: Page, passphrase = testPassphrase): Promise<void> {
  await page.getByLabel(/^(Salalause|Lösenfras)/).fill(passphrase)
  await page.keyboard.press('Enter')
  await page.getByRole('heading', { level: 1, name: /^(Tänään|I dag)$/ }).waitFor()
}
async function openSection(page: Page, name: string): Promise<void> {
  await page.keyboard.press('Control+9')
  await page.getByRole('navigation', { name: 'Asetusten osat' }).getByRole('button', { name, exact: true }).click()
  await expect(page.getByRole('region', { name, exact: true })).toBeVisible()
}

test('a field saves itself, a wrong one says why, and what somebody else changed is not overwritten', async ({ practice, page }) => {
  await unlock(page)
  await openSection(page, 'Vastaanotto')
  await practice.checkScreen('settings-practice')
  const businessId = page.getByLabel('Y-tunnus')
  await businessId.fill('1234567-8')
  await page.keyboard.press('Tab')
  await expect(page.getByText(/tarkistusnumero ei täsmää/i)).toBeVisible()
  expect(await practice.ask('settings.get')).toMatchObject({ practice: { businessId: '1234567-1' } })
  await businessId.fill('1234567-1')
  await page.keyboard.press('Tab')
  await expect(page.getByText(/tarkistusnumero ei täsmää/i)).toBeHidden()

  await page.getByLabel('Vastaanoton nimi').fill('Osteopatia Oja')
  await page.getByLabel('Vastaanoton nimi').press('Tab')
  await expect(page.getByText(/^Tallennettu \d/).first()).toBeVisible()
  await expect(page.getByRole('navigation', { name: 'Paikat' }).getByText('Osteopatia Oja')).toBeVisible()
  await heading(page, 'Asetukset').focus()
  await page.keyboard.press('Control+z')
  await expect(page.getByText(/^Kumottu: Vastaanoton nimi/)).toBeVisible()
  await expect(page.getByLabel('Vastaanoton nimi')).toHaveValue('Osteopatia Esimerkki')

  const city = page.getByLabel('Postitoimipaikka')
  const somebodyElse = (to: string) => practice.ask('settings.update', { practice: { address: { city: to } } })
  await city.fill('Ylöjärvi')
  await somebodyElse('Nokia')
  await city.press('Tab')
  const conflict = page.getByRole('alert').filter({ hasText: 'Kohtaa ”Postitoimipaikka” on muutettu toisaalla' })
  await expect(conflict).toBeVisible()
  expect(await practice.ask('settings.get')).toMatchObject({ practice: { address: { city: 'Nokia' } } })
  await conflict.getByRole('button', { name: 'Tallenna omani' }).click()
  await expect(conflict).toBeHidden()
  await expect.poll(() => practice.ask('settings.get')).toMatchObject({ practice: { address: { city: 'Ylöjärvi' } } })
  await city.fill('Kangasala')
  await somebodyElse('Lempäälä')
  await city.press('Tab')
  await conflict.getByRole('button', { name: 'Pidä toisaalla muutettu' }).click()
  await expect(city).toHaveValue('Lempäälä')

  await openSection(page, 'Käsittelijät')
  await page.getByRole('button', { name: 'Lisää käsittelijä' }).click()
  await page.getByRole('button', { name: 'Tallenna', exact: true }).click()
  await expect(page.getByRole('alert').filter({ hasText: 'kohtaa kaipaa korjausta' })).toBeVisible()
  await page.getByLabel('Nimi', { exact: true }).fill('Tilitoimisto Luku')
  await page.getByLabel('Rooli, esimerkiksi kirjanpito').fill('kirjanpito')
  await page.getByLabel('Maa', { exact: true }).fill('Suomi')
  await practice.checkScreen('settings-processor')
  await page.keyboard.press('Control+Enter')
  await expect(page.getByText('kirjanpito, Suomi')).toBeVisible()
  await page.getByRole('button', { name: 'Poista: Tilitoimisto Luku' }).click()
  await expect(page.getByText('Mikään ulkopuolinen palvelu ei käsittele asiakastietoja.')).toBeVisible()
  await page.getByRole('button', { name: 'Kumoa' }).click()
  await expect(page.getByText('kirjanpito, Suomi')).toBeVisible()
})

test('language and look change at once and stay over the lock', async ({ practice, page }) => {
  await unlock(page)
  await openSection(page, 'Kieli ja ulkoasu')
  await page.getByText('Tumma', { exact: true }).click()
  await expect(page.locator('html')).toHaveAttribute('data-theme', 'dark')
  expect(await practice.app.evaluate(({ nativeTheme }) => nativeTheme.themeSource)).toBe('dark')
  await page.getByText('Svenska', { exact: true }).click()
  await expect(heading(page, 'Inställningar')).toBeVisible()
  await practice.checkScreen('settings-appearance-sv-dark')
  expect(await practice.app.evaluate(({ Menu }) => Menu.getApplicationMenu()!.getMenuItemById('lock')!.label)).toBe('Lås')
  expect(await practice.ask('settings.get')).toMatchObject({ locale: 'sv' })
  await practice.refilledAfter(() => page.keyboard.press('Control+l'))
  await expect(heading(page, 'Låst')).toBeVisible()
  await expect(page.locator('html')).toHaveAttribute('data-theme', 'dark')
  await practice.relaunch()
  await unlock(practice.page)
  await expect(heading(practice.page, 'I dag')).toBeVisible()
  await expect(practice.page.locator('html')).toHaveAttribute('lang', 'sv')
  await expect(practice.page.getByRole('main').getByRole('heading', { level: 2 }).first()).toBeVisible()
  await practice.checkScreen('today-sv')
})

test('keys and users: a new passphrase, a new recovery key, a right given and ended', async ({ practice, page }) => {
  await unlock(page)
  await openSection(page, 'Turvallisuus')
  await practice.checkScreen('settings-keys')
  await page.getByRole('button', { name: /^Vaihda salalause/ }).click()
  await page.getByLabel('Nykyinen salalause').fill('väärä on väärä lause')
  await page.getByLabel('Uusi salalause', { exact: true }).fill(nextPassphrase)
  await page.getByLabel('Uusi salalause uudelleen').fill(nextPassphrase)
  await page.getByRole('button', { name: 'Vaihda salalause', exact: true }).click()
  await expect(page.getByLabel('Nykyinen salalause')).toHaveAttribute('aria-invalid', 'true')
  await page.getByLabel('Nykyinen salalause').fill(testPassphrase)
  await page.getByRole('button', { name: 'Vaihda salalause', exact: true }).click()
  await expect(page.getByText('Salalause vaihdettu')).toBeVisible()

  await page.getByRole('button', { name: /^Tee uusi palautusavain/ }).click()
  await page.getByLabel('Salalause', { exact: true }).fill(nextPassphrase)
  await page.getByRole('button', { name: 'Tee uusi palautusavain', exact: true }).click()
  await expect(page.getByRole('region', { name: 'Palautusavain' }).getByRole('listitem')).toHaveCount(15)
  await practice.checkScreen('settings-recovery-key')
  expect(await practice.ask('vault.state')).toMatchObject({ warnings: ['recoveryUnconfirmed'] })

  await openSection(page, 'Käyttäjät')
  await page.getByRole('button', { name: 'Lisää käyttäjä' }).click()
  await page.getByLabel('Nimi', { exact: true }).fill('Aada Avustaja')
  await page.getByLabel('Käyttäjän salalause').fill(testPassphrase)
  await page.getByLabel('Salalause uudelleen').fill(testPassphrase)
  await page.getByRole('button', { name: 'Lisää käyttäjä' }).click()
  await expect(page.getByText('Aada Avustaja')).toBeVisible()
  await page.getByRole('button', { name: 'Päätä oikeus' }).click()
  await page.getByRole('alertdialog').getByRole('button', { name: 'Päätä oikeus' }).click()
  await expect(page.getByText(/avustaja, oikeus päättynyt/)).toBeVisible()
  await practice.checkScreen('settings-users')
})

test('a missing anchor is found, told on Today, and acknowledged in words', async ({ practice }) => {
  await practice.end()
  await rm(path.join(practice.vaultFolder, 'anchor.json'))
  await practice.launch()
  const page = practice.page
  await unlock(page)
  await expect(page.getByRole('heading', { name: 'Lokissa on 1 havainto' })).toBeVisible()
  await page.getByRole('button', { name: 'Katso havainnot' }).click()
  await expect(page.getByRole('heading', { name: 'Lokin ankkuri puuttuu' })).toBeVisible()
  await practice.checkScreen('settings-log-finding')
  await page.getByRole('button', { name: 'Kuittaa havainto' }).click()
  await expect(page.getByText('Kirjoita, mitä on tapahtunut.')).toBeVisible()
  await page.getByLabel('Mitä on tapahtunut').fill('Siivosin kansiota ja poistin tiedoston vahingossa.')
  await page.getByRole('button', { name: 'Kuittaa havainto' }).click()
  await expect(page.getByRole('heading', { name: 'Lokin ankkuri puuttuu' })).toBeHidden()
  await page.getByRole('button', { name: 'Tarkista nyt' }).click()
  await expect(page.getByText(/^Loki on eheä: \d+ merkintää tarkistettu/)).toBeVisible()
  await page.getByRole('button', { name: /Kaikki.* Mitä|Mitä.* Kaikki/ }).click()
  await page.getByRole('option', { name: 'Muutti asetuksia' }).click()
  await expect(page.getByRole('region', { name: 'Merkinnät' }).getByText('settings.update').first()).toBeVisible()
  await expect(page.getByRole('region', { name: 'Merkinnät' }).getByText('vault.unlock')).toHaveCount(0)

  await openSection(page, 'Tietoja ohjelmasta')
  await expect(page.getByText('0 verkkoyhteyttä').first()).toBeVisible()
  await page.getByRole('button', { name: 'Tarkista nyt' }).click()
  await expect(page.getByText('Tietokannan sivut')).toBeVisible()
  await practice.checkScreen('settings-about')
})
