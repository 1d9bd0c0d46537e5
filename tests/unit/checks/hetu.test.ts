import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { makeArtificialHetu, readHetu } from '../../../src-main/checks/hetu.ts'
import { sharedVectors } from '../shared-vectors.ts'

const centuries = { 18: '+', 19: '-UVWXY', 20: 'ABCDEF' } as const
const birthDates = fc
  .date({ min: new Date('1800-01-01'), max: new Date('2099-12-31'), noInvalidDate: true })
  .map((date) => date.toISOString().slice(0, 10))
const artificial = fc.tuple(birthDates, fc.nat(), fc.integer({ min: 900, max: 999 })).map(([birthDate, pick, individual]) => {
  const separators = centuries[birthDate.slice(0, 2) as unknown as keyof typeof centuries]
  const separator = separators[pick % separators.length]!
  return { birthDate, separator, individual, hetu: makeArtificialHetu(birthDate, separator, individual) }
})

describe('personal identity code', () => {
  // Decree 690/2022: published artificial codes, one for each separator taken into use in 2023.
  it.each([
    ['010594Y9032', '1994-05-01', 'male'],
    ['020594X903P', '1994-05-02', 'male'],
    ['030594W903B', '1994-05-03', 'male'],
    ['040594V9030', '1994-05-04', 'male'],
    ['050594U903M', '1994-05-05', 'male'],
    ['010516B902W', '2016-05-01', 'female'],
    ['020516C902J', '2016-05-02', 'female'],
    ['030516D9026', '2016-05-03', 'female'],
    ['020502E902X', '2002-05-02', 'female'],
    ['020504A902E', '2004-05-02', 'female'],
    ['290200A901C', '2000-02-29', 'male'],
    ['311299+902A', '1899-12-31', 'female'],
  ])('reads %s', (value, birthDate, sex) => {
    expect(readHetu(value)).toEqual({ hetu: value, birthDate, sex, artificial: true })
  })

  it('tells real numbers from artificial ones', () => expect(readHetu('131052-308T')).toMatchObject({ artificial: false, sex: 'female' }))

  it.each([
    '131052-308U',
    '310494-900A',
    '010190900P',
    '10190-900P',
    '010190-001P',
    '000190-9002',
    '011390-900C',
    '٠١٠١٩٠-900P',
    '',
    '131052*308T',
    '131052G308T',
    '131052-308TT',
  ])('refuses %j', (value) => expect(readHetu(value)).toBeNull())

  it('refuses 29 February of a year that has none, whatever its check character', () => {
    for (const last of '0123456789ABCDEFHJKLMNPRSTUVWXY') expect(readHetu(`290200-901${last}`)).toBeNull() // 1900
  })

  it('takes small letters, spaces and a dash that a word processor made of the hyphen', () => {
    expect(readHetu(' 131052–308t ')?.hetu).toBe('131052-308T')
    expect(readHetu('010594y9032')?.hetu).toBe('010594Y9032')
  })

  it('does not take the letters that look alike in other alphabets', () => expect(readHetu('131052-308Т')).toBeNull()) // Cyrillic Т

  it('reads back every code that can be made', () => {
    fc.assert(
      fc.property(artificial, ({ birthDate, individual, hetu }) => {
        expect(readHetu(hetu)).toEqual({ hetu, birthDate, sex: individual % 2 ? 'male' : 'female', artificial: true })
      }),
    )
  })

  it('notices any one digit typed wrong', () => {
    fc.assert(
      fc.property(artificial, fc.nat(9), fc.integer({ min: 1, max: 9 }), (made, position, shift) => {
        const at = position < 6 ? position : position + 1
        const wrong = made.hetu.slice(0, at) + String((Number(made.hetu[at]) + shift) % 10) + made.hetu.slice(at + 1)
        if (at < 10) expect(readHetu(wrong)).toBeNull()
      }),
    )
  })

  it('never throws', () =>
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (value) => {
        expect(readHetu(value)?.hetu ?? '').toMatch(/^(.{11})?$/)
      }),
    ))

  it.skipIf(!sharedVectors)('agrees with the published vectors', () => {
    for (const { value, ...facts } of sharedVectors!.hetuValid) expect(readHetu(value)).toEqual({ hetu: value, ...facts })
    for (const value of sharedVectors!.hetuInvalid) expect(readHetu(value)).toBeNull()
  })
})
