// One line of the timeline in words. Kinds of later domains that are not known here are shown by their own title.
import {
  Archive,
  ArchiveRestore,
  CalendarDays,
  CircleDot,
  Download,
  FileInput,
  FilePen,
  type LucideIcon,
  Mail,
  MailX,
  Merge,
  NotebookText,
  Paperclip,
  Pencil,
  Share2,
  Undo2,
  UserPlus,
} from 'lucide-react'
import { hasText, t } from '../app/i18n.ts'
import { kindText } from '../attachments/words.ts'
import { markWords, type QueueState, stateIcon } from '../kanta/state-words.ts'
import { fieldName } from './client-text.ts'

interface Told {
  kind: string
  title?: string | undefined
  details?: Record<string, unknown> | undefined
}
export interface TimelineText {
  icon: LucideIcon
  title: string
  detail?: string
  by?: string
  /** How the entry stands with Kanta. */
  kanta?: { state: QueueState; words: string }
}

const fieldsOf = (details: Record<string, unknown>): string => {
  const names = Array.isArray(details['fields'])
    ? (details['fields'] as unknown[]).flatMap((name) => (typeof name === 'string' ? (fieldName(name) ?? []) : []))
    : []
  return [...new Set(names)].join(', ')
}

/** The word for a value of a later domain, when the window knows it. */
function nameOf(group: 'appointment' | 'entry' | 'entryKind', value: unknown, otherwise = ''): string {
  const key = `clients.${group}.${String(value)}`
  return hasText(key) ? t(key) : otherwise
}
const stateOf = (group: 'appointment' | 'entry', value: unknown): Pick<TimelineText, 'by'> => {
  const by = nameOf(group, value)
  return by ? { by } : {}
}

function kantaMark({ kanta }: Record<string, unknown>): Pick<TimelineText, 'kanta'> {
  const { state, at } = (kanta ?? {}) as { state?: string; at?: string }
  if (state === undefined || at === undefined || !(state in stateIcon)) return {}
  return { kanta: { state: state as QueueState, words: markWords(state as QueueState, at) } }
}

export function timelineText({ kind, title, details = {} }: Told): TimelineText {
  const by = typeof details['userName'] === 'string' ? { by: details['userName'] } : {}
  const say = (icon: LucideIcon, text: string, detail = ''): TimelineText => ({ icon, title: text, ...by, ...(detail ? { detail } : {}) })
  switch (kind) {
    case 'create':
      return say(UserPlus, t('clients.event.create'))
    case 'change':
      return say(Pencil, t('clients.event.change'), fieldsOf(details))
    case 'archive':
      return details['archived'] === false ? say(ArchiveRestore, t('clients.event.restore')) : say(Archive, t('clients.event.archive'))
    case 'import':
      return say(FileInput, t(details['demo'] === true || 'seed' in details ? 'clients.event.demo' : 'clients.event.import'))
    case 'export':
      return say(Download, t('clients.event.export'))
    case 'merge':
      return details['undone'] === true ? say(Undo2, t('clients.event.mergeUndone')) : say(Merge, t('clients.event.merge'))
    case 'consent': {
      const channel = details['channel'] === 'sms' ? 'sms' : 'email'
      return details['given'] === true
        ? say(Mail, t(`clients.event.letters.${channel}.given`))
        : say(MailX, t(`clients.event.letters.${channel}.withdrawn`))
    }
    case 'appointment':
      return { ...say(CalendarDays, title ?? t('clients.event.appointment')), ...stateOf('appointment', details['status']) }
    case 'visit':
      return say(NotebookText, title ?? t('clients.event.visit'))
    case 'entry':
      return {
        ...say(FilePen, nameOf('entryKind', details['entryKind'], t('clients.event.entry'))),
        ...stateOf('entry', details['state']),
        ...kantaMark(details),
      }
    case 'disclosure':
      return say(Share2, t('clients.event.disclosure'), String(details['recipient'] ?? ''))
    case 'attachment':
      return say(Paperclip, title ?? '', kindText(String(details['attachmentKind'] ?? '')))
    default:
      return say(CircleDot, title ?? (hasText(`clients.event.${kind}`) ? t(`clients.event.${kind}` as never) : kind))
  }
}
