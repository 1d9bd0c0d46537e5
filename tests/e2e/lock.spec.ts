// The lock screen: wrong passphrases, waiting, another user, the recovery key; and what is half typed when the window locks.
import type { Page } from '@playwright/test'
import { createVault, expect, test, testPassphrase } from './fixture.ts'
import type { Plan } from './support/plan.ts'

const nextPassphrase = 'ahven nukkuu kaislan juurella'

const plan: Plan = [
  createVault('Maija Mallikas'),
  { method: 'vault.confirmRecoveryKey' },
  {
    method: 'settings.update',
    input: { practice: { name: 'Osteopatia Esimerkki', businessId: '1234567-1' }, patientRecord: { location: 'paper' } },
  },
  { method: 'users.create', input: { name: 'Aada Avustaja', role: 'assistant' }, secrets: { newPassphrase: nextPassphrase } },
]
// As a function: Playwright takes a plain array whose second element is an object for a value with options.
test.use({ plan: ({}, use) => use(plan) })

const heading = (page: Page, name: string) => page.getByRole('heading', { level: 1, name })

async function open(page: Page, passphrase: string, name = 'Maija Mallikas'): Promise<void> {
  await page.getByLabel(`Salalause, ${name}`).fill(passphrase)
  await page.keyboard.press('Enter')
}

test('wrong passphrases are slowed down, the right one opens, another user sees less', async ({ practice, page }) => {
  await expect(heading(page, 'Lukittu')).toBeVisible()
  await expect(page.getByLabel('Salalause, Maija Mallikas')).toBeFocused()
  await practice.checkScreen('lock')
  await page.getByRole('button', { name: 'Avaa', exact: true }).click()
  await expect(page.getByText('Kirjoita salalause.')).toBeVisible()
  for (let attempt = 1; attempt <= 4; attempt++) {
    await expect(page.getByText(/Odota \d+ sekunti/)).toBeHidden({ timeout: 10_000 })
    await open(page, 'väärä on väärä lause')
    await expect(page.getByLabel('Salalause, Maija Mallikas')).toHaveValue('')
    await expect(page.getByLabel('Salalause, Maija Mallikas')).toHaveAttribute('aria-invalid', 'true')
  }
  await expect(page.getByText(/Liian monta väärää yritystä. Odota \d+ sekunti/)).toBeVisible()
  await practice.checkScreen('lock-wait')
  await expect(page.getByText(/Odota \d+ sekunti/)).toBeHidden({ timeout: 10_000 })
  await open(page, testPassphrase)
  await expect(heading(page, 'Tänään')).toBeVisible()

  await practice.refilledAfter(() => page.keyboard.press('Control+l'))
  await expect(page.getByText(/Lukittiin klo|Keskeneräinen työ on tallessa/)).toBeVisible()
  await page.getByRole('button', { name: 'Vaihda käyttäjä' }).click()
  await page.getByRole('menuitem', { name: 'Aada Avustaja' }).click()
  await open(page, nextPassphrase, 'Aada Avustaja')
  await expect(page.getByText('Aada Avustaja, avustaja')).toBeVisible()
  await page.keyboard.press('Control+9')
  const sections = page.getByRole('navigation', { name: 'Asetusten osat' })
  await expect(sections.getByRole('button', { name: 'Kieli ja ulkoasu' })).toBeVisible()
  await expect(sections.getByRole('button', { name: 'Käyttäjät' })).toBeHidden()
  await expect(sections.getByRole('button', { name: 'Loki' })).toBeHidden()
  await expect(page.getByText('Vain omistaja voi muuttaa asetuksia.')).toBeVisible()
  await expect(page.getByLabel('Vastaanoton nimi')).not.toBeEditable()
})

test('a forgotten passphrase is reset with the paper, and a typing error is named with its group', async ({ practice, page, prepared }) => {
  const { recoveryKey } = prepared[0] as { recoveryKey: string }
  await page.getByRole('button', { name: 'Avaa palautusavaimella' }).click()
  const field = page.getByLabel('Palautusavain')
  await expect(field).toBeFocused()
  // Group 3 of the paper: characters 9–12 after the beginning that is always the same.
  const at = 'AGE-SECRET-KEY-1'.length + 9
  const mistyped = recoveryKey.slice(0, at) + (recoveryKey[at] === 'Q' ? 'P' : 'Q') + recoveryKey.slice(at + 1)
  await field.fill(mistyped)
  await page.getByLabel('Uusi salalause', { exact: true }).fill(nextPassphrase)
  await page.getByLabel('Uusi salalause uudelleen').fill(nextPassphrase)
  await expect(page.getByText('Kirjoitusvirhe on ryhmässä 3. Vertaa sitä paperiin.')).toBeVisible()
  await practice.checkScreen('lock-recovery-key')
  const groups = recoveryKey.slice('AGE-SECRET-KEY-1'.length).match(/.{1,4}/g)!
  await field.fill(`age-secret-key-1 ${groups.join(' ').toLowerCase()}`)
  await expect(page.getByText('Avain on oikein kirjoitettu')).toBeVisible()
  await page.getByRole('button', { name: 'Avaa', exact: true }).click()
  await expect(heading(page, 'Tänään')).toBeVisible()
  await expect(page.getByRole('heading', { level: 2 }).first()).toBeVisible()
  await expect(page.getByText('Avasit palautusavaimella')).toHaveCount(0)

  await practice.refilledAfter(() => page.keyboard.press('Control+l'))
  await open(page, testPassphrase)
  await expect(page.getByLabel('Salalause, Maija Mallikas')).toHaveAttribute('aria-invalid', 'true')
  await open(page, nextPassphrase)
  await expect(heading(page, 'Tänään')).toBeVisible()
})

test('a half-typed form is there again after the machine slept and after a power cut', async ({ practice, page }) => {
  await open(page, testPassphrase)
  await expect(heading(page, 'Tänään')).toBeVisible()
  await page.keyboard.press('Control+9')
  await page.getByRole('button', { name: 'Käsittelijät' }).click()
  await page.getByRole('button', { name: 'Lisää käsittelijä' }).click()
  await page.getByLabel('Nimi', { exact: true }).fill('Tilitoimisto Luku')
  await practice.refilledAfter(() => practice.app.evaluate(({ powerMonitor }) => powerMonitor.emit('suspend')))
  await expect(page.getByText(/Tilitoimisto/)).toHaveCount(0)

  await open(page, testPassphrase)
  await page.getByRole('main').getByRole('button', { name: 'Käsittelijät' }).click()
  await expect(page.getByLabel('Nimi', { exact: true })).toHaveValue('Tilitoimisto Luku')
  await page.getByLabel(/^Maa/).pressSequentially('Suo')
  await expect(page.getByText(/Luonnos tallennettu/)).toBeVisible()
  await page.waitForTimeout(700) // the longest that typing may wait before it is written
  await practice.kill()
  await practice.launch()

  const after = practice.page
  await open(after, testPassphrase)
  await after.getByRole('main').getByRole('button', { name: 'Käsittelijät' }).click()
  await expect(after.getByLabel('Nimi', { exact: true })).toHaveValue('Tilitoimisto Luku')
  await expect(after.getByLabel(/^Maa/)).toHaveValue('Suo')
  await expect(after.getByLabel(/^Maa/)).toBeFocused()
})
