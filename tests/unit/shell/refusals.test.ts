import { describe, expect, test } from 'vitest'
import { originOf, Refusals } from '../../../src-main/shell/refusals.ts'

describe('refusals', () => {
  test('an address is shown by its origin only: the rest could hold client data', () => {
    expect(originOf('https://example.org/haku?nimi=Maija')).toBe('https://example.org')
    expect(originOf('mailto:maija@example.org')).toBe('mailto:')
    expect(originOf('Maija Mallikas')).toBe('?')
  })
  test('a report holds what is new, and what could not be written waits', () => {
    const refusals = new Refusals()
    expect(refusals.report()).toBeUndefined()
    refusals.count('network', 'https://a')
    refusals.count('calls', 'malformed')
    refusals.count('downloads', 'download')
    const first = refusals.report()!
    expect(first).toEqual({ network: 1, navigation: 1, windows: 0, permissions: 0, senders: 1, letThrough: 0 })
    expect(refusals.report()).toEqual(first)
    const counted = refusals.snapshot()
    refusals.count('network', 'https://b') // while the first was being written
    refusals.reportKept(first, counted)
    expect(refusals.report()).toEqual({ network: 1, navigation: 0, windows: 0, permissions: 0, senders: 0, letThrough: 0 })
    expect(refusals.proof()).toMatchObject({ network: 2, calls: 1 })
  })
  test('the newest fifty are kept, newest first', () => {
    const refusals = new Refusals()
    for (let at = 0; at < 60; at++) refusals.count('windows', `https://${at}`)
    const { newest, windows } = refusals.proof()
    expect([newest.length, newest[0]!.target, windows]).toEqual([50, 'https://59', 60])
  })
})
