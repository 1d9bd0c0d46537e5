// Content as stored: one canonical JSON text, so that equal contents have equal bytes, and its salted hash.
import { hash, randomBytes } from 'node:crypto'
import { invalidInput } from '../core/errors.ts'
import { headings, longestEntry, type ContentChange, type EntryContent, type Sections, type SignedContent } from './content-contract.ts'

export const emptyContent: EntryContent = { sections: {}, diagnoses: [], procedures: [], measures: [], checklists: [], copied: {} }

/** Headings in their order, empty ones left out. */
export const orderedSections = (sections: Sections): Sections =>
  Object.fromEntries(headings.flatMap((heading) => (sections[heading] ? [[heading, sections[heading]]] : [])))

type Given<T> = { [K in keyof T]?: T[K] | undefined }

/**
 * The content with what a change gives; `null` clears, absent stays.
 * @param sectionsReplace all sections are what is given (autosave sends the whole form), or only the given ones are replaced (an amendment)
 * @throws AppError `invalid_input` for more text than an entry holds
 */
export function withChange(before: EntryContent, change: Given<ContentChange>, sectionsReplace: 'all' | 'given'): EntryContent {
  const sections = orderedSections(
    change.sections === undefined
      ? before.sections
      : sectionsReplace === 'all'
        ? change.sections
        : { ...before.sections, ...change.sections },
  )
  const length = Object.values(sections).reduce((sum, text) => sum + text.length, 0)
  if (length > longestEntry) throw invalidInput([{ path: ['sections'], code: 'tooLong' }])
  const { templateId: _template, bodyChart: _chart, source: _source, minorDecision: _decision, ...rest } = before
  const optional = <K extends 'templateId' | 'bodyChart' | 'source' | 'minorDecision'>(key: K): Pick<EntryContent, K> => {
    const value = change[key] === undefined ? before[key] : change[key]
    return (value === null || value === undefined || value === '' ? {} : { [key]: value }) as Pick<EntryContent, K>
  }
  return {
    ...optional('templateId'),
    ...rest,
    sections,
    ...optional('bodyChart'),
    diagnoses: change.diagnoses ?? before.diagnoses,
    procedures: change.procedures ?? before.procedures,
    measures: change.measures ?? before.measures,
    checklists: change.checklists ?? before.checklists,
    copied: change.copied ?? before.copied,
    ...optional('source'),
    ...optional('minorDecision'),
  }
}

export const newSalt = (): string => randomBytes(32).toString('hex')
/** SHA-256 of salt, line feed and content. */
export const contentHash = (salt: string, content: string): string => hash('sha256', `${salt}\n${content}`, 'hex')

export const readDraft = (json: string): EntryContent => ({ ...emptyContent, ...(JSON.parse(json) as EntryContent) })
export const readSigned = (json: string): SignedContent => JSON.parse(json) as SignedContent

/** The part of a signed content that an amendment starts from. */
export const editable = ({
  format: _format,
  kind: _kind,
  subject: _subject,
  author: _author,
  recorder: _recorder,
  provider: _provider,
  visit: _visit,
  ...content
}: SignedContent): EntryContent => content
