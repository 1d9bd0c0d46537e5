// Clients as she meets them: added half, found, corrected, archived, merged, and never overwritten.
import { readFile } from 'node:fs/promises'
import path from 'node:path'
import type { Locator, Page } from '@playwright/test'
import { aClient } from '../fixtures/a-client.ts'
import { createVault, expect, test, testPassphrase } from './fixture.ts'
import type { Plan, PlannedCall } from './support/plan.ts'

const hetu = aClient().withHetu('1984-02-03', '-', 912).fields().hetu!
const create = (input: object): PlannedCall => ({ method: 'clients.create', input })
const row = (page: Page, name: RegExp | string): Locator => page.getByRole('grid', { name: 'Asiakkaat' }).getByRole('row', { name })
/** Opens the list and waits until its keys work. */
async function openClients(page: Page): Promise<void> {
  await place(page, /Asiakkaat/).click()
  await expect(page.getByRole('heading', { name: 'Asiakkaat', level: 1 })).toBeVisible()
}
const place = (page: Page, name: RegExp): Locator => page.getByRole('navigation', { name: 'Paikat' }).getByRole('button', { name })

const plan: Plan = [
  createVault(),
  create({ lastName: 'Keksitty', firstName: 'Kaisa', hetu, phone: '050 000 0127', email: 'kaisa.keksitty@posti.example' }),
  create({ lastName: 'Mäkelä', firstName: 'Åsa', phone: '+358 40 123 4567', address: { city: 'Tampere' } }),
  create({ lastName: 'Makela', firstName: 'Anders' }),
  create({ lastName: 'Esimerkki', firstName: 'Erkki', birthDate: '1950-05-05' }),
  create({ lastName: 'Luulo', firstName: 'Liisa', phone: '050 000 0199', safetyProhibition: true }),
]
// A function, for Playwright reads an array of two as a value with options.
test.use({ plan: ({}, use) => use(plan) })

test('a new client: half filled, locked, brought back, warned of and saved', async ({ practice }) => {
  await practice.unlock()
  const { page } = practice
  await openClients(page)
  await page.keyboard.press('Control+Shift+N')
  await page.getByLabel('Sukunimi').fill('Keksitty')
  await page.getByLabel('Etunimet').fill('Kaisa Maria')
  await page.getByRole('textbox', { name: 'Puhelin' }).pressSequentially('0500000127')
  await practice.lock()
  await expect(page.getByText('Keksitty')).toHaveCount(0)
  await page.getByRole('textbox').first().fill(testPassphrase)
  await page.keyboard.press('Enter')
  await page
    .getByRole('button', { name: /Uusi asiakas/ })
    .first()
    .click()
  await expect(page.getByLabel('Sukunimi')).toHaveValue('Keksitty')
  await expect(page.getByRole('textbox', { name: 'Puhelin' })).toHaveValue('0500000127')
  await expect(page.getByRole('textbox', { name: 'Puhelin' })).toBeFocused()
  await expect(page.getByText(/Kesken jäänyt lomake palautettiin/)).toBeVisible()

  await expect(page.getByRole('heading', { name: 'Onko hän jo asiakas?' })).toBeVisible()
  await expect(page.getByRole('button', { name: 'Avaa asiakas Kaisa Keksitty' })).toBeVisible()

  await page.getByRole('textbox', { name: 'Henkilötunnus' }).fill('030284-999')
  await page.getByRole('textbox', { name: 'Henkilötunnus' }).blur()
  await expect(page.getByText('Henkilötunnus on muotoa 030284-123A.')).toBeVisible()
  const own = aClient().withHetu('1990-06-07', '-', 913).fields().hetu!
  await page.getByRole('textbox', { name: 'Henkilötunnus' }).fill(own)
  await expect(page.getByText('Tunnus on oikein muodostettu')).toBeVisible()
  await expect(page.getByRole('textbox', { name: 'Syntymäaika' })).toHaveValue('7.6.1990')
  await practice.checkScreen('client-form')
  await page.keyboard.press('Control+Enter')
  await expect(page.getByRole('heading', { name: 'Kaisa Maria Keksitty' })).toBeVisible()
  // The end of the code is shown only when asked for.
  await expect(page.getByText(own)).toHaveCount(0)
  await page.getByRole('button', { name: 'Näytä', exact: true }).click()
  await expect(page.getByText(own)).toBeVisible()
  expect(await practice.ask('drafts.get', { form: 'clients.new' })).toEqual({ draft: null })
})

test('search finds by letters as written, phone, e-mail and code; an archived client comes back', async ({ practice }) => {
  await practice.unlock()
  const { page } = practice
  await openClients(page)
  const search = page.getByRole('searchbox', { name: 'Etsi asiakas' })
  await page.keyboard.press('/')
  await expect(search).toBeFocused()
  for (const [text, found, others] of [
    ['mäke', /Mäkelä/, /Makela/],
    ['4567', /Mäkelä/, /Keksitty/],
    ['040 123', /Mäkelä/, /Keksitty/],
    ['kaisa.keks', /Keksitty/, /Mäkelä/],
    [hetu, /Keksitty/, /Mäkelä/],
    ['erk esim', /Esimerkki/, /Keksitty/],
  ] as const) {
    await search.fill(text)
    await expect(row(page, others), text).toHaveCount(0)
    await expect(row(page, found), text).toBeVisible()
  }
  await search.fill('make')
  await expect(row(page, /Mäkelä/)).toBeVisible()
  await expect(row(page, /Makela/)).toBeVisible()
  await search.fill('luulo')
  await expect(row(page, /Turvakielto/)).toContainText('peitetty')

  await search.fill('esimerkki')
  await search.press('Enter')
  await expect(page.getByRole('heading', { name: 'Erkki Esimerkki' })).toBeVisible()
  await page.getByRole('button', { name: 'Lisää toimintoja' }).click()
  await page.getByRole('menuitem', { name: 'Arkistoi asiakas' }).click()
  await expect(page.getByText('Erkki Esimerkki arkistoitiin')).toBeVisible()
  await practice.checkScreen('client-archived')
  await openClients(page)
  await expect(row(page, /Keksitty/)).toBeVisible()
  await expect(row(page, /Esimerkki/)).toHaveCount(0)
  await page.keyboard.press('Control+z')
  await expect(row(page, /Esimerkki/)).toBeVisible()
  await practice.checkScreen('clients')
})

test('two records become one and two again; contact data under a safety prohibition ask for a purpose', async ({ practice }) => {
  await practice.unlock()
  const { page } = practice
  await practice.ask('clients.create', { lastName: 'Keksity', firstName: 'Kaisa', phone: '050 000 0127', occupation: 'kirjastonhoitaja' })
  await openClients(page)
  await row(page, /Keksitty/).click()
  await page.getByRole('button', { name: 'Lisää toimintoja' }).click()
  await page.getByRole('menuitem', { name: 'Yhdistä toiseen asiakkaaseen' }).click()
  const dialog = page.getByRole('dialog', { name: 'Yhdistä toiseen asiakkaaseen' })
  await dialog.getByRole('combobox', { name: 'Toinen asiakas' }).pressSequentially('keksity')
  await page.getByRole('option', { name: /Kaisa Keksity/ }).click()
  await expect(dialog.getByRole('row', { name: /Ammatti/ })).toContainText('kirjastonhoitaja')
  await practice.checkScreen('client-merge')
  await dialog.getByRole('button', { name: 'Yhdistä', exact: true }).click()
  await expect(page.getByText('kirjastonhoitaja')).toBeVisible()
  await page.getByRole('button', { name: /Kumoa/ }).click()
  await expect(page.getByText('kirjastonhoitaja')).toHaveCount(0)
  await openClients(page)
  await expect(row(page, /Keksity /)).toBeVisible()

  await row(page, /Luulo/).click()
  await expect(page.getByText('050 000 0199')).toHaveCount(0)
  await page.getByRole('button', { name: 'Näytä yhteystiedot' }).click()
  await page.getByRole('radio', { name: 'Ajanvaraus' }).check({ force: true })
  await page.getByRole('dialog').getByRole('button', { name: 'Näytä yhteystiedot' }).click()
  await expect(page.getByText('050 000 0199')).toBeVisible()
  await page.getByRole('radio', { name: 'Käyttöloki' }).click()
  await expect(page.getByRole('row', { name: /Katseli.*yhteystiedot.*Ajanvaraus/ }).first()).toBeVisible()
  await practice.checkScreen('client-log')

  // The extract that she may ask for, in her hands as a PDF.
  const extract = path.join(practice.folder, 'lokiote.pdf')
  await practice.willSaveTo(extract)
  await page.getByRole('button', { name: 'Lisää toimintoja' }).click()
  await page.getByRole('menuitem', { name: /Lokiote/ }).click()
  await practice.checkScreen('client-log-extract')
  await page
    .getByRole('dialog')
    .getByRole('button', { name: /Tallenna lokiote/ })
    .click()
  await expect(page.getByText(/Lokiote tallennettu/)).toBeVisible({ timeout: 15_000 })
  expect((await readFile(extract)).toString('latin1', 0, 5)).toBe('%PDF-')
})

test('what somebody else saved meanwhile is shown beside her own text', async ({ practice }) => {
  await practice.unlock()
  const { page } = practice
  await openClients(page)
  await row(page, /Esimerkki/).click()
  await expect(page.getByRole('heading', { name: 'Erkki Esimerkki' })).toBeVisible()
  await page.keyboard.press('e')
  await page.getByRole('textbox', { name: 'Puhelin' }).fill('050 000 0111')
  const { clients } = await practice.ask<{ clients: { id: string }[] }>('clients.search', { text: 'esimerkki' })
  const { revision } = await practice.ask<{ revision: number }>('clients.get', { id: clients[0]!.id })
  await practice.ask('clients.update', { id: clients[0]!.id, revision, phone: '050 000 0222', occupation: 'puuseppä' })
  await page.getByRole('button', { name: /Tallenna/ }).click()
  await expect(page.getByRole('heading', { name: 'Tietoja on muutettu sillä välin' })).toBeVisible()
  await practice.checkScreen('client-conflict')
  await expect(page.getByRole('radio', { name: /050 000 0222/ })).toBeVisible()
  await page.getByRole('button', { name: 'Tallenna valitut' }).click()
  await expect(page.getByText('050 000 0111')).toBeVisible()
  expect(await practice.ask('clients.get', { id: clients[0]!.id })).toMatchObject({ phone: '050 000 0111', occupation: 'puuseppä' })
})
