// The window's texts: every key in three languages, the same parameters in each, none missing, none that nobody uses.
import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { type MessageFormatElement, parse, TYPE } from '@formatjs/icu-messageformat-parser'
import { expect, test } from 'vitest'

const renderer = path.join(import.meta.dirname, '../../../src-renderer')
const languages = ['fi', 'sv', 'en'] as const
type Texts = Readonly<Record<string, string>>

const namespaces = readdirSync(path.join(renderer, 'locales/fi')).map((file) => file.slice(0, -'.json'.length))
const read = (language: string, namespace: string): Texts =>
  JSON.parse(readFileSync(path.join(renderer, 'locales', language, `${namespace}.json`), 'utf8')) as Texts
const textsOf = (language: string): Texts =>
  Object.fromEntries(
    namespaces.flatMap((namespace) => Object.entries(read(language, namespace)).map(([key, text]) => [`${namespace}.${key}`, text])),
  )
const texts = Object.fromEntries(languages.map((language) => [language, textsOf(language)])) as Record<(typeof languages)[number], Texts>
const source = readdirSync(renderer, { recursive: true, encoding: 'utf8' })
  .filter((file) => /\.tsx?$/.test(file))
  .map((file) => readFileSync(path.join(renderer, file), 'utf8'))
  .join('\n')

/** Names of arguments and tags; a Set, for a plural may say the same one in each branch. */
function parametersOf(elements: readonly MessageFormatElement[]): string[] {
  const names = elements.flatMap((element): string[] => {
    if (element.type === TYPE.literal || element.type === TYPE.pound) return []
    if (element.type === TYPE.tag) return [`<${element.value}>`, ...parametersOf(element.children)]
    if (element.type === TYPE.plural || element.type === TYPE.select)
      return [element.value, ...Object.values(element.options).flatMap((option) => parametersOf(option.value))]
    return [element.value]
  })
  return [...new Set(names)].toSorted()
}

for (const language of languages.slice(1)) {
  test(`every text is there in ${language}, and no other`, () => {
    expect(Object.keys(texts[language]).toSorted()).toEqual(Object.keys(texts.fi).toSorted())
  })
  test(`the parameters in ${language} are those of the Finnish texts`, () => {
    const parameters = (of: Texts) => Object.fromEntries(Object.entries(of).map(([key, text]) => [key, parametersOf(parse(text))]))
    expect(parameters(texts[language])).toEqual(parameters(texts.fi))
  })
}

test('no text is empty, and none begins or ends with a space', () => {
  const wrong = languages.flatMap((language) =>
    Object.entries(texts[language]).flatMap(([key, text]) => (text.trim() === '' || text !== text.trim() ? [`${language} ${key}`] : [])),
  )
  expect(wrong).toEqual([])
})

test('every key is used, whole or by a fixed beginning', () => {
  const beginnings = [...source.matchAll(/`([a-z][a-z-]*\.[^`$]*)\$\{/g)].map((match) => match[1]!)
  const unused = Object.keys(texts.fi).filter(
    (key) => !source.includes(`'${key}'`) && !beginnings.some((beginning) => key.startsWith(beginning)),
  )
  expect(unused).toEqual([])
})

test('every key that is asked for by name exists', () => {
  const asked = [...source.matchAll(/\b(?:t|rich)\(\s*'([^']+)'/g)].map((match) => match[1]!)
  expect(asked.filter((key) => !(key in texts.fi))).toEqual([])
})
