// The body chart and the measures of a note: drawn, stamped and picked by keyboard, kept through a power cut, signed, read, corrected,
// compared with an earlier visit, and plotted.
import type { Locator, Page } from '@playwright/test'
import { aClient } from '../fixtures/a-client.ts'
import { createVault, expect, test, testPassphrase } from './fixture.ts'
import type { Practice } from './support/practice.ts'
import type { Plan } from './support/plan.ts'
import { answerSign, openClient } from './support/record.ts'

const hetu = aClient().withHetu('1984-02-03', '-', 914).fields().hetu!
const plan: Plan = [createVault('Maija Mallikas'), { method: 'clients.create', input: { lastName: 'Keksitty', firstName: 'Kaisa', hetu } }]
test.use({ plan: ({}, use) => use(plan) })

interface Chart {
  strokes: { figure: string; symbol: string; points: [number, number][] }[]
  marks: { figure: string; symbol: string; at: [number, number]; note?: string }[]
  regions: { region: string; symbol: string }[]
}
interface Kept {
  entryId: string
  state: string
  bodyChart?: Chart
  measures: { scale: string; value: number; answers?: number[] }[]
}
const idOf = async (practice: Practice): Promise<string> =>
  (await practice.ask<{ clients: { id: string }[] }>('clients.search', { text: 'keksitty' })).clients[0]!.id
const newest = async (practice: Practice, clientId: string): Promise<Kept> =>
  (await practice.ask<{ entries: Kept[] }>('treatment.list', { clientId })).entries[0]!

async function signedBefore(practice: Practice, clientId: string, daysAgo: number, value: number): Promise<void> {
  const start = new Date(Date.now() - daysAgo * 86_400_000)
  const visit = await practice.ask<{ id: string }>('visits.start', { clientId, start: start.toISOString() })
  await practice.ask('visits.end', { id: visit.id, end: new Date(start.getTime() + 3_600_000).toISOString() })
  const draft = await practice.ask<{ entryId: string }>('treatment.saveDraft', {
    visitId: visit.id,
    sections: { reason: 'Alaselkäkipu oikealla.', treatment: 'Pehmytkudoskäsittely.' },
    measures: [{ scale: 'nrs', value }],
    bodyChart: { strokes: [], marks: [{ figure: 'back', symbol: 'pain', at: [100, 190] }], regions: [] },
  })
  await practice.ask('treatment.sign', { entryId: draft.entryId })
}
const chartOf = (page: Page): Locator => page.getByRole('region', { name: 'Kehokartta', exact: true })
const figure = (page: Page, name: string): Locator => chartOf(page).getByRole('img', { name: new RegExp(`^${name}`) })
const marks = (page: Page): Locator => chartOf(page).getByRole('list', { name: 'Kehokartan merkit' }).getByRole('listitem')

/** A place of a figure, told in its own units, on the screen. */
async function placeOf(drawing: Locator, [x, y]: [number, number]): Promise<{ x: number; y: number }> {
  return drawing.evaluate(
    (svg, [unitX, unitY]) => {
      const point = new DOMPoint(unitX, unitY).matrixTransform((svg as unknown as SVGSVGElement).getScreenCTM()!)
      return { x: point.x, y: point.y }
    },
    [x, y] as const,
  )
}
async function draw(page: Page, drawing: Locator, points: [number, number][]): Promise<void> {
  await drawing.scrollIntoViewIfNeeded()
  const places = []
  for (const point of points) places.push(await placeOf(drawing, point))
  await page.mouse.move(places[0]!.x, places[0]!.y)
  await page.mouse.down()
  for (const { x, y } of places.slice(1)) await page.mouse.move(x, y, { steps: 8 })
  await page.mouse.up()
}
async function reopen(practice: Practice): Promise<void> {
  await practice.kill()
  await practice.launch()
  const { page } = practice
  await page.getByRole('textbox', { name: /^Salalause/ }).fill(testPassphrase)
  await page.keyboard.press('Enter')
  await page
    .getByRole('main')
    .getByRole('button', { name: /Kaisa Keksitty/ })
    .click()
}

test('a chart is drawn, outlives a power cut, is signed, corrected and compared; pain is plotted', async ({ practice }) => {
  await practice.unlock()
  let { page } = practice
  const clientId = await idOf(practice)
  await signedBefore(practice, clientId, 21, 7)
  await signedBefore(practice, clientId, 7, 4)
  await openClient(page)
  await page.getByRole('button', { name: /Kirjaa käynti/ }).click()

  // A line with the mouse, a stamp by a tap; both are kept in the figure's units.
  await chartOf(page).getByRole('radio', { name: 'Säteily' }).click()
  await draw(page, figure(page, 'takaa'), [
    [122, 240],
    [124, 290],
    [120, 340],
  ])
  await expect(marks(page)).toHaveCount(1)
  await chartOf(page).getByRole('radio', { name: 'Kipu' }).click()
  await draw(page, figure(page, 'takaa'), [[120, 248]])
  await expect(marks(page).filter({ hasText: 'oikea pakara' }).filter({ hasText: 'Kipu' })).toHaveCount(1)
  await expect.poll(async () => (await newest(practice, clientId)).bodyChart?.strokes.length, { timeout: 2500 }).toBe(1)
  await expect.poll(async () => (await newest(practice, clientId)).bodyChart?.marks.length, { timeout: 2500 }).toBe(1)
  const kept = (await newest(practice, clientId)).bodyChart!
  expect(kept.strokes[0]).toMatchObject({ figure: 'back', symbol: 'radiation' })
  expect(kept.strokes[0]!.points.length).toBeLessThan(12)
  expect(Math.hypot(kept.strokes[0]!.points[0]![0] - 122, kept.strokes[0]!.points[0]![1] - 240)).toBeLessThan(1.5)
  expect(Math.hypot(kept.marks[0]!.at[0] - 120, kept.marks[0]!.at[1] - 248)).toBeLessThan(1.5)

  // A region with the keyboard only, taken back and done again.
  await chartOf(page).getByRole('button', { name: 'Lisää alue luettelosta' }).focus()
  await page.keyboard.press('Enter')
  await chartOf(page).getByRole('combobox', { name: 'Alue' }).focus()
  await page.keyboard.type('vas olkap')
  await page.keyboard.press('ArrowDown')
  await page.keyboard.press('Enter')
  await page.keyboard.press('Tab')
  await page.keyboard.press('Enter')
  await expect(marks(page).filter({ hasText: 'vasen olkapää' })).toHaveCount(1)
  await chartOf(page).getByRole('radio', { name: 'Kipu' }).focus()
  await page.keyboard.press('Control+z')
  await expect(marks(page)).toHaveCount(2)
  await page.keyboard.press('Control+Shift+Z')
  await expect(marks(page)).toHaveCount(3)
  await chartOf(page).getByRole('radio', { name: 'Pyyhekumi' }).click()
  await draw(page, figure(page, 'takaa'), [[124, 290]])
  await expect(marks(page)).toHaveCount(2)
  await chartOf(page).getByRole('button', { name: 'Kumoa kehokartassa' }).click()
  await expect(marks(page)).toHaveCount(3)
  await marks(page)
    .filter({ hasText: 'oikea pakara' })
    .getByRole('button', { name: /^Lisätieto, Kipu/ })
    .click()
  await page.keyboard.type('pistävä')
  await page.keyboard.press('Enter')

  // Pain by a button, with the last and the first value beside it; a questionnaire whose score the core computes.
  const pain = page.getByRole('group', { name: 'Kipu nyt (NRS)' })
  await expect(pain).toContainText('Edellinen 4')
  await expect(pain).toContainText('Ensimmäinen 7')
  await pain.getByText('3', { exact: true }).click()
  await page.getByRole('button', { name: 'Lisää mittari' }).click()
  await page.getByRole('menuitem', { name: /PEG/ }).click()
  const peg = page.getByRole('group', { name: /PEG/ })
  for (const [index, score] of ['5', '4', '6'].entries())
    await peg.getByRole('radiogroup').nth(index).getByText(score, { exact: true }).click()
  await expect(peg).toContainText('Tulos 5')
  await chartOf(page)
    .getByRole('button', { name: /Vertaa aiempaan/ })
    .click()
  await page.getByRole('option').nth(1).click()
  await expect(chartOf(page).getByRole('region', { name: /Katkoviivalla/ })).toContainText('Kipu: alaselkä')
  await page.getByRole('textbox', { name: 'Tulosyy', exact: true }).fill('Seurantakäynti')
  await practice.checkScreen('body-chart')
  await page.waitForTimeout(1000) // the longest that a change may wait before it is written
  await reopen(practice)

  page = practice.page
  await expect(marks(page)).toHaveCount(3)
  await expect(marks(page).filter({ hasText: 'pistävä' })).toHaveCount(1)
  expect((await newest(practice, clientId)).measures).toEqual([
    { scale: 'nrs', value: 3 },
    { scale: 'peg', value: 5, answers: [5, 4, 6] },
  ])
  // The same place of the body in a smaller picture.
  const before = await placeOf(figure(page, 'takaa'), kept.marks[0]!.at)
  await page.setViewportSize({ width: 1000, height: 640 })
  await page.getByRole('radio', { name: 'Kehokartta' }).click()
  const circle = figure(page, 'takaa').locator('[data-symbol=pain]').first()
  await expect(circle).toBeVisible()
  const box = (await circle.boundingBox())!
  const now = await placeOf(figure(page, 'takaa'), kept.marks[0]!.at)
  expect(now).not.toEqual(before)
  expect(Math.hypot(box.x + box.width / 2 - now.x, box.y + box.height / 2 - now.y)).toBeLessThan(2)
  await practice.checkScreen('body-chart-narrow')
  await page.setViewportSize({ width: 1280, height: 713 })

  await page.getByRole('button', { name: /^Allekirjoita/ }).click()

  await answerSign(page)
  await expect(page.getByText(/Allekirjoittanut Maija Mallikas/)).toBeVisible()
  await expect(marks(page)).toHaveCount(3)
  await expect(chartOf(page).getByRole('radio')).toHaveCount(0)
  await expect(page.getByText(/Kipu nyt \(NRS\) 3; Kipu ja haitta/)).toBeVisible()
  await practice.checkScreen('body-chart-signed')

  // Corrected in the chart; the versions side by side tell it in words.
  await page.getByRole('button', { name: /^Korjaa/ }).click()
  await marks(page)
    .filter({ hasText: 'vasen olkapää' })
    .getByRole('button', { name: /^Poista/ })
    .click()
  await page.getByRole('button', { name: /Tiedon lähde/ }).click()
  await page.getByRole('option', { name: 'Läheinen' }).click()
  await page.getByRole('group', { name: 'Kipu nyt (NRS)' }).getByText('2', { exact: true }).click()
  await page.getByRole('textbox', { name: 'Korjauksen syy', exact: true }).fill('Olkapää oli terve')
  await page.getByRole('textbox', { name: 'Tulosyy', exact: true }).fill('Seurantakäynti sovitusti')
  await page.keyboard.press('Control+Enter')
  await expect(page.getByText('Syy: Olkapää oli terve')).toBeVisible()
  await expect(marks(page)).toHaveCount(2)
  await page.getByRole('button', { name: /Vertaa versioon/ }).click()
  await page.getByRole('option', { name: /Versio 1/ }).click()
  const diff = page.getByRole('table', { name: 'Versioiden erot' })
  await expect(diff.locator('del')).toContainText(['Kipu: vasen olkapää', 'Kipu nyt (NRS) 3'])
  await expect(diff.locator('ins')).toContainText(['sovitusti', 'Tiedon lähde: Läheinen', 'Kipu nyt (NRS) 2'])
  await practice.checkScreen('note-versions')

  // Over the visits: a plot with a name that says it all, and the same as a table.
  await page.getByRole('button', { name: 'Takaisin' }).click()
  await openClient(page)
  const plot = page.getByRole('img', { name: /^Kipu nyt \(NRS\): .* 7, .* 4, .* 2$/ })
  await expect(plot).toBeVisible()
  await practice.checkScreen('client-measures')
  await page.getByRole('region', { name: 'Kipu nyt (NRS)' }).getByRole('button', { name: 'Taulukkona' }).click()
  await expect(page.getByRole('table', { name: 'Kipu nyt (NRS)' }).getByRole('row')).toHaveCount(4)
})
