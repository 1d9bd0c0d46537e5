// A stranger starts the app for the first time: vault, key on paper, practice, record, first client, Today.
import { expect, test, testPassphrase } from './fixture.ts'

test('from nothing to Today, in one sitting', async ({ practice, page }) => {
  await expect(page.getByRole('heading', { name: 'Luo salattu tietokanta' })).toBeVisible()
  await practice.checkScreen('first-run-vault')
  await page.getByLabel('Nimesi').fill('Outi Osteopaatti')
  await page.getByLabel('Ammattinimike').fill('osteopaatti')
  await page.getByLabel('Salalause', { exact: true }).fill(testPassphrase)
  await page.getByLabel('Salalause uudelleen').fill(testPassphrase)
  await expect(page.getByText(/arvaaminen veisi/)).toBeVisible()
  await page.getByRole('button', { name: 'Luo tietokanta' }).click()

  await expect(page.getByRole('heading', { name: 'Tulosta palautusavain' })).toBeVisible({ timeout: 20_000 })
  await expect(page.getByRole('img', { name: 'Sama avain QR-koodina' })).toBeVisible()
  await practice.checkScreen('first-run-recovery-key')
  const groups = await page.getByRole('region', { name: 'Palautusavain' }).getByRole('listitem').allTextContents()
  expect(groups).toHaveLength(15)
  for (const field of await page.getByRole('textbox', { name: /^Ryhmä \d+/ }).all()) {
    const label = await field.evaluate((node) => (node as HTMLInputElement).labels?.[0]?.textContent ?? '')
    const number = Number(/\d+/.exec(label)![0])
    await field.fill(groups[number - 1]!.replace(/^\d{1,2}(?=[A-Z0-9]{4}$)/, '').slice(-4))
  }
  await page.getByRole('button', { name: 'Vahvista ja jatka' }).click()

  await expect(page.getByRole('heading', { name: 'Vastaanoton tiedot' })).toBeVisible()
  await page.getByLabel('Vastaanoton nimi').fill('Osteopatia Esimerkki')
  await page.getByLabel('Y-tunnus').fill('1234567-1')
  await page.getByLabel('Katuosoite').fill('Esimerkkikatu 1 A')
  await page.getByLabel('Postinumero').fill('33100')
  await page.getByLabel('Postitoimipaikka').fill('Tampere')
  await page.getByLabel('Sähköposti').fill('vastaanotto@osteopatia.example')
  await practice.checkScreen('first-run-practice')
  await page
    .getByRole('main')
    .getByRole('button', { name: /^Jatka/ })
    .click()

  await expect(page.getByRole('heading', { name: 'Missä potilaskertomus on?' })).toBeVisible()
  await page.getByText('Paperille', { exact: true }).click()
  await practice.checkScreen('first-run-record')
  await page
    .getByRole('main')
    .getByRole('button', { name: /^Jatka/ })
    .click()

  await expect(page.getByRole('heading', { name: 'Asiakkaat', level: 1 })).toBeVisible()
  await practice.checkScreen('first-run-clients')
  await page.getByRole('button', { name: /Aloita ilman asiakkaita/ }).click()
  await expect(
    page.getByRole('heading', { level: 1, name: /Tänään|maanantai|tiistai|keskiviikko|torstai|perjantai|lauantai|sunnuntai/i }),
  ).toBeVisible()
  await practice.checkScreen('today-new')
})

test('the demo practice is made beside, marked on every page, and left without a trace', async ({ practice, page }) => {
  await practice.refilledAfter(() => page.getByRole('button', { name: 'Tutustu esimerkkivastaanottoon' }).click())
  await expect(page.getByText('Esimerkkivastaanotto').first()).toBeVisible()
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible()
  await practice.checkScreen('today-demo')
  expect(await practice.ask('vault.state')).toMatchObject({ demo: true, unlocked: true })
  await practice.refilledAfter(async () => void practice.call('shell.leaveDemo').catch(() => {})) // its page goes before it can answer
  expect(await practice.ask('vault.state')).toMatchObject({ exists: false, demo: false })
})
