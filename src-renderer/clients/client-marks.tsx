// What must be seen beside a name, always: by a word and an icon.
import { Archive, Flower2, ShieldAlert } from 'lucide-react'
import type { ClientRow } from '../../src-main/clients/contract.ts'
import { formatDate } from '../app/format.ts'
import { useI18n } from '../app/i18n.ts'

type Marked = Pick<ClientRow, 'safetyProhibition' | 'deceased' | 'archived'>

export function ClientMarks({ client, archived = true }: { client: Marked; archived?: boolean }) {
  const { t } = useI18n()
  return (
    <>
      {client.safetyProhibition ? (
        <span className="client-mark" data-tone="danger">
          <ShieldAlert className="icon-s" aria-hidden="true" />
          {t('clients.safetyProhibition')}
        </span>
      ) : null}
      {client.deceased ? (
        <span className="client-mark">
          <Flower2 className="icon-s" aria-hidden="true" />
          {t('clients.deceased')}
        </span>
      ) : null}
      {archived && client.archived ? (
        <span className="client-mark">
          <Archive className="icon-s" aria-hidden="true" />
          {t('clients.archivedMark')}
        </span>
      ) : null}
    </>
  )
}

/** As in an alphabetical list: last name first, and strong. */
export function ListName({ client }: { client: Pick<ClientRow, 'lastName' | 'firstName'> }) {
  return (
    <>
      <span className="list-name">{client.lastName}</span>
      {client.firstName ? ` ${client.firstName}` : ''}
    </>
  )
}

/** Birth date, else the year, else nothing. */
export const birthText = ({ birthDate, birthYear }: Pick<ClientRow, 'birthDate' | 'birthYear'>): string =>
  birthDate ? formatDate(birthDate) : birthYear ? String(birthYear) : ''
