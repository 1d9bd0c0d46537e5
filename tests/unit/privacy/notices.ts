// A practice typed in, and its notice read back.
import { readFileSync } from 'node:fs'
import path from 'node:path'
import type { Language } from '../../../src-main/core/contract.ts'
import { temporaryFolder, testVault, type TestVault } from '../../fixtures/test-vault.ts'

export interface NoticeJson {
  formatVersion: number
  audience: string
  language: string
  version: number
  date: string
  factsSha256: string
  sections: {
    key: string
    number: string | null
    title: string
    paragraphs: string[]
    lists: string[][]
    tables: unknown[]
    facts: Record<string, string>
  }[]
}

/** What every practice must say, and nothing else. */
export const bare = {
  practice: {
    name: 'Osteopatia Esimerkki',
    businessId: '1234567-1',
    address: { street: 'Esimerkkikatu 1 A', postalCode: '33100', city: 'Tampere' },
    email: 'vastaanotto@osteopatia.example',
  },
  contactPerson: { name: 'Maija Mallikas', phone: '050 000 0100' },
  patientRecord: { location: 'paper' },
}

export async function practiceOf(settings: object): Promise<TestVault> {
  const vault = await testVault()
  await vault.must('settings.update', settings)
  return vault
}

export async function write(
  vault: TestVault,
  language: Language,
  format: 'pdf' | 'html' | 'txt' | 'json' = 'json',
  more: object = {},
): Promise<Buffer> {
  const file = path.join(temporaryFolder(), `notice.${format}`)
  await vault.must('privacy.writeRegisterDescription', { language, format, path: file, ...more })
  return readFileSync(file)
}
export const readJson = async (vault: TestVault, language: Language, more: object = {}): Promise<NoticeJson> =>
  JSON.parse((await write(vault, language, 'json', more)).toString('utf8')) as NoticeJson

/** Everything a section says, as one text. */
export const textOf = (notice: NoticeJson, key: string): string => {
  const section = notice.sections.find((one) => one.key === key)
  return section ? JSON.stringify([section.paragraphs, section.lists, section.tables]) : ''
}
