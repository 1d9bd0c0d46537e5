// Files of answers: JSON, one object or a list (also under `acknowledgements`), or XML with an element for each answer.
import * as z from 'zod'
import { instant, prose } from '../core/fields.ts'
import { AppError } from '../core/errors.ts'
import { childrenNamed, elementsOf, readXml, textOf, type XmlElement } from './xml-reader.ts'

/** A file bigger than this is not a list of answers. */
export const biggestAnswerFileBytes = 32 * 1024 * 1024

const acknowledgement = z.object({
  // Not necessarily one of ours: what it names is looked up, and reported when it is not there.
  documentId: z.string().trim().min(1).max(200),
  result: z.enum(['accepted', 'rejected']),
  detail: prose(2000).nullish(),
  time: z.string().nullish(),
})
export interface FileAnswer {
  documentId: string
  result: 'accepted' | 'rejected'
  detail?: string
  time?: string
}

const refuse = (cause?: unknown): AppError => new AppError('invalid_input', 'kantaAnswersUnreadable', { cause })

/** `2026-11-24T14:32:00+02:00` and the like, as UTC; undefined for anything else. */
function utc(time: string | null | undefined): string | undefined {
  if (!time || !/^\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d(\.\d+)?)?(Z|[+-]\d\d:?\d\d)$/.test(time)) return undefined
  const at = Date.parse(time)
  return Number.isNaN(at) ? undefined : instant.parse(new Date(at).toISOString())
}

function fromJson(text: string): unknown[] {
  let json: unknown
  try {
    json = JSON.parse(text)
  } catch (cause) {
    throw refuse(cause)
  }
  const wrapped = (json as { acknowledgements?: unknown } | null)?.acknowledgements
  const list = Array.isArray(json) ? json : wrapped === undefined ? [json] : wrapped
  if (!Array.isArray(list)) throw refuse()
  return list
}

const fields = ['documentId', 'result', 'detail', 'time'] as const
const isAnswer = (element: XmlElement): boolean => 'documentId' in element.attributes || childrenNamed(element, 'documentId').length > 0

/** Fields are attributes or child elements. */
function fromXml(text: string): unknown[] {
  const root = readXml(text)
  const answers = isAnswer(root) ? [root] : elementsOf(root)
  return answers.map((element) =>
    Object.fromEntries(
      fields.flatMap((name) => {
        const [child] = childrenNamed(element, name)
        const value = element.attributes[name] ?? (child && textOf(child).trim())
        return value === undefined || value === '' ? [] : [[name, value]]
      }),
    ),
  )
}

/** Every answer of a file; all or none. @throws AppError `invalid_input` when it can't be read as answers */
export function readAnswers(text: string): FileAnswer[] {
  const plain = text.replace(/^\uFEFF/, '').trim()
  const list = z.array(acknowledgement).safeParse(plain.startsWith('<') ? fromXml(plain) : fromJson(plain))
  if (!list.success) throw refuse(list.error)
  return list.data.map(({ documentId, result, detail, time }) => {
    const at = utc(time)
    return { documentId, result, ...(detail ? { detail } : {}), ...(at === undefined ? {} : { time: at }) }
  })
}
