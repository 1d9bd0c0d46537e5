// A stranger starts the app for the first time: language, vault, key on paper, practice, record, Today. Then the demo beside it.
import { stat } from 'node:fs/promises'
import path from 'node:path'
import type { Page } from '@playwright/test'
import { expect, test, testPassphrase } from './fixture.ts'

const heading = (page: Page, name: string) => page.getByRole('heading', { level: 1, name })

/** Types what the paper says in the groups that are asked for. */
async function typeGroups(page: Page, change: (group: string) => string): Promise<void> {
  const groups = await page.getByRole('region', { name: 'Palautusavain' }).getByRole('listitem').allInnerTexts()
  expect(groups).toHaveLength(15)
  for (const field of await page.getByRole('textbox', { name: /^Ryhmä \d+/ }).all()) {
    const label = await field.evaluate((node) => (node as HTMLInputElement).labels?.[0]?.textContent ?? '')
    const group = groups[Number(/\d+/.exec(label)![0]) - 1]!
    await field.fill(change(group.split(/\s+/)[1]!))
  }
}

test('from nothing to Today, in one sitting', async ({ practice, page }) => {
  await expect(heading(page, 'Luo salattu tietokanta')).toBeVisible()
  await expect(page.getByLabel('Nimesi')).toBeFocused()
  await page.getByRole('radio', { name: 'Svenska' }).click()
  await expect(heading(page, 'Skapa en krypterad databas')).toBeVisible()
  await page.getByRole('radio', { name: 'Suomi' }).click()
  await practice.checkScreen('first-run-vault')

  await page.getByLabel('Nimesi').fill('Outi Osteopaatti')
  await page.getByLabel('Ammattinimike').fill('osteopaatti')
  await page.getByLabel('Salalause', { exact: true }).fill(testPassphrase)
  await page.getByLabel('Salalause uudelleen').fill(`${testPassphrase}n`)
  await expect(page.getByText(/arvaaminen veisi/)).toBeVisible()
  await page.getByRole('button', { name: 'Luo tietokanta' }).click()
  await expect(page.getByText('Eroaa ensimmäisestä. Tarkista viimeinen sana.')).toBeVisible()
  await expect(page.getByLabel('Salalause uudelleen')).toBeFocused()
  await page.getByLabel('Salalause uudelleen').fill(testPassphrase)
  await page.keyboard.press('Control+Enter')

  await expect(heading(page, 'Tulosta palautusavain')).toBeVisible({ timeout: 20_000 })
  await expect(page.getByRole('img', { name: 'Sama avain QR-koodina' })).toBeVisible()
  await practice.checkScreen('first-run-recovery-key')
  const sheet = path.join(practice.folder, 'palautussivu.pdf')
  await practice.willSaveTo(sheet)
  await page.getByRole('button', { name: 'Tallenna PDF muistitikulle' }).click()
  await expect(page.getByText(/^Tallennettu klo/)).toBeVisible()
  expect((await stat(sheet)).size).toBeGreaterThan(1000)
  await typeGroups(page, (group) => `${group.slice(0, 3)}${group.endsWith('Q') ? 'P' : 'Q'}`)
  await page.getByRole('button', { name: 'Vahvista ja jatka' }).click()
  await expect(page.getByText(/^Ei täsmää. Tarkista paperista ryhmä \d+/).first()).toBeVisible()
  await typeGroups(page, (group) => ` ${group.toLowerCase()}`)
  await page.getByRole('button', { name: 'Vahvista ja jatka' }).click()

  await expect(heading(page, 'Vastaanoton tiedot')).toBeVisible()
  await page.getByLabel('Vastaanoton nimi').fill('Osteopatia Esimerkki')
  await page.getByLabel('Y-tunnus').fill('1234567-8')
  await page.getByLabel('Katuosoite').fill('Esimerkkikatu 1 A')
  await expect(page.getByText('Tarkistusnumero ei täsmää. Tarkista numerot.')).toBeVisible()
  await page.getByLabel('Y-tunnus').fill('1234567-1')
  await page.getByLabel('Postinumero').fill('33100')
  await page.getByLabel('Postitoimipaikka').fill('Tampere')
  await page.getByLabel('Sähköposti').fill('vastaanotto@osteopatia.example')
  await practice.checkScreen('first-run-practice')
  await page.getByRole('button', { name: 'Tallenna ja jatka' }).click()

  await expect(heading(page, 'Missä potilaskertomus on?')).toBeVisible()
  await page.getByRole('button', { name: 'Tallenna ja jatka' }).click()
  await expect(page.getByText('Valitse yksi vaihtoehto.')).toBeVisible()
  await page.getByText('Paperille', { exact: true }).click()
  await practice.checkScreen('first-run-record')
  await page.getByRole('button', { name: 'Tallenna ja jatka' }).click()

  await expect(heading(page, 'Asiakkaat')).toBeVisible()
  await practice.checkScreen('first-run-clients')
  await page.getByRole('button', { name: /Aloita ilman asiakkaita/ }).click()
  await expect(heading(page, 'Tänään')).toBeVisible()
  await expect(page.getByText('Osteopatia Esimerkki')).toBeVisible()
  await expect(page.getByText(/asiakasta/).first()).toBeVisible()
  await practice.checkScreen('today-new')
  expect(await practice.ask('settings.get')).toMatchObject({
    locale: 'fi',
    practice: { businessId: '1234567-1', address: { city: 'Tampere' } },
    contactPerson: { name: 'Outi Osteopaatti' },
    patientRecord: { location: 'paper' },
  })
})

test('first run can be left and is taken up again where it was, what was typed included', async ({ practice, page }) => {
  await practice.ask('vault.create', { owner: { name: 'Outi Osteopaatti' } }, { passphrase: testPassphrase })
  await practice.ask('vault.confirmRecoveryKey')
  await page.reload()
  await page.getByRole('button', { name: /Jatka käyttöönottoa|Jatka$/ }).click()
  await expect(heading(page, 'Vastaanoton tiedot')).toBeVisible()
  await page.getByLabel('Vastaanoton nimi').fill('Osteopatia Oja')
  await practice.lock()
  await page.getByLabel(/^Salalause/).fill(testPassphrase)
  await page.keyboard.press('Enter')
  await expect(heading(page, 'Tänään')).toBeVisible()
  await page
    .getByRole('button', { name: /Vastaanoton tiedot/ })
    .first()
    .click()
  await expect(page.getByLabel('Vastaanoton nimi')).toHaveValue('Osteopatia Oja')
  await page.getByRole('button', { name: 'Jatka myöhemmin' }).click()
  await expect(heading(page, 'Tänään')).toBeVisible()
})

test('the demo practice is made beside, marked on every page, and left without a trace', async ({ practice, page }) => {
  await practice.refilledAfter(() => page.getByRole('button', { name: 'Tutustu esimerkkivastaanottoon' }).click())
  await expect(heading(page, 'Tänään')).toBeVisible()
  const mark = page.getByRole('navigation', { name: 'Paikat' }).getByText('Esimerkkivastaanotto')
  await expect(mark).toBeVisible()
  await practice.checkScreen('today-demo')
  expect(await practice.ask('vault.state')).toMatchObject({ demo: true, unlocked: true })
  await page.keyboard.press('Control+2')
  await expect(heading(page, 'Asiakkaat')).toBeVisible()
  await expect(mark).toBeVisible()
  await practice.refilledAfter(() => page.keyboard.press('Control+l'))
  await expect(heading(page, 'Esimerkkivastaanotto on lukittu')).toBeVisible()
  const passphrase = /: (.+)$/.exec(await page.getByText(/Esimerkin salalause on/).innerText())![1]!
  await page.getByLabel(/^Salalause/).fill(passphrase)
  await page.keyboard.press('Enter')
  await expect(heading(page, 'Tänään')).toBeVisible()
  await practice.refilledAfter(() => page.getByRole('button', { name: 'Poistu esimerkistä' }).click())
  await expect(heading(page, 'Luo salattu tietokanta')).toBeVisible()
  expect(await practice.ask('vault.state')).toMatchObject({ exists: false, demo: false })
})
