// Error texts in three languages: core/locales/<language>.json and one part for each domain beside it.
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import IntlMessageFormat from 'intl-messageformat'
import { languages, type ErrorBody, type FieldProblem, type Language } from './contract.ts'
import { AppError, type Problem } from './errors.ts'
import { appRoot } from './resources.ts'

interface Texts {
  errors: Record<string, string>
  fields: Record<string, string>
}

const loaded = new Map<Language, Texts>()
const formats = new Map<string, IntlMessageFormat>()

/** All error texts of one language. */
export function errorTexts(language: Language): Texts {
  const known = loaded.get(language)
  if (known) return known
  const sources = path.join(appRoot(), 'src-main', 'core', 'locales')
  const folder = existsSync(sources) ? sources : path.join(appRoot(), 'out', 'assets', 'locales') // the packaged app has no sources
  const files = [
    path.join(folder, `${language}.json`),
    ...readdirSync(path.join(folder, 'parts'))
      .filter((name) => name.endsWith(`.${language}.json`))
      .sort()
      .map((name) => path.join(folder, 'parts', name)),
  ]
  const merged: Texts = { errors: {}, fields: {} }
  for (const file of files) {
    const part = JSON.parse(readFileSync(file, 'utf8')) as Partial<Texts>
    Object.assign(merged.errors, part.errors)
    Object.assign(merged.fields, part.fields)
  }
  loaded.set(language, merged)
  return merged
}

function format(language: Language, text: string, params: Readonly<Record<string, string | number>>): string {
  const id = `${language}\n${text}`
  let message = formats.get(id)
  if (!message) formats.set(id, (message = new IntlMessageFormat(text, language)))
  return message.format(params) as string
}

/** The text of a field problem; falls back to the general one, never to a bare code. */
export function fieldText(language: Language, problem: Problem): string {
  const { fields } = errorTexts(language)
  return format(language, fields[problem.code] ?? fields['invalid']!, problem.params ?? {})
}

/** What the caller sees of an error. Anything unexpected becomes `defect` and says nothing of its insides. */
export function errorBody(error: unknown, language: Language): ErrorBody {
  if (!(error instanceof AppError)) {
    return { code: 'defect', message: format(language, errorTexts(language).errors['defect']!, {}) }
  }
  const text = errorTexts(language).errors[error.key] ?? errorTexts(language).errors[error.code]!
  const body: ErrorBody = { code: error.code, message: format(language, text, error.params) }
  const { problems } = (error.details ?? {}) as { problems?: Problem[] }
  if (problems) {
    const fields: FieldProblem[] = problems.map((problem) => ({
      path: problem.path,
      code: problem.code,
      message: fieldText(language, problem),
    }))
    return { ...body, details: { ...(error.details as object), problems: fields } }
  }
  return error.details === undefined ? body : { ...body, details: error.details }
}

/** Of the machine's language settings, the first that the app speaks. */
export const pickLanguage = (preferred: readonly (string | undefined)[]): Language =>
  preferred.map((name) => name?.slice(0, 2).toLowerCase()).find((name): name is Language => languages.includes(name as Language)) ?? 'fi'
