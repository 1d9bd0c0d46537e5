// Texts of the window. ICU messages in locales/<language>/<namespace>.json; Finnish is written first and fixes the keys.
import { IntlMessageFormat } from 'intl-messageformat'
import { type ReactNode, useSyncExternalStore } from 'react'
import { type Language, languages } from '../../src-main/core/contract.ts'
import type { TextKey } from '../locales/keys.ts'

export type { TextKey }
export type TextParams = Readonly<Record<string, string | number>>
export type RichParams = Readonly<Record<string, string | number | ((chunks: ReactNode[]) => ReactNode)>>

const files = import.meta.glob<Record<string, string>>('../locales/*/*.json', { import: 'default' })
const listeners = new Set<() => void>()
let language: Language = 'fi'
let messages: Readonly<Record<string, string>> = {}
let formats = new Map<string, IntlMessageFormat>()

/** Tag for Intl. Swedish is Finland's Swedish, English is written the European way. */
export const intlLocale: Record<Language, string> = { fi: 'fi-FI', sv: 'sv-FI', en: 'en-GB' }

/** Loads the texts of a language and shows the window in it. */
export async function setLanguage(next: Language): Promise<void> {
  const loaded: Record<string, string> = {}
  await Promise.all(
    Object.entries(files)
      .filter(([path]) => path.startsWith(`../locales/${next}/`))
      .map(async ([path, load]) => {
        const namespace = path.slice(path.lastIndexOf('/') + 1, -'.json'.length)
        for (const [key, text] of Object.entries(await load())) loaded[`${namespace}.${key}`] = text
      }),
  )
  language = next
  messages = loaded
  formats = new Map()
  document.documentElement.lang = next
  try {
    localStorage.setItem('language', next)
  } catch {
    // a window without storage starts in the system's language
  }
  for (const listener of listeners) listener()
}

/** The language of the last session; null at the very first start. */
export function rememberedLanguage(): Language | null {
  try {
    const remembered = localStorage.getItem('language')
    return languages.find((each) => each === remembered) ?? null
  } catch {
    return null // see setLanguage
  }
}

function format(key: TextKey): IntlMessageFormat {
  let found = formats.get(key)
  if (!found) {
    const text = messages[key]
    if (text === undefined) throw new Error(`no text for ${key} in ${language}`)
    found = new IntlMessageFormat(text, intlLocale[language])
    formats.set(key, found)
  }
  return found
}

/** The text of a key in the window's language. */
export const t = (key: TextKey, params?: TextParams): string => format(key).format(params) as string
/** A text with elements in it: `<link>here</link>` in the message, `{ link: (chunks) => <Link>{chunks}</Link> }` here. */
export const rich = (key: TextKey, params: RichParams): ReactNode => format(key).format<ReactNode>(params as never) as ReactNode
/** True when the key exists; for keys made of data, such as log kinds. */
export const hasText = (key: string): key is TextKey => key in messages
export const currentLanguage = (): Language => language

const subscribe = (listener: () => void) => {
  listeners.add(listener)
  return () => listeners.delete(listener)
}
/** Texts for a component; draws again when the language changes. */
export function useI18n(): { t: typeof t; rich: typeof rich; language: Language } {
  useSyncExternalStore(subscribe, () => messages)
  return { t, rich, language }
}
