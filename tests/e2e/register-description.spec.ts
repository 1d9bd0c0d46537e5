// The register description: from what is missing to a written PDF, printed, and changed afterwards.
import { readFile } from 'node:fs/promises'
import path from 'node:path'
import { createVault, expect, test } from './fixture.ts'
import type { Plan } from './support/plan.ts'

const plan: Plan = [
  createVault(),
  {
    method: 'settings.update',
    input: {
      practice: {
        name: 'Osteopatia Esimerkki',
        businessId: '1234567-1',
        address: { street: 'Esimerkkikatu 1 A', postalCode: '33100', city: 'Tampere' },
        phone: '050 000 0100',
      },
      contactPerson: { name: 'Maija Mallikas', phone: '050 000 0100' },
      patientRecord: { location: 'kanta' },
    },
  },
  { method: 'clients.create', input: { lastName: 'Mallikas', firstName: 'Maija', phone: '050 000 0127' } },
]
test.use({ plan: ({}, use) => use(plan) })

test('gaps are filled beside the pages, the version is written and printed, and a change is noticed', async ({ practice }) => {
  test.slow() // typesetting and axe on a loaded machine
  const pdf = path.join(practice.folder, 'seloste.pdf')
  await practice.willSaveTo(pdf)
  await practice.app.evaluate(({ app }) => {
    app.on('web-contents-created', (_event, contents) => {
      contents.print = (_options, callback) => {
        Object.assign(globalThis, { prints: ((globalThis as { prints?: number }).prints ?? 0) + 1 })
        callback?.(true, '')
      }
    })
  })
  await practice.unlock()
  const { page } = practice
  await page.setViewportSize({ width: 1280, height: 800 })
  await page
    .getByRole('navigation', { name: 'Paikat' })
    .getByRole('button', { name: /Tietosuoja/ })
    .click()
  await expect(page.getByRole('heading', { name: 'Puuttuu ennen tulostusta' })).toBeVisible()
  await expect(page.getByRole('img', { name: /Rekisteriseloste, sivu 1/ })).toBeVisible()
  await practice.checkScreen('register-description-gaps')

  // Printing an unfinished description leads to the first gap.
  await page.keyboard.press('Control+p')
  await expect(page.getByText('Täydennä ensin 2 tietoa. Keskeneräistä selostetta ei tulosteta.')).toBeVisible()
  await expect(page.getByLabel('Sähköposti')).toBeFocused()
  const before = await page.getByRole('img', { name: /sivu 1/ }).getAttribute('src')
  await page.keyboard.type('maija@osteopatia.example')
  await page.keyboard.press('Tab')
  await page.getByRole('textbox', { name: 'Kantaan liittymisen päivä' }).fill('15.1.2026')
  await page.keyboard.press('Tab')
  await expect(page.getByText('Kaikki selosteen tiedot ovat koossa')).toBeVisible()
  await expect.poll(() => page.getByRole('img', { name: /sivu 1/ }).getAttribute('src')).not.toBe(before)

  await page.getByRole('button', { name: /Tulosta versio 1/ }).click()
  await page
    .getByRole('dialog')
    .getByRole('button', { name: /Tallenna ja tulosta/ })
    .click()
  await expect(page.getByText('Versio 1 tallennettiin ja tulostettiin: seloste.pdf')).toBeVisible()
  expect((await readFile(pdf)).toString('latin1', 0, 5)).toBe('%PDF-')
  expect(await practice.app.evaluate(() => (globalThis as { prints?: number }).prints)).toBe(1)

  // The same facts in another language and format keep the number.
  const text = path.join(practice.folder, 'beskrivning.txt')
  await practice.willSaveTo(text)
  await page.getByRole('button', { name: /Selosteen kieli/ }).click()
  await page.getByRole('option', { name: 'ruotsi' }).click()
  await page.getByRole('button', { name: 'Tallenna', exact: true }).click()
  await page.getByRole('menuitem', { name: 'Teksti' }).click()
  await expect(page.getByText('Versio 1 tallennettiin: beskrivning.txt')).toBeVisible()
  expect(await readFile(text, 'utf8')).toContain('Personuppgiftsansvarig')

  // The internal record is another page, told apart.
  await page.getByRole('radio', { name: 'Sisäinen' }).click()
  await expect(page.getByText(/Sivu 1 \/ \d/)).toBeVisible()
  await practice.checkScreen('register-description-internal')
  await page.getByRole('radio', { name: 'Julkinen' }).click()

  await practice.ask('settings.update', { onlineBooking: { inUse: true, provider: 'Varaamo Esimerkki' } })
  await expect(page.getByRole('heading', { name: 'Muuttunut version 1 jälkeen' })).toBeVisible()
  await expect(page.getByRole('button', { name: /Tulosta versio 2/ })).toBeVisible()
  await practice.checkScreen('register-description-drift')
  await page.getByRole('button', { name: /Avaa asetuksissa.*Varaamo Esimerkki/ }).click()
  await expect(page.getByRole('heading', { name: 'Asetukset' })).toBeVisible()
  await page
    .getByRole('navigation', { name: 'Paikat' })
    .getByRole('button', { name: /Tietosuoja/ })
    .click()
  await page.getByRole('button', { name: 'Lue versio 1' }).click()
  await expect(page.getByRole('dialog').getByRole('heading', { name: /Rekisterinpitäjä/ })).toBeVisible()
  await practice.checkScreen('register-description-version')
  await page.getByRole('dialog').getByRole('button', { name: 'Sulje' }).click()
})
