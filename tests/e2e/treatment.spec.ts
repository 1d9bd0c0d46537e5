// A visit and its note as she writes it: begun from the client, kept as it is typed, signed, corrected and voided with a reason.
import type { Locator, Page } from '@playwright/test'
import { aClient } from '../fixtures/a-client.ts'
import { createVault, expect, test, testPassphrase } from './fixture.ts'
import type { Practice } from './support/practice.ts'
import type { Plan } from './support/plan.ts'
import { answerSign, openClient, signQuestion } from './support/record.ts'

const hetu = aClient().withHetu('1984-02-03', '-', 914).fields().hetu!
const assistantPassphrase = 'ahven nukkuu kaislan juurella'
const plan: Plan = [
  createVault('Maija Mallikas'),
  { method: 'clients.create', input: { lastName: 'Keksitty', firstName: 'Kaisa', hetu } },
  { method: 'users.create', input: { name: 'Aada Avustaja', role: 'assistant' }, secrets: { newPassphrase: assistantPassphrase } },
]
// As a function: Playwright takes a plain array whose second element is an object for a value with options.
test.use({ plan: ({}, use) => use(plan) })

interface Draft {
  entryId: string
  visitId: string
  revision: number
  sections: Record<string, string>
}
const idOf = async (practice: Practice): Promise<string> =>
  (await practice.ask<{ clients: { id: string }[] }>('clients.search', { text: 'keksitty' })).clients[0]!.id
const entries = async (practice: Practice, clientId: string): Promise<Draft[]> =>
  (await practice.ask<{ entries: Draft[] }>('treatment.list', { clientId })).entries
/** A signed note of a visit long ago: no visit or booking is in sight any more. */
async function signedLongAgo(practice: Practice, clientId: string): Promise<void> {
  const start = '2024-03-05T10:00:00Z'
  const visit = await practice.ask<{ id: string }>('visits.start', { clientId, start })
  await practice.ask('visits.end', { id: visit.id, end: '2024-03-05T11:00:00Z' })
  const draft = await practice.ask<{ entryId: string }>('treatment.saveDraft', {
    visitId: visit.id,
    sections: { reason: 'Niska jumissa.', treatment: 'Pehmytkudoskäsittely.' },
  })
  await practice.ask('treatment.sign', { entryId: draft.entryId })
}
/** The newest note's draft saved by another window, which has read it. */
async function saveElsewhere(practice: Practice, clientId: string, reason: string): Promise<void> {
  const { visitId, entryId, revision } = (await entries(practice, clientId))[0]!
  await practice.ask('treatment.saveDraft', { visitId, entryId, revision, sections: { reason } })
}
const timeline = (page: Page): Locator => page.getByRole('list', { name: 'Tapahtumat' })
const field = (page: Page, name: string): Locator => page.getByRole('textbox', { name, exact: true })
async function open(page: Page, passphrase: string, name: string): Promise<void> {
  await page.getByLabel(`Salalause, ${name}`).fill(passphrase)
  await page.keyboard.press('Enter')
}

test('a walk-in is written, outlives a lock and a power cut, and is signed, corrected and voided', async ({ practice }) => {
  await practice.unlock()
  const { page } = practice
  const clientId = await idOf(practice)
  await signedLongAgo(practice, clientId)
  await practice.ask('alerts.add', { clientId, kind: 'anticoagulation', text: 'apiksabaani' })
  await openClient(page)
  await page.getByRole('button', { name: /Kirjaa käynti/ }).click()
  await expect(page.getByRole('heading', { name: 'Kaisa Keksitty' })).toBeVisible()
  await expect(page.getByRole('region', { name: 'Riskitiedot' })).toContainText('Verenohennuslääkitys: apiksabaani')
  await expect(page.getByRole('region', { name: 'Aiemmat merkinnät' })).toContainText('Niska jumissa.')
  await expect(page.getByRole('button', { name: /Seurantakäynti.*Pohja|Pohja.*Seurantakäynti/ })).toBeVisible()
  await expect(field(page, 'Tulosyy')).toBeFocused()

  // Signing an empty note says what is missing, and signs nothing.
  await page.keyboard.press('Control+Enter')
  await expect(page.getByRole('alert')).toContainText('Merkintää ei allekirjoitettu')
  await expect(page.getByRole('list', { name: 'Ennen allekirjoitusta' })).toContainText('Kirjoita tekstiä vähintään yhteen otsikkoon.')

  await page.getByRole('button', { name: /Pohja/ }).click()
  await page.getByRole('option', { name: 'Ensikäynti' }).click()
  await page
    .getByRole('group', { name: 'Aiempi syöpä' })
    .or(page.getByRole('radiogroup', { name: 'Aiempi syöpä' }))
    .getByText('Ei', { exact: true })
    .click()
  await page.getByRole('button', { name: 'Kopioi luonnokseen: Hoito' }).click()
  await expect(field(page, 'Hoito')).toHaveValue('Pehmytkudoskäsittely.')
  await field(page, 'Tulosyy').pressSequentially('Alaselkä kipeä')
  await expect.poll(async () => (await entries(practice, clientId))[0]?.sections['reason'], { timeout: 1500 }).toBe('Alaselkä kipeä')
  await expect(page.getByText(/Tallennettu klo \d+\.\d\d/)).toBeVisible()
  await practice.checkScreen('note-draft')

  // Locked in the middle of a word: nothing of it is lost, and the caret stands where it stood.
  await field(page, 'Tulosyy').press('Home')
  await field(page, 'Tulosyy').pressSequentially('Oikea ')
  await practice.lock()
  await expect(page.getByText('Alaselkä')).toHaveCount(0)
  await open(page, testPassphrase, 'Maija Mallikas')
  await page
    .getByRole('main')
    .getByRole('button', { name: /Kaisa Keksitty/ })
    .click()
  await expect(field(page, 'Tulosyy')).toHaveValue('Oikea Alaselkä kipeä')
  await expect(field(page, 'Tulosyy')).toBeFocused()
  expect(await field(page, 'Tulosyy').evaluate((element) => (element as HTMLTextAreaElement).selectionStart)).toBe('Oikea '.length)
  await page.keyboard.type('alas ')
  await page.waitForTimeout(1000) // the longest that typing may wait before it is written
  await practice.kill()
  await practice.launch()

  const after = practice.page
  await open(after, testPassphrase, 'Maija Mallikas')
  await after
    .getByRole('main')
    .getByRole('button', { name: /Kaisa Keksitty/ })
    .click()
  await expect(field(after, 'Tulosyy')).toHaveValue('Oikea alas Alaselkä kipeä')

  // The visit is ended where the list says that it is open, and the note is signed.
  await after.getByRole('region', { name: 'Ennen allekirjoitusta' }).getByRole('button', { name: 'Näytä kaikki' }).click()
  const missing = after.getByRole('list', { name: 'Ennen allekirjoitusta' })
  await missing.getByRole('button', { name: 'Päätä käynti' }).click()
  await expect(missing.getByText('Käynti ei ole vielä päättynyt.')).toHaveCount(0)
  await after.getByRole('button', { name: /^Allekirjoita/ }).click()
  await expect(signQuestion(after)).toBeVisible()
  await practice.checkScreen('note-sign')
  await answerSign(after)
  await expect(after.getByText(/Allekirjoittanut Maija Mallikas, osteopaatti/)).toBeVisible()
  await expect(field(after, 'Tulosyy')).toHaveCount(0)
  await practice.checkScreen('note-signed')

  // A correction asks for its reason; the original stays readable.
  await after.getByRole('button', { name: /^Korjaa/ }).click()
  await field(after, 'Tulosyy').fill('Vasen alaselkä kipeä')
  await after.keyboard.press('Control+Enter')
  await expect(field(after, 'Korjauksen syy')).toBeFocused()
  await field(after, 'Korjauksen syy').fill('Puoli oli väärin')
  await practice.checkScreen('note-amend')
  await after.keyboard.press('Control+Enter')
  await expect(after.getByText('Syy: Puoli oli väärin')).toBeVisible()
  await expect(after.getByText('Vasen alaselkä kipeä')).toBeVisible()
  await after.getByRole('button', { name: /Versio/ }).click()
  await after.getByRole('option', { name: /Versio 1: Allekirjoitettu/ }).click()
  await expect(after.getByText('Oikea alas Alaselkä kipeä')).toBeVisible()
  await expect(after.getByText('Tämä on aiempi versio.')).toBeVisible()

  await after.getByRole('button', { name: 'Lisää toimintoja' }).click()
  await after.getByRole('menuitem', { name: 'Mitätöi merkintä' }).click()
  const dialog = after.getByRole('dialog', { name: 'Mitätöi merkintä' })
  await dialog.getByRole('button', { name: 'Mitätöi', exact: true }).click()
  await expect(dialog.getByText('Täytä tämä kohta.').first()).toBeVisible()
  await practice.checkScreen('note-void')
  await dialog.getByRole('textbox', { name: 'Mitätöinnin syy' }).fill('Väärä asiakas')
  await dialog.getByRole('button', { name: 'Mitätöi', exact: true }).click()
  await expect(after.getByText('Merkintä on mitätöity. Teksti jää luettavaksi.')).toBeVisible()
  await expect(after.getByText('Vasen alaselkä kipeä')).toBeVisible()

  // One more note of the same visit, of another kind.
  await after.getByRole('button', { name: 'Lisää toimintoja' }).click()
  await after.getByRole('menuitem', { name: 'Uusi merkintä tästä käynnistä' }).click()
  await field(after, 'Tulosyy').fill('Muista kysyä unesta')
  await after.getByRole('button', { name: /Merkinnän laji/ }).click()
  await after.getByRole('option', { name: 'Oma muistiinpano' }).click()
  await expect(after.getByText('Omaa muistiinpanoa ei viedä Kantaan. Sen näkevät vain kirjoittaja ja omistaja.')).toBeVisible()
  await expect(after.getByText(/Luonnos\. Tallennettu klo/)).toBeVisible()
  await expect
    .poll(async () => {
      const { entries } = await practice.ask<{ entries: { kind: string; state: string; visitId: string }[] }>('treatment.list', {
        clientId,
      })
      const [visitId] = entries.map((entry) => entry.visitId)
      return entries.filter((entry) => entry.visitId === visitId).map(({ kind, state }) => `${kind} ${state}`)
    })
    .toEqual(expect.arrayContaining(['visit voided', 'privateNote draft']))
  await expect(after.getByRole('button', { name: /^Korjaa/ })).toHaveCount(0)
})

test('an old record asks for a purpose; a booking of today becomes a visit; the assistant sees no word of it', async ({ practice }) => {
  await practice.unlock()
  const { page } = practice
  const clientId = await idOf(practice)
  await signedLongAgo(practice, clientId)
  await openClient(page)
  await timeline(page).getByRole('button', { name: 'Hoitomerkintä' }).click()
  await expect(page.getByRole('heading', { name: 'Miksi avaat potilaskertomuksen?' })).toBeVisible()
  await expect(page.getByText('Niska jumissa.')).toHaveCount(0)
  await page.getByRole('button', { name: /Avaa kertomus/ }).click()
  await expect(page.getByText('Valitse käyttötarkoitus.')).toBeVisible()
  await practice.checkScreen('note-purpose')
  await page.getByRole('radio', { name: 'Asiakkaan pyyntö' }).check({ force: true })
  await page.getByRole('button', { name: /Avaa kertomus/ }).click()
  await expect(page.getByText('Niska jumissa.')).toBeVisible()

  const service = await practice.ask<{ id: string }>('services.create', {
    name: 'Osteopatia 60 min',
    durationMinutes: 60,
    priceCents: 7500,
  })
  // At noon UTC it is the same day in Finland.
  const start = `${new Date().toISOString().slice(0, 10)}T12:00:00Z`
  await practice.ask('appointments.create', { clientId, serviceId: service.id, start })
  await page.getByRole('button', { name: 'Takaisin' }).click()
  await page.getByRole('button', { name: /Kirjaa käynti/ }).click()
  await page.getByRole('menuitem', { name: /Varaus klo .*Osteopatia 60 min/ }).click()
  await field(page, 'Tulosyy').fill('Seurantakäynti sovitusti')
  await expect(page.getByText(/Tallennettu klo/)).toBeVisible()

  // The same draft saved elsewhere: her own text is kept and she chooses.
  await saveElsewhere(practice, clientId, 'Toisesta ikkunasta')
  await field(page, 'Tulosyy').fill('Oma teksti')
  const alert = page.getByRole('main').getByRole('alert')
  await expect(alert).toContainText('Luonnosta on muutettu toisaalla')
  await practice.checkScreen('note-conflict')
  await page.getByRole('button', { name: 'Tallenna tämä teksti' }).click()
  await expect(alert).toHaveCount(0)
  await expect.poll(async () => (await entries(practice, clientId))[0]?.sections['reason']).toBe('Oma teksti')

  // Locked before she has chosen: hers is a draft of its own then, and neither text is lost.
  await saveElsewhere(practice, clientId, 'Taas toisaalta')
  await field(page, 'Tulosyy').fill('Oma teksti jatkuu')
  await expect(alert).toContainText('Luonnosta on muutettu toisaalla')
  await practice.lock()
  await open(page, testPassphrase, 'Maija Mallikas')
  await expect(page.getByRole('main').getByRole('button', { name: /Kaisa Keksitty/ })).toHaveCount(2)
  const kept = (await entries(practice, clientId)).map(({ sections }) => sections['reason'])
  expect(kept).toEqual(expect.arrayContaining(['Taas toisaalta', 'Oma teksti jatkuu']))

  await practice.lock()
  await page.getByRole('button', { name: 'Vaihda käyttäjä' }).click()
  await page.getByRole('menuitem', { name: 'Aada Avustaja' }).click()
  await open(page, assistantPassphrase, 'Aada Avustaja')
  await openClient(page)
  await expect(timeline(page)).toContainText('Osteopatia 60 min')
  await expect(timeline(page).getByRole('button')).toHaveCount(0)
  await expect(timeline(page)).not.toContainText('Hoitomerkintä')
  await page.getByRole('button', { name: /Kirjaa käynti/ }).click()
  const walkIn = page.getByRole('menuitem', { name: 'Ilman varausta' })
  await walkIn.click()
  await expect(page.getByText(/Käynti kirjattiin klo/)).toBeVisible()
  await expect(page.getByText('Oma teksti')).toHaveCount(0)
  await practice.checkScreen('note-assistant')
})
