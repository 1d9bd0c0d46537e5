import { afterAll, expect, test } from 'vitest'
import { shipped } from '../../../src-main/templates/shipped.ts'
import type { Template } from '../../../src-main/templates/contract.ts'
import { cleanUp, testVault } from '../../fixtures/test-vault.ts'

afterAll(cleanUp)

test('the shipped templates and phrases are the same in three languages but for their words', () => {
  const shape = ({ templates }: ReturnType<typeof shipped>) =>
    templates.map(({ id, kind, headings, hints, checklists, measures }) => ({
      id,
      kind,
      headings,
      hints: Object.keys(hints),
      checklists: checklists.map(({ key, items }) => [key, items.map((item) => item.key)]),
      measures,
    }))
  expect(shape(shipped('sv'))).toEqual(shape(shipped('fi')))
  expect(shape(shipped('en'))).toEqual(shape(shipped('fi')))
  expect(shipped('fi').templates.map(({ id }) => id)).toEqual(
    expect.arrayContaining(['firstVisit', 'followUp', 'infant', 'child', 'pregnancy', 'sports', 'phone']),
  )
  expect(shipped('fi').templates[0]?.checklists[0]?.items.length).toBeGreaterThan(10)
  for (const language of ['sv', 'en'] as const)
    expect(Object.keys(shipped(language).phrases)).toHaveLength(Object.keys(shipped('fi').phrases).length)
})

test('own templates and phrases stand beside the shipped ones, or in their place', async () => {
  const vault = await testVault()
  const own = { name: 'Oma seuranta', kind: 'visit', headings: ['reason', 'treatment'], sections: { treatment: 'Kuten viimeksi.' } }
  const saved = await vault.must<Template>('templates.save', own)
  expect(saved).toMatchObject({ shipped: false, revision: 1, checklists: [] })
  await vault.must('templates.save', { ...own, id: saved.id, revision: 1, name: 'Seuranta lyhyt' })
  await vault.refused('conflict', 'templates.save', { ...own, id: saved.id, revision: 1 })
  const { templates } = await vault.must<{ templates: Template[] }>('templates.list')
  expect(templates.at(-1)).toMatchObject({ name: 'Seuranta lyhyt' })
  await vault.must('templates.archive', { id: saved.id })
  expect((await vault.must<{ templates: Template[] }>('templates.list')).templates.some(({ id }) => id === saved.id)).toBe(false)
  await vault.must('templates.restore', { id: saved.id })
  await vault.refused('invalid_input', 'templates.save', { ...own, headings: [] })

  const find = async (abbreviation: string) =>
    (await vault.must<{ phrases: { abbreviation: string; text: string; shipped: boolean }[] }>('phrases.list')).phrases.find(
      (phrase) => phrase.abbreviation === abbreviation,
    )
  expect(await find('neg')).toMatchObject({ shipped: true })
  await vault.must('phrases.save', { abbreviation: ';NEG', text: 'Ei poikkeavaa.' })
  expect(await find('neg')).toMatchObject({ text: 'Ei poikkeavaa.', shipped: false })
  await vault.must('phrases.remove', { abbreviation: 'neg' })
  expect(await find('neg')).toBeUndefined()
  await vault.must('phrases.show', { abbreviation: 'neg' })
  expect(await find('neg')).toMatchObject({ shipped: true })
  expect((await vault.refused('invalid_input', 'phrases.save', { abbreviation: 'kaksi sanaa', text: 'x' })).details).toMatchObject({
    problems: [{ path: ['abbreviation'], code: 'abbreviation' }],
  })
  await vault.refused('conflict', 'phrases.save', { abbreviation: 'uusi', text: 'x', revision: 4 })
})
