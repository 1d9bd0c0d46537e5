// A former program's file: Windows-1252, semicolons, a heading of its own, one line that can't be.
import { writeFile } from 'node:fs/promises'
import path from 'node:path'
import { createVault, expect, test } from './fixture.ts'
import type { Plan } from './support/plan.ts'

const lines = (hannasDate: string): string[] => [
  'Sukunimi;Etunimi;Synt.aika;Matkapuhelin;Kotikaupunki ja postinumero;Huom',
  'Mäkelä;Åsa;3.2.1984;050 000 0127;33100 Tampere;kulkee ramppia',
  `Öhman;Hanna;${hannasDate};050 000 0128;33200 Tampere;`,
  'Esimerkki;Erkki;5.5.1950;050 000 0130;33300 Tampere;',
]
const written = (rows: string[]): Buffer => Buffer.from(`${rows.join('\r\n')}\r\n`, 'latin1')

const plan: Plan = [
  createVault(),
  { method: 'clients.create', input: { lastName: 'Esimerkki', firstName: 'Erkki', birthDate: '1950-05-05' } },
]
test.use({ plan: ({}, use) => use(plan) })

test('a file is looked at, corrected, imported, and imported again without doubles', async ({ practice }) => {
  const file = path.join(practice.folder, 'asiakkaat.csv')
  await writeFile(file, written(lines('31.2.1970')))
  await practice.willChoose(file)
  await practice.unlock()
  const { page } = practice
  const figure = (name: string) => page.locator('.figures > div', { hasText: name }).locator('dd')
  await page
    .getByRole('navigation', { name: 'Paikat' })
    .getByRole('button', { name: /Asiakkaat/ })
    .click()
  await page.getByRole('button', { name: 'Tuo', exact: true }).click()
  await page.getByRole('button', { name: /Valitse tiedosto/ }).click()

  await expect(page.getByRole('button', { name: /^Windows-1252/ })).toBeVisible()
  await expect(page.getByRole('button', { name: /^Puolipiste/ })).toBeVisible()
  await expect(figure('Uusia')).toHaveText('1')
  await expect(figure('Täydentyviä')).toHaveText('1')
  await expect(figure('Ei voi tuoda')).toHaveText('1')
  await expect(page.getByText('1 sarake jää tuomatta.')).toBeVisible()
  await expect(page.getByRole('rowheader', { name: 'Kotikaupunki ja postinumero' })).toBeVisible()
  await practice.checkScreen('import-columns')
  await page.getByRole('button', { name: /Sarake Kotikaupunki ja postinumero tuodaan tiedoksi/ }).click()
  await page.getByRole('option', { name: 'Postinumero ja paikka' }).click()
  await expect(page.getByText('1 sarake jää tuomatta.')).toHaveCount(0)

  await page.getByRole('radio', { name: '1 virhe' }).click()
  const errors = page.getByRole('table', { name: 'Virheet riveittäin' })
  await expect(errors.getByRole('row', { name: /^3 Päivää ei ole kalenterissa/ })).toBeVisible()
  await practice.checkScreen('import-errors')
  expect(await practice.ask('clients.count')).toMatchObject({ active: 1 })

  await page.getByLabel('Aiempi ohjelma tai rekisteri').fill('Vanha Ajanvaraus')
  await page.getByRole('button', { name: /Tuo 2 asiakasta/ }).click()
  await expect(page.getByText('2 asiakasta tuotiin.')).toBeVisible()
  await expect(figure('Jäi tuomatta')).toHaveText('1')
  await practice.checkScreen('import-done')

  // She corrects the line and imports the same file: only what is new comes in.
  await writeFile(file, written(lines('28.2.1970')))
  await page.getByRole('button', { name: /Vaihda tiedosto/ }).click()
  await page.getByRole('button', { name: /Sarake Kotikaupunki ja postinumero tuodaan tiedoksi/ }).click()
  await page.getByRole('option', { name: 'Postinumero ja paikka' }).click()
  await expect(figure('Uusia')).toHaveText('1')
  await expect(figure('Ennallaan')).toHaveText('2')
  await page.keyboard.press('Control+Enter')
  await expect(page.getByText('1 asiakas tuotiin.')).toBeVisible({ timeout: 20_000 })
  await page.getByRole('button', { name: /Näytä asiakkaat/ }).click()
  await expect(page.getByRole('grid', { name: 'Asiakkaat' }).getByRole('row', { name: /Öhman Hanna.*28\.2\.1970.*Tampere/ })).toBeVisible()
  expect(await practice.ask('clients.count')).toMatchObject({ active: 3 })
  expect(await practice.ask('exchange.listImports')).toMatchObject([{ sourceName: null }, { sourceName: 'Vanha Ajanvaraus' }])
})

test('a spreadsheet that is no CSV is refused in words that say what to do', async ({ practice }) => {
  const file = path.join(practice.folder, 'asiakkaat.xlsx')
  await writeFile(file, Buffer.concat([Buffer.from('PK\u0003\u0004'), Buffer.alloc(200, 1)]))
  await practice.willChoose(file)
  await practice.unlock()
  const { page } = practice
  await page
    .getByRole('navigation', { name: 'Paikat' })
    .getByRole('button', { name: /Asiakkaat/ })
    .click()
  await page
    .getByRole('button', { name: /Tuo asiakkaat tiedostosta/ })
    .or(page.getByRole('button', { name: 'Tuo', exact: true }))
    .first()
    .click()
  await page.getByRole('button', { name: /Valitse tiedosto/ }).click()
  await expect(page.getByRole('alert')).toContainText('CSV')
  await expect(page.getByRole('alert')).toContainText('Mitään ei tallennettu.')
})
