// Every error has words in three languages, and they fit what the code gives them.
import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import {
  isPluralElement,
  isPoundElement,
  isSelectElement,
  isTagElement,
  isLiteralElement,
  type MessageFormatElement,
  parse,
} from '@formatjs/icu-messageformat-parser'
import IntlMessageFormat from 'intl-messageformat'
import { describe, expect, test } from 'vitest'
import { errorCodes, languages } from '../../../src-main/core/contract.ts'
import { AppError, exitStatus } from '../../../src-main/core/errors.ts'
import { errorBody, errorTexts, fieldText, pickLanguage } from '../../../src-main/core/texts.ts'

const sources = readdirSync('src-main', { recursive: true })
  .map(String)
  .filter((name) => name.endsWith('.ts') && !name.includes('shell'))
  .map((name) => ({ name, text: readFileSync(path.join('src-main', name), 'utf8') }))

/** Names of what a text is filled with. */
const parametersOf = (elements: MessageFormatElement[]): string[] =>
  elements.flatMap((element) => {
    if (isLiteralElement(element) || isPoundElement(element)) return []
    if (isTagElement(element)) return parametersOf(element.children)
    const inner =
      isPluralElement(element) || isSelectElement(element) ? Object.values(element.options).flatMap(({ value }) => parametersOf(value)) : []
    return [element.value, ...inner]
  })

describe('error texts', () => {
  test.each(languages)('%s has every text that Finnish has, none empty, with the same parameters', (language) => {
    const [fi, own] = [errorTexts('fi'), errorTexts(language)]
    const holes = (text: string): string[] => [...new Set(parametersOf(parse(text)))].toSorted()
    for (const part of ['errors', 'fields'] as const) {
      expect(Object.keys(own[part]).toSorted()).toEqual(Object.keys(fi[part]).toSorted())
      for (const [key, text] of Object.entries(own[part])) {
        expect(text.trim(), key).not.toBe('')
        expect(() => parse(text), `${language} ${key}`).not.toThrow()
        expect([key, holes(text)]).toEqual([key, holes(fi[part][key]!)])
      }
    }
  })
  test('every code has a text and an exit status', () => {
    for (const code of errorCodes) {
      expect(exitStatus[code], code).toBeGreaterThan(0)
      for (const language of languages) expect(Object.keys(errorTexts(language).errors), `${language}: ${code}`).toContain(code)
    }
  })
  test('every key in the code has a text', () => {
    const { errors, fields } = errorTexts('fi')
    const missing = sources.flatMap(({ name, text }) => [
      ...[...text.matchAll(/new AppError\(\s*'\w+',\s*'(\w+)'/g)].flatMap((match) =>
        (match[1] ?? '') in errors ? [] : [`${name}: errors.${match[1]}`],
      ),
      ...[...text.matchAll(/\{ path: \[[^\]]*\], code: '(\w+)' \}/g)].flatMap((match) =>
        (match[1] ?? '') in fields ? [] : [`${name}: fields.${match[1]}`],
      ),
    ])
    expect(missing).toEqual([])
  })
  test('a text without all its parameters would be a crash: every one formats with what its own words ask for', () => {
    for (const language of languages)
      for (const [key, text] of Object.entries(errorTexts(language).errors)) {
        const names = parametersOf(parse(text))
        const filled = Object.fromEntries(names.map((name) => [name, 2]))
        expect(() => new IntlMessageFormat(text, language).format(filled), `${language} ${key}`).not.toThrow()
      }
  })
})

describe('what the caller sees', () => {
  test('an unexpected error says nothing of its insides', () => {
    for (const error of [new TypeError('Maija Mallikas 010594Y9032'), 'x', null, undefined, { code: 'io' }])
      expect(errorBody(error, 'sv')).toEqual({ code: 'defect', message: errorTexts('sv').errors['defect'] })
  })
  test('an unknown key falls back to the text of its code, an unknown field code to the general one', () => {
    expect(errorBody(new AppError('io', 'noSuchKey'), 'en').message).toBe(errorTexts('en').errors['io'])
    expect(fieldText('fi', { path: ['x'], code: 'noSuchCode' })).toBe(errorTexts('fi').fields['invalid'])
  })
  test('the first language that the app speaks, else Finnish', () => {
    expect(pickLanguage([undefined, 'de_DE', 'sv_FI.UTF-8', 'en'])).toBe('sv')
    expect(pickLanguage(['C', ''])).toBe('fi')
  })
})
