// The words of the record: phrases, templates and codes that a note is written with; what is printed of it, and to whom it was given.
import { execFileSync } from 'node:child_process'
import { copyFileSync, readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import type { Locator, Page } from '@playwright/test'
import { aClient } from '../fixtures/a-client.ts'
import { createVault, expect, test } from './fixture.ts'
import type { Plan } from './support/plan.ts'
import type { Practice } from './support/practice.ts'
import { openClient, signNote } from './support/record.ts'

const hetu = aClient().withHetu('1984-02-03', '-', 914).fields().hetu!
const assistantPassphrase = 'ahven nukkuu kaislan juurella'
const plan: Plan = [
  createVault('Maija Mallikas'),
  { method: 'clients.create', input: { lastName: 'Keksitty', firstName: 'Kaisa', hetu, language: 'sv' } },
  { method: 'users.create', input: { name: 'Aada Avustaja', role: 'assistant' }, secrets: { newPassphrase: assistantPassphrase } },
  { method: 'phrases.save', input: { abbreviation: 'mobr', text: 'Rintarangan mobilisaatio selinmakuulla.\nEi jälkiarkuutta.' } },
]
test.use({ plan: ({}, use) => use(plan) })

const idOf = async (practice: Practice): Promise<string> =>
  (await practice.ask<{ clients: { id: string }[] }>('clients.search', { text: 'keksitty' })).clients[0]!.id
const field = (page: Page, name: string): Locator => page.getByRole('textbox', { name, exact: true })
async function settings(page: Page, section: string): Promise<void> {
  await expect(page.getByRole('navigation', { name: 'Paikat' })).toBeVisible() // the keys work once the frame is there
  await page.keyboard.press('Control+9')
  await page.getByRole('navigation', { name: 'Asetusten osat' }).getByRole('button', { name: section, exact: true }).click()
  await expect(page.getByRole('heading', { name: section, exact: true })).toBeVisible()
}
const caretOf = (area: Locator): Promise<number> => area.evaluate((element) => (element as HTMLTextAreaElement).selectionStart)
const textOf = (file: string): string => execFileSync('pdftotext', ['-layout', file, '-'], { encoding: 'utf8' })

test('her own phrases, templates and codes are made in the settings', async ({ practice }) => {
  await practice.unlock()
  const { page } = practice
  await settings(page, 'Fraasit')
  await page.getByRole('button', { name: 'Lisää fraasi' }).click()
  await field(page, 'Lyhenne').fill('oma lyhenne')
  await field(page, 'Teksti').fill('Mobilisaatio L4–L5, aste III. Ei jälkiarkuutta.')
  await page.keyboard.press('Control+Enter')
  await expect(page.getByText('Lyhenteessä voi olla 1–20 kirjainta, numeroa tai yhdysmerkkiä.').first()).toBeVisible()
  await field(page, 'Lyhenne').fill(';mob')
  await page.keyboard.press('Control+Enter')
  const phrases = page.getByRole('list', { name: 'Fraasit' })
  await expect(phrases.getByText('Mobilisaatio L4–L5')).toBeVisible()
  const { phrases: shipped } = await practice.ask<{ phrases: { abbreviation: string; shipped: boolean }[] }>('phrases.list')
  const hidden = shipped.find((each) => each.shipped)!.abbreviation
  await page.getByRole('button', { name: `Poista: ;${hidden}`, exact: true }).click()
  await expect(page.getByRole('list', { name: 'Poistetut ohjelman fraasit' }).getByText(`;${hidden}`, { exact: true })).toBeVisible()
  await practice.checkScreen('settings-phrases')
  await page.getByRole('button', { name: `Palauta ;${hidden}`, exact: true }).click()
  await expect(page.getByRole('list', { name: 'Poistetut ohjelman fraasit' })).toHaveCount(0)

  await settings(page, 'Kirjaamispohjat')
  await page.getByRole('button', { name: 'Kopioi omaksi: Seurantakäynti' }).click()
  await field(page, 'Nimi').fill('Oma seuranta')
  await page.getByRole('button', { name: /^Siirrä ylös: Hoito/ }).click()
  await page.getByRole('button', { name: 'Lisää tarkistuslista' }).click()
  await field(page, 'Tarkistuslistan nimi').last().fill('Turvallisuus')
  await field(page, 'Kohta 1').last().fill('Huimaus')
  await practice.checkScreen('settings-template')
  await page.keyboard.press('Control+Enter')
  const own = page.getByRole('list', { name: 'Omat pohjat' })
  await expect(own.getByText('Oma seuranta')).toBeVisible()
  await page.getByRole('button', { name: 'Arkistoi: Oma seuranta' }).click()
  await expect(page.getByRole('list', { name: 'Arkistoidut pohjat' }).getByText('Oma seuranta')).toBeVisible()
  await page.getByRole('button', { name: 'Kumoa' }).last().click()
  await expect(own.getByText('Oma seuranta')).toBeVisible()

  await settings(page, 'Koodit')
  await expect(page.getByText('Luettelo on tyhjä.', { exact: false })).toBeVisible()
  const file = path.join(practice.folder, 'koodit.csv')
  writeFileSync(file, 'koodi;nimi;laji\nM54.5;Lannerangan kipu;diagnoosi\nM75.1;Kiertäjäkalvosinoireyhtymä;\n;Nimetön;\nX1;Outo;muu\n')
  await practice.willChoose(file)
  await page.getByRole('button', { name: 'Tuo CSV-tiedostosta' }).click()
  await page.getByRole('textbox', { name: /^Luokitus/ }).fill('ICD-10')
  await page.getByRole('button', { name: 'Valitse tiedosto' }).click()
  await expect(page.getByText('Uusia 2, muuttuvia 0, ennallaan 0, hylättyjä rivejä 2.')).toBeVisible()
  await expect(page.getByRole('row', { name: /4.*Koodi tai nimi puuttuu/ })).toBeVisible()
  await practice.checkScreen('settings-codes-import')
  await page.getByRole('button', { name: 'Tuo 2 koodia' }).click()
  await page.getByRole('button', { name: 'Lisää koodi' }).click()
  await page
    .getByRole('button', { name: /Diagnoosi.*Laji|Laji.*Diagnoosi/ })
    .first()
    .click()
  await page.getByRole('option', { name: 'Toimenpide' }).click()
  await field(page, 'Luokitus').fill('oma')
  await field(page, 'Koodi').fill('OMT')
  await field(page, 'Nimi').fill('Manuaalinen hoito')
  await page.keyboard.press('Control+Enter')
  const codes = page.getByRole('list', { name: 'Koodit' })
  await expect(codes.getByText('OMT Manuaalinen hoito')).toBeVisible()
  await page.getByRole('searchbox', { name: 'Hae koodeista' }).fill('kiertäjä')
  await expect(codes.getByRole('listitem')).toHaveCount(1)
  await practice.checkScreen('settings-codes')
})

test('a note is written with phrases and codes, and shows what was copied', async ({ practice }) => {
  await practice.unlock()
  const { page } = practice
  const clientId = await idOf(practice)
  const start = '2026-01-05T10:00:00Z'
  const { id: earlier } = await practice.ask<{ id: string }>('visits.start', { clientId, start })
  const { entryId } = await practice.ask<{ entryId: string }>('treatment.saveDraft', {
    visitId: earlier,
    sections: { status: 'Rakon ja suolen toiminta normaali.' },
  })
  await practice.ask('treatment.sign', { entryId })
  await practice.ask('phrases.save', { abbreviation: 'mob', text: 'Mobilisaatio L4–L5, aste III. Ei jälkiarkuutta.' })
  await practice.ask('codes.add', { kind: 'diagnosis', system: 'ICD-10', code: 'M54.5', name: 'Lannerangan kipu' })
  await practice.ask('codes.add', { kind: 'diagnosis', system: 'ICD-10', code: 'M75.1', name: 'Kiertäjäkalvosinoireyhtymä' })
  await practice.ask('codes.add', { kind: 'procedure', system: 'oma', code: 'OMT', name: 'Manuaalinen hoito' })

  await openClient(page)
  await page.getByRole('button', { name: /Kirjaa käynti/ }).click()
  const plainField = field(page, 'Hoito')
  await plainField.pressSequentially('Selkä ;mob')
  const list = page.getByRole('listbox', { name: 'Fraasit' })
  await expect(list.getByRole('option')).toHaveCount(2)
  await expect(list.getByRole('option', { selected: true })).toContainText(';mob')
  await expect(plainField).toHaveAttribute('aria-activedescendant', /.+/)
  await practice.checkScreen('note-phrases')
  await page.keyboard.press('Tab')
  const first = 'Selkä Mobilisaatio L4–L5, aste III. Ei jälkiarkuutta.'
  await expect(plainField).toHaveValue(first)
  await expect(plainField).toBeFocused()
  expect(await caretOf(plainField)).toBe(first.length)
  // One step of the field's own undo, and forward again.
  await page.keyboard.press('Control+z')
  await expect(plainField).toHaveValue('Selkä ;mob')
  await page.keyboard.press('Control+Shift+z')
  await expect(plainField).toHaveValue(first)
  // In the middle of the text, the second of the list, with a line break in it.
  await page.keyboard.press('Home')
  await plainField.pressSequentially(';mob')
  await expect(list).toHaveCount(0) // written on behind: part of a word
  for (let step = 0; step < 4; step++) await page.keyboard.press('Backspace')
  await page.keyboard.type(' ')
  await page.keyboard.press('Home')
  await page.keyboard.type(';mob')
  await page.keyboard.press('ArrowDown')
  await page.keyboard.press('Enter')
  const second = 'Rintarangan mobilisaatio selinmakuulla.\nEi jälkiarkuutta.'
  await expect(plainField).toHaveValue(`${second} ${first}`)
  expect(await caretOf(plainField)).toBe(second.length)
  await page.keyboard.press('Control+z')
  await expect(plainField).toHaveValue(`;mob ${first}`)
  await page.keyboard.press('Control+Shift+z')
  // Esc goes on writing and Enter is a line break then; a bare semicolon takes no Enter either; the pointer chooses as well.
  await plainField.fill('')
  await plainField.pressSequentially(';mob')
  await page.keyboard.press('Escape')
  await expect(list).toHaveCount(0)
  await expect(plainField).toBeFocused()
  await page.keyboard.type('r')
  await expect(list).toHaveCount(0)
  await page.keyboard.press('Enter')
  await page.keyboard.type(';')
  await expect(list).toBeVisible()
  await page.keyboard.press('Enter')
  await expect(plainField).toHaveValue(';mobr\n;\n')
  await page.keyboard.type(';mobr')
  await list.getByRole('option', { name: /;mobr/ }).click()
  await expect(plainField).toHaveValue(`;mobr\n;\n${second}`)
  await expect
    .poll(
      async () =>
        (await practice.ask<{ entries: { sections: Record<string, string> }[] }>('treatment.list', { clientId })).entries[0]?.sections[
          'treatment'
        ],
    )
    .toBe(`;mobr\n;\n${second}`)

  // While a character is being composed nothing is offered, and Enter belongs to the composition.
  await plainField.fill('')
  await plainField.evaluate((element) => {
    const area = element as HTMLTextAreaElement
    Object.getOwnPropertyDescriptor(HTMLTextAreaElement.prototype, 'value')!.set!.call(area, ';mob')
    area.setSelectionRange(4, 4)
    area.dispatchEvent(new InputEvent('input', { bubbles: true, isComposing: true, data: 'b', inputType: 'insertCompositionText' }))
  })
  await expect(list).toHaveCount(0)
  await plainField.evaluate((element) => element.dispatchEvent(new CompositionEvent('compositionend', { bubbles: true, data: 'b' })))
  await expect(list).toBeVisible()
  await plainField.evaluate((element) =>
    element.dispatchEvent(new KeyboardEvent('keydown', { key: 'Enter', bubbles: true, cancelable: true, isComposing: true })),
  )
  await expect(plainField).toHaveValue(';mob')

  // A selection becomes a phrase.
  await plainField.fill('Hyvä vaste hoitoon.')
  await plainField.selectText()
  await page.getByRole('button', { name: 'Lisää toimintoja' }).click()
  await page.getByRole('menuitem', { name: 'Tallenna valittu teksti fraasiksi' }).click()
  const dialog = page.getByRole('dialog', { name: 'Tallenna fraasiksi' })
  await expect(dialog.getByRole('textbox', { name: 'Teksti' })).toHaveValue('Hyvä vaste hoitoon.')
  await dialog.getByRole('textbox', { name: 'Lyhenne' }).fill('mob')
  await expect(dialog.getByText(/on jo fraasi/)).toBeVisible()
  await practice.checkScreen('note-save-phrase')
  await dialog.getByRole('textbox', { name: 'Lyhenne' }).fill('vaste')
  await dialog.getByRole('button', { name: /^Tallenna/ }).click()
  await expect(dialog).toHaveCount(0)
  await field(page, 'Suunnitelma').pressSequentially(';vas')
  await page.keyboard.press('Tab')
  await expect(field(page, 'Suunnitelma')).toHaveValue('Hyvä vaste hoitoon.')

  // What is copied has its mark until it is changed.
  await page.getByRole('button', { name: 'Kopioi luonnokseen: Nykytila' }).click()
  const mark = page.locator('.copied-mark')
  await expect(mark).toHaveText('Rakon ja suolen toiminta normaali.')
  await practice.checkScreen('note-copied')
  await field(page, 'Nykytila').fill('Rakon ja suolen toiminta muuttunut.')
  await expect(mark).toHaveCount(0)

  await page.getByRole('combobox', { name: /Diagnoosit/ }).fill('lanne')
  await page.getByRole('option', { name: /M54.5 Lannerangan kipu/ }).click()
  await page.getByRole('combobox', { name: /Toimenpiteet/ }).fill('omt')
  await page.getByRole('option', { name: /OMT/ }).click()
  await expect(page.getByRole('combobox', { name: /Toimenpiteet/ })).toHaveValue('')
  await practice.checkScreen('note-codes')
  await page.getByRole('button', { name: 'Poista koodi OMT Manuaalinen hoito' }).click()
  await signNote(page)
  await expect(page.getByText('M54.5 Lannerangan kipu')).toBeVisible()
  // The list changes, the signed note does not; a correction may add a code.
  const { codes: found } = await practice.ask<{ codes: { id: string }[] }>('codes.search', { text: 'M54.5' })
  await practice.ask('codes.add', { kind: 'diagnosis', system: 'ICD-10', code: 'M54.5', name: 'Uusi nimi' })
  await practice.ask('codes.retire', { id: found[0]!.id })
  await page.getByRole('button', { name: /^Korjaa/ }).click()
  await page.getByRole('combobox', { name: /Diagnoosit/ }).fill('M75')
  await page.getByRole('option', { name: /M75.1/ }).click()
  await field(page, 'Korjauksen syy').fill('Diagnoosi puuttui')
  await page.keyboard.press('Control+Enter')
  await expect(page.getByText('M54.5 Lannerangan kipu, M75.1 Kiertäjäkalvosinoireyhtymä').first()).toBeVisible()
})

test('a note and a record are printed in the client’s language, disclosures are kept, a visit begun by mistake is taken back', async ({
  practice,
}) => {
  await practice.unlock()
  const { page } = practice
  const clientId = await idOf(practice)
  const { id: visitId } = await practice.ask<{ id: string }>('visits.start', { clientId })
  const { entryId } = await practice.ask<{ entryId: string }>('treatment.saveDraft', { visitId, sections: { reason: 'Ryggen värker.' } })
  await practice.ask('treatment.sign', { entryId })
  await practice.ask('treatment.amend', { entryId, sections: { reason: 'Nacken värker.' }, reason: 'Fel ställe' })

  await openClient(page)
  // Disclosures: recorded, listed, never rewritten.
  await page.getByRole('radio', { name: 'Luovutukset' }).click()
  await expect(page.getByText('Luovutuksia ei ole kirjattu.')).toBeVisible()
  await page.getByRole('button', { name: 'Kirjaa luovutus' }).click()
  const dialog = page.getByRole('dialog', { name: 'Kirjaa luovutus' })
  await page.keyboard.press('Control+Enter')
  await expect(dialog.getByRole('textbox', { name: 'Kenelle' })).toBeFocused()
  await dialog.getByRole('textbox', { name: 'Kenelle' }).fill('Vakuutusyhtiö Esimerkki')
  await dialog.getByRole('textbox', { name: 'Mitä tietoja' }).fill('Lausunto')
  await dialog.getByRole('textbox', { name: 'Mihin tarkoitukseen' }).fill('Korvauksen hakeminen')
  await dialog.getByRole('textbox', { name: 'Peruste sanoin' }).fill('Kirjallinen lupa 20.11.2026')
  await practice.checkScreen('disclosure-dialog')
  await page.keyboard.press('Control+Enter')
  const given = page.getByRole('list', { name: 'Luovutukset' })
  await expect(given.getByText('Vakuutusyhtiö Esimerkki')).toBeVisible()
  await given.getByRole('button', { name: 'Kirjaa oikaisu: Vakuutusyhtiö Esimerkki' }).click()
  const correction = page.getByRole('dialog', { name: 'Kirjaa oikaisu' })
  await expect(correction.getByRole('textbox', { name: 'Mitä tietoja' })).toHaveValue(/^Oikaisee .*Vakuutusyhtiö Esimerkki/)
  await correction.getByRole('button', { name: 'Kirjaa', exact: false }).last().click()
  await expect(given.getByRole('listitem')).toHaveCount(2)
  await practice.checkScreen('disclosures')
  await page.getByRole('radio', { name: 'Kaikki' }).click()
  await expect(page.getByRole('list', { name: 'Tapahtumat' }).getByText('Tietoja luovutettu')).toHaveCount(2)

  // The log extract: two years and the client's language without asking, disclosures among the rest.
  await page.getByRole('button', { name: 'Lisää toimintoja' }).click()
  await page.getByRole('menuitem', { name: /Lokiote/ }).click()
  const extract = page.getByRole('dialog', { name: /Lokiote/ })
  const csv = path.join(practice.folder, 'ote.csv')
  await practice.willSaveTo(csv)
  await extract.getByRole('radio', { name: /CSV/ }).check({ force: true })
  await extract.getByRole('button', { name: /^Tallenna/ }).click()
  await expect(extract).toHaveCount(0)
  expect(readFileSync(csv, 'utf8')).toContain('Vakuutusyhtiö Esimerkki')
  expect(readFileSync(csv, 'utf8')).toContain('Mottagare')

  // The whole record with the log extract, in Swedish by itself; then in Finnish.
  await page.keyboard.press('Control+p')
  const print = page.getByRole('dialog', { name: 'Tulosta tai tallenna PDF' })
  await expect(print.getByRole('button', { name: /Kieli.*ruotsi|ruotsi.*Kieli/ })).toBeVisible()
  await expect(print.getByRole('img').first()).toBeVisible()
  await print.getByText('Liitä lokiote').click()
  await expect(print.getByText(/Sivu 1 \/ [2-9]|1\/[2-9]/).first()).toBeVisible()
  await practice.checkScreen('print-record')
  const pdf = path.join(practice.folder, 'kertomus.pdf')
  await practice.willSaveTo(pdf)
  await print.getByRole('button', { name: 'Tallenna PDF' }).click()
  await expect(print).toHaveCount(0)
  if (process.env['KEEP_PRINT']) copyFileSync(pdf, process.env['KEEP_PRINT'])
  const record = textOf(pdf)
  for (const words of ['Patientjournal', 'Nacken värker.', 'Ryggen värker.', 'Loggutdrag', 'Vakuutusyhtiö']) expect(record).toContain(words)

  // One note: its newest version, and the earlier one when asked for.
  await page.getByRole('list', { name: 'Tapahtumat' }).getByRole('button', { name: 'Hoitomerkintä' }).click()
  await page.getByRole('button', { name: 'Lisää toimintoja' }).click()
  await page.getByRole('menuitem', { name: 'Tulosta tai tallenna PDF' }).click()
  await expect(print.getByRole('radio', { name: 'Tämä merkintä' })).toBeChecked()
  await expect(print.getByRole('img').first()).toBeVisible()
  await print.getByRole('button', { name: /Kieli/ }).click()
  await page.getByRole('option', { name: 'suomi' }).click()
  await practice.checkScreen('print-entry')
  const one = path.join(practice.folder, 'merkinta.pdf')
  await practice.willSaveTo(one)
  await print.getByRole('button', { name: 'Tallenna PDF' }).click()
  await expect(print).toHaveCount(0)
  expect(textOf(one)).toContain('Hoitomerkintä')
  expect(textOf(one)).not.toContain('Ryggen')
  const { entries: log } = await practice.ask<{ entries: { kind: string; method: string }[] }>('audit.list', { clientId, kind: 'print' })
  expect(log.map(({ method }) => method)).toEqual(['treatment.print', 'treatment.print'])
  await page.getByRole('button', { name: 'Takaisin' }).click()

  // A walk-in begun by mistake goes, with what was typed, and comes back with it.
  const visits = async () => (await practice.ask<{ visits: unknown[] }>('visits.list', { clientId })).visits.length
  await page.getByRole('button', { name: /Kirjaa käynti/ }).click()
  await field(page, 'Tulosyy').fill('Väärä asiakas')
  await expect(page.getByText(/Tallennettu klo/)).toBeVisible()
  await page.getByRole('button', { name: 'Lisää toimintoja' }).click()
  await page.getByRole('menuitem', { name: 'Poista käynti' }).click()
  await expect(page.getByText('Käynti poistettiin')).toBeVisible()
  expect(await visits()).toBe(1)
  await page.getByRole('button', { name: 'Kumoa' }).last().click()
  await expect.poll(visits).toBe(2)
  await expect(page.getByRole('list', { name: 'Tapahtumat' }).getByText('Luonnos')).toBeVisible()
  await page.getByRole('list', { name: 'Tapahtumat' }).getByRole('button', { name: 'Hoitomerkintä' }).first().click()
  await expect(field(page, 'Tulosyy')).toHaveValue('Väärä asiakas')
  await page.getByRole('button', { name: 'Lisää toimintoja' }).click()
  await page.getByRole('menuitem', { name: 'Poista käynti' }).click()
  await expect.poll(visits).toBe(1)

  // The assistant takes back what she recorded, and sees no words, codes or disclosures.
  await practice.lock()
  await page.getByRole('button', { name: 'Vaihda käyttäjä' }).click()
  await page.getByRole('menuitem', { name: 'Aada Avustaja' }).click()
  await page.getByLabel('Salalause, Aada Avustaja').fill(assistantPassphrase)
  await page.keyboard.press('Enter')
  await openClient(page)
  await expect(page.getByRole('radio', { name: 'Luovutukset' })).toHaveCount(0)
  await page.getByRole('button', { name: 'Lisää toimintoja' }).click()
  await expect(page.getByRole('menuitem', { name: /Tulosta/ })).toHaveCount(0)
  await page.keyboard.press('Escape')
  await page.getByRole('button', { name: /Kirjaa käynti/ }).click()
  await expect(page.getByText(/Käynti kirjattiin klo/)).toBeVisible()
  await page.getByRole('button', { name: 'Kumoa' }).last().click()
  await expect.poll(visits).toBe(1)
  await page.keyboard.press('Control+9')
  await expect(page.getByRole('navigation', { name: 'Asetusten osat' }).getByRole('button', { name: 'Koodit' })).toHaveCount(0)
})
