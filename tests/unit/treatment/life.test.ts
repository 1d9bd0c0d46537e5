import fc from 'fast-check'
import { afterAll, expect, test } from 'vitest'
import type { Entry } from '../../../src-main/treatment/contract.ts'
import { cleanUp } from '../../fixtures/test-vault.ts'
import { careDesk } from './desk.ts'

afterAll(cleanUp)

type Step = { do: 'save' | 'sign' | 'amend' | 'void' | 'discard' | 'restore'; text: string }
const step: fc.Arbitrary<Step> = fc.record({
  do: fc.constantFrom('save', 'save', 'sign', 'amend', 'amend', 'void', 'discard', 'restore'),
  text: fc.string({ unit: 'grapheme', minLength: 1, maxLength: 12 }),
})

/** What an entry may do next, as the rules say it. */
interface Model {
  state: 'draft' | 'discarded' | 'signed' | 'voided'
  /** Newest text, as kept; of the draft or the newest version. */
  text: string
  versions: string[]
}

test('whatever is done in whatever order, versions have no gaps and nothing signed ever changes', async () => {
  const desk = await careDesk()
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 3, maxLength: 12 }), async (steps) => {
      const entryId = await desk.draft('alku')
      const read = () => desk.must<Entry>('treatment.get', { entryId })
      const model: Model = { state: 'draft', text: 'alku', versions: [] }
      for (const { do: act, text } of steps) {
        const sections = { reason: text }
        const call = {
          save: () => desk.call('treatment.saveDraft', { visitId: desk.visitId, entryId, sections }),
          sign: () => desk.call('treatment.sign', { entryId }),
          amend: () => desk.call('treatment.amend', { entryId, sections, reason: 'syy' }),
          void: () => desk.call('treatment.void', { entryId, reason: 'syy' }),
          discard: () => desk.call('treatment.discardDraft', { entryId }),
          restore: () => desk.call('treatment.restoreDraft', { entryId }),
        }[act]
        const envelope = await call()
        const isDraft = model.state === 'draft' || model.state === 'discarded'
        const allowed = {
          save: model.state === 'draft',
          sign: model.state === 'draft',
          amend: model.state === 'signed',
          void: model.state === 'signed',
          discard: isDraft,
          restore: isDraft,
        }[act]
        if (!allowed) {
          expect(envelope, `${act} in ${model.state}`).toMatchObject({
            ok: false,
            error: { code: expect.stringMatching(/^(immutable|conflict)$/) as string },
          })
          continue
        }
        if (!envelope.ok) {
          // An empty text (control characters only) can't be signed; an amendment that changes nothing is none.
          expect(['incomplete', 'conflict']).toContain(envelope.error.code)
          continue
        }
        const kept = (await read()).sections.reason ?? ''
        if (act === 'save') model.text = kept
        if (act === 'discard') model.state = 'discarded'
        if (act === 'restore') model.state = 'draft'
        if (act === 'sign' || act === 'amend' || act === 'void') {
          model.state = act === 'void' ? 'voided' : 'signed'
          model.text = kept
          model.versions.push(kept)
        }
      }
      const { versions } = await desk.must<{ versions: Entry[] }>('treatment.history', { entryId })
      expect(versions.map(({ version }) => version)).toEqual(model.versions.map((_, index) => index + 1))
      expect(versions.map(({ sections }) => sections.reason ?? '')).toEqual(model.versions)
      expect(versions.every(({ intact }) => intact)).toBe(true)
      expect((await read()).sections.reason ?? '').toBe(model.text)
    }),
    { numRuns: 25 },
  )
  expect(await desk.must('vault.check')).toMatchObject({ ok: true })
  expect(await desk.must('audit.verify')).toMatchObject({ ok: true })
})
