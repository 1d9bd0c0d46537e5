import { writeFileSync } from 'node:fs'
import path from 'node:path'
import { afterAll, expect, test } from 'vitest'
import type { Code } from '../../../src-main/codes/contract.ts'
import { cleanUp, temporaryFolder, testVault } from '../../fixtures/test-vault.ts'

afterAll(cleanUp)

test('a list of codes is read from CSV, found by code or words with å ä ö or without, and brought up to date by reading it again', async () => {
  const vault = await testVault()
  const file = path.join(temporaryFolder(), 'koodit.csv')
  const read = (text: string, more: Record<string, unknown> = {}) => {
    writeFileSync(file, Buffer.from(text, 'latin1'))
    return vault.must<{ created: number; updated: number; unchanged: number; errors: { line: number; message: string }[] }>(
      'codes.import',
      { path: file, ...more },
    )
  }
  const list =
    'koodi;nimi;laji\r\nM54.5;Lannerangan kipu;diagnoosi\r\nM75.1;Kiertäjäkalvosin, "oireyhtymä";diagnoosi\r\nRAA10;Käsittely;toimenpide\r\n'
  expect(await read(list, { system: 'ICD-10', dryRun: true })).toMatchObject({ created: 3 })
  expect(await vault.must('codes.search', { text: '' })).toEqual({ codes: [], more: false })
  expect(await read(list, { system: 'ICD-10' })).toMatchObject({ created: 3, updated: 0, errors: [] })
  expect(await read(list.replace('Lannerangan kipu', 'Lanneselän kipu'), { system: 'ICD-10' })).toMatchObject({
    created: 0,
    updated: 1,
    unchanged: 2,
  })
  const found = async (text: string, kind?: string) =>
    (await vault.must<{ codes: Code[] }>('codes.search', { text, ...(kind ? { kind } : {}) })).codes.map(({ code }) => code)
  expect(await found('m54')).toEqual(['M54.5'])
  expect(await found('m545')).toEqual(['M54.5'])
  expect(await found('kiertajakalvosin')).toEqual(['M75.1'])
  expect(await found('KIERTÄJÄ oireyhtymä')).toEqual(['M75.1'])
  expect(await found('', 'procedure')).toEqual(['RAA10'])
  for (const odd of ['%', '_', "'", '"', '* OR 1', '\\']) expect(await found(odd)).toEqual([])
  const [code] = (await vault.must<{ codes: Code[] }>('codes.search', { text: 'M54' })).codes
  await vault.must('codes.retire', { id: code!.id })
  expect(await found('M54')).toEqual([])
  await vault.must('codes.restore', { id: code!.id })
  expect(await found('M54')).toEqual(['M54.5'])
})

test('rows that say nothing are named with their line; a file without the two columns is refused', async () => {
  const vault = await testVault()
  const file = path.join(temporaryFolder(), 'koodit.csv')
  writeFileSync(file, 'code,name,kind\nM54.5,,diagnosis\nM54.2,Niska,laulu\nM54.6,Rintaranka,diagnosis\n')
  const report = await vault.must<{ errors: { line: number; message: string }[] }>('codes.import', { path: file })
  expect(report.errors.map(({ line }) => line)).toEqual([2, 3, 4])
  expect(report.errors[2]?.message).toContain('Luokituksen nimi')
  writeFileSync(file, 'a,b\n1,2\n')
  await vault.refused('invalid_input', 'codes.import', { path: file })
  await vault.refused('io', 'codes.import', { path: `${file}.puuttuu` })
})
