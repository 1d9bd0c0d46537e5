// Steps that every journey through a patient record takes.
import { expect, type Locator, type Page } from '@playwright/test'

/** The page of Kaisa Keksitty, from the list of clients. */
export async function openClient(page: Page): Promise<void> {
  await page
    .getByRole('navigation', { name: 'Paikat' })
    .getByRole('button', { name: /Asiakkaat/ })
    .click()
  await page
    .getByRole('grid', { name: 'Asiakkaat' })
    .getByRole('row', { name: /Keksitty/ })
    .click()
  await expect(page.getByRole('heading', { name: 'Kaisa Keksitty' })).toBeVisible()
}

export const signQuestion = (page: Page): Locator => page.getByRole('dialog', { name: 'Allekirjoita merkintä' })

/** Signs the note that is open, and answers the question. */
export async function signNote(page: Page): Promise<void> {
  await page.getByRole('button', { name: /^Allekirjoita/ }).click()
  await answerSign(page)
}
export const answerSign = (page: Page): Promise<void> =>
  signQuestion(page)
    .getByRole('button', { name: /^Allekirjoita/ })
    .click()
