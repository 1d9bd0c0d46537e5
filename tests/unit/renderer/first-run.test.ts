// What first run and the lock screen work out by themselves: groups of the recovery key, the next step.
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { groupsToConfirm, recoveryKeyGroups, recoveryKeyPrefix, sameGroup } from '../../../src-renderer/first-run/recovery-key.ts'
import { nextStep } from '../../../src-renderer/first-run/steps.ts'

const key = `${recoveryKeyPrefix}${'QX4M7TREW9LC2HUAZD6SNY0KP3VFJ8GEM5QTXR7WL2CA9UHZS6DNK0YPF3'}`

describe('the recovery key in groups', () => {
  test('groups of four, the last one shorter, and nothing lost', () => {
    const groups = recoveryKeyGroups(key)
    expect(groups).toHaveLength(15)
    expect(groups[0]).toBe('QX4M')
    expect(groups[14]).toBe('F3')
    expect(recoveryKeyPrefix + groups.join('')).toBe(key)
  })
  test('two different whole groups are asked for, whatever chance says', () => {
    const chance = fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true })
    fc.assert(
      fc.property(fc.integer({ min: 3, max: 40 }), chance, chance, (count, one, other) => {
        const values = [one, other]
        const [first, second] = groupsToConfirm(count, () => values.shift()!)
        expect(first).toBeGreaterThanOrEqual(0)
        expect(first).toBeLessThan(second)
        expect(second).toBeLessThan(count - 1)
      }),
    )
  })
  test('without a given chance both groups vary', () => {
    const seen = new Set(Array.from({ length: 200 }, () => groupsToConfirm(15).join(' ')))
    expect(seen.size).toBeGreaterThan(20)
  })
  test.each([
    ['qx4m', true],
    [' QX-4M ', true],
    ['QX–4M', true],
    ['QX4', false],
    ['QX4N', false],
    ['', false],
  ])('%j is the group: %s', (typed, same) => expect(sameGroup(typed, 'QX4M')).toBe(same))
})

describe('the next step', () => {
  const vault = { exists: true, warnings: [] }
  test('follows what the practice holds', () => {
    expect(nextStep({ exists: false, warnings: [] }, undefined)).toBe('vault')
    expect(nextStep({ exists: true, warnings: ['recoveryUnconfirmed'] }, { practice: { name: 'Oja' } })).toBe('recoveryKey')
    expect(nextStep(vault, undefined)).toBe('practice')
    expect(nextStep(vault, { practice: { name: 'Oja' } })).toBe('patientRecord')
    expect(nextStep(vault, { practice: { name: 'Oja' }, patientRecord: { location: 'paper' } })).toBeNull()
  })
})
