// Files of a client as she keeps them: added from a dialog, by dropping and pasting, looked at, named, stripped, taken out, found again; and
// what must be known before treating.
import { readFile, truncate, writeFile } from 'node:fs/promises'
import path from 'node:path'
import type { Locator, Page } from '@playwright/test'
import type { Attachment } from '../../src-main/attachments/contract.ts'
import { aClient } from '../fixtures/a-client.ts'
import { pdfOfPages, withExif } from '../fixtures/files.ts'
import { createVault, expect, test } from './fixture.ts'
import type { Practice } from './support/practice.ts'
import type { Plan } from './support/plan.ts'
import { openClient } from './support/record.ts'

const hetu = aClient().withHetu('1984-02-03', '-', 914).fields().hetu!
const assistantPassphrase = 'ahven nukkuu kaislan juurella'
const plan: Plan = [
  createVault('Maija Mallikas'),
  { method: 'clients.create', input: { lastName: 'Keksitty', firstName: 'Kaisa', hetu } },
  { method: 'users.create', input: { name: 'Aada Avustaja', role: 'assistant' }, secrets: { newPassphrase: assistantPassphrase } },
]
// As a function: Playwright takes a plain array whose second element is an object for a value with options.
test.use({ plan: ({}, use) => use(plan) })

const idOf = async (practice: Practice): Promise<string> =>
  (await practice.ask<{ clients: { id: string }[] }>('clients.search', { text: 'keksitty' })).clients[0]!.id
const stored = async (practice: Practice, clientId: string): Promise<Attachment[]> =>
  (await practice.ask<{ attachments: Attachment[] }>('attachments.list', { clientId, purpose: 'care' })).attachments
/** A photograph as a phone makes it: with its camera and its place. */
async function photograph(page: Page, options: { gps?: boolean } = {}): Promise<Buffer> {
  const base64 = await page.evaluate(() => {
    const canvas = Object.assign(document.createElement('canvas'), { width: 640, height: 480 })
    const pen = canvas.getContext('2d')!
    for (const [index, colour] of ['#2a6f77', '#d9b382', '#7a3b2e', '#e8e4da'].entries()) {
      pen.fillStyle = colour
      pen.fillRect((index % 2) * 320, Math.floor(index / 2) * 240, 320, 240)
    }
    return canvas.toDataURL('image/jpeg').replace(/^[^,]*,/, '')
  })
  return withExif(Buffer.from(base64, 'base64'), options)
}
const section = (page: Page): Locator => page.getByRole('region', { name: 'Liitteet' })
const list = (page: Page): Locator => section(page).getByRole('list', { name: 'Liitteet', exact: true })
const row = (page: Page, name: string): Locator => list(page).getByRole('listitem').filter({ hasText: name })
const dialog = (page: Page, name: string | RegExp): Locator => page.getByRole('dialog', { name })
/** A file that never lay on a disk, as from a browser or the clipboard. */
async function give(page: Page, how: 'drop' | 'paste', name: string, type: string, bytes: Buffer): Promise<void> {
  await page.evaluate(
    ([event, fileName, mediaType, base64]) => {
      const data = new DataTransfer()
      data.items.add(new File([Uint8Array.from(atob(base64), (one) => one.charCodeAt(0))], fileName, { type: mediaType }))
      document.body.dispatchEvent(
        event === 'drop'
          ? new DragEvent('drop', { bubbles: true, cancelable: true, dataTransfer: data })
          : new ClipboardEvent('paste', { bubbles: true, cancelable: true, clipboardData: data }),
      )
    },
    [how, name, type, bytes.toString('base64')] as const,
  )
}

test('pictures and documents are added, looked at, stripped, named, copied out, removed and found again', async ({ practice }) => {
  await practice.unlock()
  const { page, folder } = practice
  const clientId = await idOf(practice)
  const file = async (name: string, bytes: Buffer): Promise<string> => {
    await writeFile(path.join(folder, name), bytes)
    return path.join(folder, name)
  }
  const photo = await photograph(page)
  await openClient(page)
  await page.getByRole('button', { name: /Kirjaa käynti/ }).click()
  await expect(section(page)).toContainText('Ei liitteitä')

  // A photograph that tells where it was taken, and a PDF that calls itself a picture.
  await practice.willChoose(await file('selkä.jpg', photo), await file('lähete.jpg', pdfOfPages(['Lähete 2026', 'Sivu kaksi'])))
  await section(page).getByRole('button', { name: 'Lisää liite' }).click()
  await expect(row(page, 'selkä.jpg')).toContainText('kuvauspaikka (GPS)')
  await expect(row(page, 'lähete.jpg')).toContainText('tiedosto on PDF')
  // What is no picture, what is cut short, and a film of two gigabytes are refused each in its words, and the rest goes on.
  const film = await file('elokuva.mp4', Buffer.alloc(0))
  await truncate(film, 2 * 1024 ** 3)
  await practice.willChoose(
    await file('taulukko.jpg', Buffer.from('a;b\n1;2\n'.repeat(20))),
    await file('kesken.jpg', photo.subarray(0, 200)),
    film,
    await file('selkä.jpg', photo),
  )
  await section(page).getByRole('button', { name: 'Lisää liite' }).click()
  await expect(section(page).getByRole('alert')).toHaveCount(3)
  await expect(section(page).getByRole('alert').nth(0)).toContainText('Tiedosto ei ole kuva tai PDF')
  await expect(section(page).getByRole('alert').nth(1)).toContainText('vioittunut')
  await expect(section(page).getByRole('alert').nth(2)).toContainText('elokuva.mp4: liitettä ei lisätty. Tiedosto on liian suuri')
  await expect(list(page).getByRole('listitem')).toHaveCount(3)
  await expect(row(page, 'selkä.jpg').first()).toContainText('Sama tiedosto')
  for (const name of ['taulukko.jpg', 'kesken.jpg', 'elokuva.mp4'])
    await section(page)
      .getByRole('button', { name: `Poista ilmoitus: ${name}` })
      .click()
  // Ctrl Z takes the last one back.
  await page.getByRole('heading', { name: 'Liitteet' }).click()
  await page.keyboard.press('Control+z')
  await expect(list(page).getByRole('listitem')).toHaveCount(2)

  // Dropped and pasted, without ever having lain on a disk.
  await give(page, 'drop', 'lomake.png', 'image/png', await page.screenshot())
  await expect(row(page, 'lomake.png')).toBeVisible()
  await give(page, 'paste', 'image.png', 'image/png', await page.screenshot({ clip: { x: 0, y: 0, width: 50, height: 50 } }))
  await expect(row(page, 'image.png')).toBeVisible()
  // Without a path a film is refused by its size, before a byte of it is read; a large file is stopped on its way, and nothing of it is kept.
  const drop = (name: string, megabytes: number): Promise<void> =>
    page.evaluate(
      ([fileName, size]) => {
        const data = new DataTransfer()
        data.items.add(new File([new Uint8Array(size * 1024 * 1024)], fileName))
        document.body.dispatchEvent(new DragEvent('drop', { bubbles: true, cancelable: true, dataTransfer: data }))
      },
      [name, megabytes] as const,
    )
  await drop('video.mov', 60)
  await expect(section(page).getByRole('alert')).toContainText('video.mov: liitettä ei lisätty. Tiedosto on liian suuri')
  await section(page).getByRole('button', { name: 'Poista ilmoitus: video.mov' }).click()
  await drop('kuvaus.tif', 48)
  await expect(section(page).getByRole('progressbar', { name: /kuvaus\.tif/ })).toBeVisible()
  await section(page).getByRole('button', { name: 'Keskeytä' }).click()
  await expect(section(page).getByRole('progressbar')).toHaveCount(0)
  await expect(section(page).getByRole('alert')).toHaveCount(0)
  await expect(list(page).getByRole('listitem')).toHaveCount(4)
  await practice.checkScreen('attachments-note')

  // Looked at in a frame without scripts and without a way out; the log has each view.
  await row(page, 'selkä.jpg').getByRole('button', { name: 'selkä.jpg', exact: true }).click()
  const frame = page.getByRole('region', { name: /^Esikatselu: / }).locator('iframe')
  await expect(frame).toHaveAttribute('sandbox', '')
  const picture = frame.contentFrame().locator('img')
  await expect(picture).toBeVisible()
  expect(await picture.evaluate((element) => (element as HTMLImageElement).naturalWidth)).toBe(640)
  await practice.checkScreen('attachment-picture')
  await page.keyboard.press('Escape')
  await row(page, 'lähete.jpg').getByRole('button', { name: 'lähete.jpg', exact: true }).click()
  await expect(dialog(page, 'lähete.jpg')).toContainText('Sivu 1/2')
  await dialog(page, 'lähete.jpg').getByRole('button', { name: 'Seuraava sivu' }).click()
  await expect(dialog(page, 'lähete.jpg')).toContainText('Sivu 2/2')
  // Each page comes in a frame of its own: the first one may be leaving while it is asked.
  const width = () => picture.evaluate((element) => (element as HTMLImageElement).naturalWidth).catch(() => 0)
  await expect.poll(width).toBeGreaterThan(500)
  await page.keyboard.press('Escape')
  const views = await practice.ask<{ entries: { method: string }[] }>('audit.list', { clientId })
  expect(views.entries.filter(({ method }) => method === 'attachments.page')).toHaveLength(2)

  // The place goes out of the picture; the picture stays.
  await row(page, 'selkä.jpg').getByRole('button', { name: 'Poista kuvaustiedot: selkä.jpg' }).click()
  await dialog(page, 'Poista kuvaustiedot').getByRole('button', { name: 'Poista tiedot pysyvästi' }).click()
  await expect(row(page, 'selkä.jpg')).not.toContainText('GPS')
  const stripped = (await stored(practice, clientId)).find(({ fileName }) => fileName === 'selkä.jpg')!
  expect(stripped.metadata).toEqual([])

  // Its caption and kind; then a copy, after the warning that it is plain.
  await row(page, 'lähete.jpg').getByRole('button', { name: 'Toiminnot: lähete.jpg' }).click()
  await page.getByRole('menuitem', { name: 'Muokkaa tietoja' }).click()
  await dialog(page, 'Muokkaa tietoja')
    .getByRole('textbox', { name: /Kuvateksti/ })
    .fill('Lähete ortopedilta')
  await dialog(page, 'Muokkaa tietoja').getByRole('button', { name: /Laji/ }).click()
  await page.getByRole('option', { name: 'Lähete' }).click()
  await dialog(page, 'Muokkaa tietoja').getByRole('button', { name: 'Tallenna' }).click()
  await expect(row(page, 'Lähete ortopedilta')).toContainText('lähete.jpg · Lähete · PDF')
  const copy = path.join(folder, 'kopio.pdf')
  await practice.willSaveTo(copy)
  await row(page, 'Lähete ortopedilta').getByRole('button', { name: 'Toiminnot: Lähete ortopedilta' }).click()
  await page.getByRole('menuitem', { name: 'Tallenna kopio' }).click()
  await expect(dialog(page, 'Tallenna kopio')).toContainText('Kopio ei ole salattu')
  await dialog(page, 'Tallenna kopio').getByRole('button', { name: 'Valitse paikka' }).click()
  await expect(dialog(page, 'Tallenna kopio')).toContainText('Kopio on tallennettu.')
  await dialog(page, 'Tallenna kopio').getByRole('button', { name: 'Sulje' }).click()
  expect(await readFile(copy)).toEqual(pdfOfPages(['Lähete 2026', 'Sivu kaksi']))

  // Removed, taken back from the toast, and brought back from among the removed ones.
  await row(page, 'image.png').getByRole('button', { name: 'Toiminnot: image.png' }).click()
  await page.getByRole('menuitem', { name: 'Poista liite' }).click()
  await expect(row(page, 'image.png')).toHaveCount(0)
  await page.getByRole('region', { name: 'Ilmoitukset' }).getByRole('button', { name: /Kumoa/ }).click()
  await expect(row(page, 'image.png')).toBeVisible()

  // After a start: counted in the list of what happened, and among the client's files.
  await page.getByRole('textbox', { name: 'Tulosyy' }).fill('Alaselkä')
  await expect(page.getByText(/Tallennettu klo/)).toBeVisible()
  await practice.relaunch()
  await practice.unlock()
  await openClient(practice.page)
  await expect(practice.page.getByRole('list', { name: 'Tapahtumat' })).toContainText('4 liitettä')
  await practice.page.getByRole('radio', { name: 'Liitteet' }).click()
  await expect(list(practice.page).getByRole('listitem')).toHaveCount(4)
  await practice.checkScreen('attachments-client')
})

test('what must be known before treating is written once and seen everywhere; an assistant sees neither it nor a file', async ({
  practice,
}) => {
  await practice.unlock()
  const { page } = practice
  const clientId = await idOf(practice)
  await openClient(page)
  const pills = page.getByRole('region', { name: 'Riskitiedot' })
  const panel = page.getByRole('complementary', { name: 'Tiedot' })
  await expect(panel).toContainText('Ei riskitietoja')
  const add = async (kind: string, text: string): Promise<void> => {
    await panel.getByRole('button', { name: 'Lisää riskitieto' }).click()
    await dialog(page, 'Lisää riskitieto').getByRole('button', { name: /Laji/ }).click()
    await page.getByRole('option', { name: kind }).click()
    await dialog(page, 'Lisää riskitieto').getByRole('textbox', { name: 'Kuvaus' }).fill(text)
    await page.keyboard.press('Control+Enter')
    await expect(dialog(page, 'Lisää riskitieto')).toHaveCount(0)
  }
  await add('Verenohennuslääkitys', 'varfariini')
  await add('Allergia', 'lateksi')
  await expect(pills.getByRole('listitem')).toHaveText([/Allergia: lateksi/, /Verenohennuslääkitys: varfariini/])

  await panel.getByRole('button', { name: 'Toiminnot: varfariini' }).click()
  await page.getByRole('menuitem', { name: 'Muokkaa riskitietoa' }).click()
  await dialog(page, 'Muokkaa riskitietoa').getByRole('textbox', { name: 'Kuvaus' }).fill('apiksabaani')
  await dialog(page, 'Muokkaa riskitietoa').getByRole('button', { name: 'Tallenna' }).click()
  await expect(pills).toContainText('apiksabaani')
  await expect(pills).not.toContainText('varfariini')

  await panel.getByRole('button', { name: 'Toiminnot: lateksi' }).click()
  await page.getByRole('menuitem', { name: 'Päätä riskitieto' }).click()
  await dialog(page, 'Päätä riskitieto').getByRole('textbox', { name: /Syy/ }).fill('Testattu, ei allergiaa')
  await dialog(page, 'Päätä riskitieto').getByRole('button', { name: 'Päätä', exact: true }).click()
  await expect(pills).not.toContainText('lateksi')
  await panel.getByRole('button', { name: 'Näytä päättyneet' }).click()
  await expect(panel).toContainText('Testattu, ei allergiaa')
  await expect(panel).toContainText('Korvattu uudella')
  await page
    .getByRole('region', { name: 'Ilmoitukset' })
    .locator('.toast')
    .filter({ hasText: 'Riskitieto päätettiin' })
    .getByRole('button', { name: /Kumoa/ })
    .click()
  await expect(pills).toContainText('lateksi')
  await practice.checkScreen('alerts-client')

  // In the note's head, and a yes among the red flags becomes one with a press.
  await page.getByRole('button', { name: /Kirjaa käynti/ }).click()
  await expect(pills.getByRole('listitem')).toHaveCount(2)
  await page.getByRole('radiogroup', { name: 'Aiempi syöpä' }).getByText('Kyllä', { exact: true }).click()
  await page.getByRole('button', { name: 'Lisää riskitietoihin: Aiempi syöpä' }).click()
  await expect(pills.getByRole('listitem')).toHaveText([/Allergia/, /Varoitusmerkki: Aiempi syöpä/, /Verenohennuslääkitys/])
  await expect(page.getByText('Riskitiedoissa', { exact: true })).toBeVisible()
  await practice.checkScreen('alerts-note')

  await practice.ask('attachments.add', {
    clientId,
    dataBase64: (await photograph(page, { gps: false })).toString('base64'),
    fileName: 'selkä.jpg',
  })
  await practice.lock()
  await page.getByRole('button', { name: 'Vaihda käyttäjä' }).click()
  await page.getByRole('menuitem', { name: 'Aada Avustaja' }).click()
  await page.getByLabel('Salalause, Aada Avustaja').fill(assistantPassphrase)
  await page.keyboard.press('Enter')
  await openClient(page)
  await expect(page.getByText(/lateksi|apiksabaani|selkä\.jpg/)).toHaveCount(0)
  await expect(page.getByRole('radio', { name: 'Liitteet' })).toHaveCount(0)
  for (const method of ['attachments.list', 'alerts.list'])
    expect(await practice.call(method, { clientId, purpose: 'care' })).toMatchObject({ ok: false, error: { code: 'not_allowed' } })
  expect(JSON.stringify(await practice.ask('clients.timeline', { id: clientId }))).not.toMatch(/attachment|selkä/)
})
