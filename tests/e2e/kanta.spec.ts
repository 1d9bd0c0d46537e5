// The way of a signed note to the archive's folder and back: settings, queue, export, answers, corrections, and what each role sees of it.
import { readdir, readFile, rename, writeFile } from 'node:fs/promises'
import path from 'node:path'
import type { Locator, Page } from '@playwright/test'
import { aClient } from '../fixtures/a-client.ts'
import { createVault, expect, test } from './fixture.ts'
import type { Plan } from './support/plan.ts'
import type { Practice } from './support/practice.ts'
import { signNote } from './support/record.ts'

const assistantPassphrase = 'ahven nukkuu kaislan juurella'
const hetu = (last: number): string =>
  aClient()
    .withHetu('1984-02-03', '-', 900 + last)
    .fields().hetu!
const plan: Plan = [
  createVault('Maija Mallikas'),
  {
    method: 'settings.update',
    input: { practice: { name: 'Osteopatia Esimerkki', businessId: '1234567-1' }, patientRecord: { location: 'paper' } },
  },
  { method: 'clients.create', input: { lastName: 'Keksitty', firstName: 'Kaisa', hetu: hetu(14), sex: 'female' } },
  { method: 'clients.create', input: { lastName: 'Esimerkki', firstName: 'Erkki', hetu: hetu(15), sex: 'male' } },
  { method: 'users.create', input: { name: 'Aada Avustaja', role: 'assistant' }, secrets: { newPassphrase: assistantPassphrase } },
]
// As a function: Playwright takes a plain array whose second element is an object for a value with options.
test.use({ plan: ({}, use) => use(plan) })

interface QueueRow {
  entryId: string
  state: string
  documentId?: string
}
const clientIdOf = async (practice: Practice, name: string): Promise<string> =>
  (await practice.ask<{ clients: { id: string }[] }>('clients.search', { text: name })).clients[0]!.id
async function signed(practice: Practice, name: string, reason: string): Promise<string> {
  const visit = await practice.ask<{ id: string }>('visits.start', { clientId: await clientIdOf(practice, name) })
  await practice.ask('visits.end', { id: visit.id })
  const draft = await practice.ask<{ entryId: string }>('treatment.saveDraft', {
    visitId: visit.id,
    sections: { reason },
    source: 'patient',
  })
  await practice.ask('treatment.sign', { entryId: draft.entryId })
  return draft.entryId
}
const rowOf = async (practice: Practice, entryId: string): Promise<QueueRow> =>
  (await practice.ask<QueueRow[]>('kanta.queue', { entryId })).at(-1)!
const tab = (page: Page, name: RegExp): Locator =>
  page.getByRole('radiogroup', { name: 'Näytettävät asiakirjat' }).getByRole('radio', { name })
const open = async (page: Page, row: RegExp): Promise<void> => {
  await page.getByRole('grid').getByRole('row', { name: row }).click()
  await expect(page.getByRole('heading', { name: 'Asiakirja', exact: true })).toBeVisible()
}

test('settings on, notes exported, an edited folder, answers, a rejection tried again, withholding and voiding', async ({
  practice,
  page,
}) => {
  test.slow()
  await practice.unlock()
  const kaisa = await signed(practice, 'keksitty', 'Niska jumissa.')
  const erkki = await signed(practice, 'esimerkki', 'Alaselkä kipeä.')
  await page.keyboard.press('Control+4')
  await expect(page.getByRole('heading', { name: 'Kanta-vienti ei ole käytössä' })).toBeVisible()
  await expect(page.getByText(/Siksi 2 allekirjoitettua merkintää pysyy vain täällä/)).toBeVisible()
  await practice.checkScreen('kanta-not-in-use')

  await page.getByRole('button', { name: /^Avaa potilaskertomuksen asetukset/ }).click()
  await page.getByText('Kanta-palveluihin', { exact: true }).click()
  await page.getByRole('button', { name: 'Kanta', exact: true }).click()
  await expect(page.getByText('Täytä liittymisen päivä. Ilman sitä mitään ei viedä.')).toBeVisible()
  await page.getByRole('textbox', { name: 'Kantaan liittymisen päivä' }).fill('1.1.2024')
  await page.getByRole('textbox', { name: /^Organisaation OID/ }).fill('1.2.246.010')
  await page.getByRole('textbox', { name: /^Näkymän tunnus/ }).focus()
  await expect(page.getByText(/Tunnuksen pitää olla OID/)).toBeVisible()
  await page.getByRole('textbox', { name: /^Organisaation OID/ }).fill('1.2.246.10.12345671.10.0')
  await page.getByText('Vie jonoon tavalliseen tapaan').click()
  await expect(page.getByText('Täytä liittymisen päivä. Ilman sitä mitään ei viedä.')).toHaveCount(0)
  await practice.checkScreen('kanta-settings')
  await page.getByRole('button', { name: 'Korjaa koodi: Kertomus ja lomakkeet 2023' }).click()
  const code = page.getByRole('dialog')
  await code.getByRole('button', { name: /^Tallenna/ }).click()
  await expect(code.getByText('Kerro, mistä koodi on peräisin.').first()).toBeVisible()
  await code.getByRole('textbox', { name: 'Lähde' }).fill('Koodistopalvelu 25.11.2026')
  await code.getByRole('button', { name: /^Tallenna/ }).click()
  await expect(page.getByRole('table', { name: 'Kooditaulu' }).getByText('korjattu itse')).toBeVisible()

  // Amended before its export: the newer text has the same place.
  await practice.ask('treatment.amend', { entryId: kaisa, sections: { reason: 'Niska jumissa oikealta.' }, reason: 'Puoli puuttui' })
  await page.keyboard.press('Control+4')
  await expect(tab(page, /^Odottavat 2$/)).toBeChecked()
  await expect(tab(page, /^Korvautuneet 1$/)).toBeVisible()
  const grid = page.getByRole('grid', { name: 'Kanta-jono: Odottavat' })
  await expect(grid.getByRole('row', { name: /Kaisa Keksitty.*Uusi.*versio 1.*Odottaa vientiä.*kuuluu Kantaan.*sääntö 3/ })).toBeVisible()
  await expect(grid.getByRole('row', { name: /Erkki Esimerkki/ })).toBeVisible()
  await practice.checkScreen('kanta-queue')

  const outbox = path.join(practice.folder, 'Lähtevät')
  await practice.willChoose(outbox)
  await page.keyboard.press('Control+Enter')
  await expect(page.getByRole('heading', { name: '2 asiakirjaa kirjoitettiin' })).toBeVisible()
  await expect(page.getByText(/jätä tiedostot paikoilleen, kunnes niihin on vastattu/)).toBeVisible()
  await expect(page.getByText('Tiedostoissa ei ole järjestelmäallekirjoitusta. Sen tekee lähettävä järjestelmä.')).toBeVisible()
  expect((await readdir(outbox)).filter((name) => name.endsWith('.xml'))).toHaveLength(2)
  await practice.checkScreen('kanta-exported')

  // An edited file is put right with the same bytes, and told.
  const [ofKaisa, ofErkki] = [(await rowOf(practice, kaisa)).documentId!, (await rowOf(practice, erkki)).documentId!]
  const file = path.join(outbox, `${ofErkki}.xml`)
  const bytes = await readFile(file, 'utf8')
  await writeFile(file, bytes.replace('Alaselkä', 'Yläselkä'))
  await page.getByRole('button', { name: /^Vie kansioon/ }).click()
  await expect(page.getByText(/Asiakirjan tiedostoa oli muutettu/)).toBeVisible()
  await expect(page.getByText('1 kirjoitettiin uudelleen samoin tavuin.')).toBeVisible()
  expect(await readFile(file, 'utf8')).toBe(bytes)
  await practice.checkScreen('kanta-edited')
  await page.getByRole('main').getByRole('button', { name: 'Sulje', exact: true }).click()

  // One answer known, one unknown, one that comes twice, in a file; nothing of it is applied in silence.
  const answers = path.join(practice.folder, 'vastaukset.json')
  const broken = path.join(practice.folder, 'vastaukset.txt')
  const accepted = { documentId: ofKaisa, result: 'accepted' }
  await writeFile(
    answers,
    JSON.stringify([accepted, { documentId: '1.2.3.4', result: 'accepted' }, accepted, { ...accepted, result: 'rejected' }]),
  )
  await writeFile(broken, 'ei vastauksia')
  await practice.willChoose(answers, broken)
  await page.getByRole('button', { name: 'Lue vastaukset' }).click()
  const report = page.getByRole('dialog', { name: 'Vastaukset tiedostosta' })
  await expect(
    report.getByText(/1 vastaus kirjattiin\. 1 oli kirjattu jo ennestään\. 1 koskee asiakirjaa, jota jonossa ei ole/),
  ).toBeVisible()
  await expect(report.getByRole('row', { name: /1\.2\.3\.4/ })).toContainText('asiakirjaa ei ole tässä jonossa')
  await expect(report.getByRole('row', { name: /jo toinen vastaus/ })).toBeVisible()
  await expect(report.getByRole('alert')).toContainText('Tiedostossa ei ole vastauksia luettavassa muodossa')
  await practice.checkScreen('kanta-answers')
  await report.getByRole('button', { name: 'Sulje' }).click()
  await expect(tab(page, /^Hyväksytyt 1$/)).toBeVisible()

  // Rejected by hand with a reason, and tried again.
  await tab(page, /^Viedyt 1$/).check({ force: true })
  await open(page, /Erkki Esimerkki/)
  await expect(page.getByText('Juuri nämä tavut on kirjoitettu.')).toBeVisible()
  await expect(page.getByRole('region', { name: 'XML' })).toContainText('<recordTarget>')
  await expect(page.getByText(hetu(15))).toHaveCount(0)
  await page.getByRole('button', { name: 'Näytä', exact: true }).click()
  await expect(page.getByRole('region', { name: 'XML' })).toContainText(hetu(15))
  await practice.checkScreen('kanta-document')
  await page.keyboard.press('Control+Enter')
  const answer = page.getByRole('dialog', { name: 'Kirjaa vastaus' })
  await answer.getByRole('radio', { name: /^Hylätty/ }).check({ force: true })
  await page.keyboard.press('Control+Enter')
  await expect(answer.getByText('Kirjoita, miksi asiakirja hylättiin.').first()).toBeVisible()
  await answer.getByRole('textbox').fill('Näkymän koodi on väärä')
  await page.keyboard.press('Control+Enter')
  await expect(page.getByText('Hylkäyksen syy: Näkymän koodi on väärä')).toBeVisible()
  await practice.checkScreen('kanta-rejected')
  await page.keyboard.press('Control+1')
  await page
    .getByRole('button', { name: /Kanta-vienti: 1 hylätty|Avaa Kanta-vienti/ })
    .first()
    .click()
  await expect(tab(page, /^Hylätyt 1$/)).toBeChecked()
  await open(page, /Erkki Esimerkki.*Näkymän koodi on väärä/)
  await practice.ask('settings.update', { kanta: { viewCode: 'OST' } })
  await page.getByRole('button', { name: /^Palauta jonoon/ }).click()
  const standing = page.getByRole('region', { name: 'Tila' })
  await expect(standing).toContainText('Odottaa vientiä')

  // Withheld with a reason, released again; both can be taken back.
  const menu = async (item: string) => {
    await page.getByRole('button', { name: 'Lisää toimintoja' }).click()
    await page.getByRole('menuitem', { name: item }).click()
  }
  await menu('Pidätä viennistä')
  await page.keyboard.press('Control+Enter')
  await expect(page.getByRole('dialog').getByText('Täytä tämä kohta.').first()).toBeVisible()
  await page.getByRole('dialog').getByRole('textbox').fill('Asiakas kysyy ensin')
  await page.keyboard.press('Control+Enter')
  await expect(standing).toContainText('Pidätetty')
  await expect(standing).toContainText('Syy: Asiakas kysyy ensin')
  await practice.checkScreen('kanta-withheld')
  await page.getByRole('button', { name: /^Vapauta vientiin/ }).click()
  await page.getByRole('dialog').getByRole('textbox').fill('Asia selvisi')
  await page.keyboard.press('Control+Enter')
  await expect(standing).toContainText('Odottaa vientiä')
  await expect(page.getByRole('table', { name: 'Tapahtumat' })).toContainText('Asia selvisi')

  // Voided after it was accepted: a document that voids goes out, beside the corrected one.
  await practice.ask('treatment.void', { entryId: kaisa, reason: 'Väärä asiakas' })
  await page.keyboard.press('Control+4')
  await expect(tab(page, /^Odottavat 2$/)).toBeChecked()
  await expect(grid.getByRole('row', { name: /Kaisa Keksitty.*Mitätöi aiemman.*versio 2/ })).toBeVisible()
  await page.getByRole('button', { name: /^Vie kansioon/ }).click()
  await expect(page.getByRole('heading', { name: '2 asiakirjaa kirjoitettiin' })).toBeVisible()
  await page.getByRole('main').getByRole('button', { name: 'Sulje', exact: true }).click()
  expect((await rowOf(practice, erkki)).documentId).not.toBe(ofErkki)

  // A stick that is not there: nothing is written, and she is told what to do.
  await rename(outbox, `${outbox} poissa`)
  await page.getByRole('button', { name: /^Vie kansioon/ }).click()
  await expect(page.getByRole('alert')).toContainText('Kansio Lähtevät ei ole enää paikallaan')
  await practice.checkScreen('kanta-vanished')
  await rename(`${outbox} poissa`, outbox)
  await page.getByRole('button', { name: 'Yritä uudelleen' }).click()
  await expect(page.getByText('2 on jo kansiossa ja odottaa vastausta.')).toBeVisible()

  // A folder of documents that this queue does not know asks first.
  await writeFile(path.join(outbox, '1.2.246.10.1.93.2026.1.1.xml'), bytes.replaceAll(ofErkki, '1.2.246.10.1.93.2026.1.1'))
  await page.getByRole('button', { name: /^Vie kansioon/ }).click()
  await expect(page.getByRole('heading', { name: 'Kansio ja jono eroavat' })).toBeVisible()
  await practice.checkScreen('kanta-differs')
  await page.getByRole('button', { name: 'Jätä ennalleen ja jatka' }).click()
  await expect(page.getByText('1 kansiosta löytynyt asiakirja jätettiin ennalleen.')).toBeVisible()
})

test('the note says what will become of it; timeline, Today and sidebar follow; an assistant sees none of it', async ({
  practice,
  page,
}) => {
  await practice.unlock()
  await practice.ask('settings.update', { patientRecord: { location: 'kanta', kantaJoined: '2024-01-01' } })
  const clientId = await clientIdOf(practice, 'keksitty')
  const visit = await practice.ask<{ id: string }>('visits.start', { clientId })
  await practice.ask('treatment.saveDraft', { visitId: visit.id, sections: { reason: 'Niska jumissa.' } })
  await page.reload()
  await page
    .getByRole('main')
    .getByRole('button', { name: /Kaisa Keksitty/ })
    .click()
  const before = page.getByRole('region', { name: 'Kanta allekirjoituksen jälkeen' })
  await expect(before).toContainText('Merkintää ei viedä. Asiakkaalla on tilapäinen henkilötunnus.')
  await practice.ask('settings.update', { kanta: { artificialIdentityCodes: 'queue' } })
  await expect(before).toContainText('Merkintä tulee vientijonoon.')
  await expect(before).toContainText('Organisaation OID-tunnus puuttuu')
  await practice.checkScreen('kanta-before-signing')
  await signNote(page)
  await expect(page.getByText(/Kanta: Odottaa vientiä\. Allekirjoitettu potilaskertomuksen merkintä kuuluu Kantaan\./)).toBeVisible()
  await practice.checkScreen('kanta-after-signing')
  await page.getByRole('button', { name: 'Avaa jonossa' }).click()
  await expect(page.getByText('Näin asiakirja kirjoitettaisiin nyt.', { exact: false })).toBeVisible()
  await expect(page.getByRole('list', { name: 'Asiakirjasta puuttuu' })).toContainText('Ei estä vientiä')
  await page.getByRole('button', { name: 'Lisää toimintoja' }).click()
  await page.getByRole('menuitem', { name: 'Avaa asiakkaan sivu' }).click()
  await expect(page.getByRole('list', { name: 'Tapahtumat' })).toContainText(/Kanta: odottaa vientiä/)
  await practice.checkScreen('kanta-timeline')
  await page.keyboard.press('Control+1')
  await expect(page.getByRole('main').getByText('Kanta-vienti: 1 odottaa')).toBeVisible()
  await expect(page.getByRole('navigation', { name: 'Paikat' }).getByRole('button', { name: 'Kanta-vienti, 1' })).toBeVisible()

  await practice.lock()
  await page.getByRole('button', { name: 'Vaihda käyttäjä' }).click()
  await page.getByRole('menuitem', { name: 'Aada Avustaja' }).click()
  await page.getByLabel('Salalause, Aada Avustaja').fill(assistantPassphrase)
  await page.keyboard.press('Enter')
  await expect(page.getByRole('heading', { name: 'Tänään' })).toBeVisible()
  await expect(page.getByRole('button', { name: /Kanta-vienti/ })).toHaveCount(0)
  await page.keyboard.press('Control+4')
  await expect(page.getByRole('heading', { name: 'Tänään' })).toBeVisible()
  await page.keyboard.press('Control+9')
  await page.getByRole('button', { name: 'Kanta', exact: true }).click()
  await expect(page.getByRole('heading', { name: 'Kanta', exact: true })).toBeVisible()
  await expect(page.getByRole('table')).toHaveCount(0)
  expect((await practice.call('kanta.status')).ok).toBe(false)
})
