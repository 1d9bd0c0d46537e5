// Words of the menu, the dialogs and the shell's own errors.
import type { Language } from '../core/contract.ts'
import { languages } from '../core/contract.ts'
import en from './texts/en.json' with { type: 'json' }
import fi from './texts/fi.json' with { type: 'json' }
import sv from './texts/sv.json' with { type: 'json' }

export type ShellTexts = typeof fi
const byLanguage: Record<Language, ShellTexts> = { fi, sv, en }

/** The language in use now; the window changes it (`shell.setLanguage`). */
export class SpokenLanguage {
  private spoken: Language
  constructor(systemLocale: string) {
    this.spoken = languages.find((language) => systemLocale.toLowerCase().startsWith(language)) ?? 'fi'
  }
  get language(): Language {
    return this.spoken
  }
  get texts(): ShellTexts {
    return byLanguage[this.spoken]
  }
  speak(language: Language): void {
    this.spoken = language
  }
}
