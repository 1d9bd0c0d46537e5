// Every client: scroll, type, open.
import { CopyCheck, Search, Upload, UserPlus, X } from 'lucide-react'
import { type KeyboardEvent, useEffect, useRef, useState } from 'react'
import { Button as AriaButton, Input, SearchField } from 'react-aria-components'
import { type ClientRow, clientsContract } from '../../src-main/clients/contract.ts'
import { useActions } from '../app/actions.ts'
import { formatNumber } from '../app/format.ts'
import { useI18n } from '../app/i18n.ts'
import { useMethod } from '../app/queries.ts'
import { currentRoute, go, type Routes } from '../app/routes.ts'
import { Button } from '../components/button.tsx'
import { SegmentedControl } from '../components/choice.tsx'
import { Callout, EmptyState, Loading, PageHeader, Row } from '../components/content.tsx'
import { KeyHint } from '../components/key-hint.tsx'
import { Menu } from '../components/menu.tsx'
import { type Column, Table } from '../components/table.tsx'
import { birthText, ClientMarks, ListName } from './client-marks.tsx'
import { useClientPages, useClientSearch } from './client-list.ts'
import { NoClients } from './no-clients.tsx'
import { useMedia } from '../app/use-media.ts'
import './clients.css'

interface View {
  text: string
  archived: boolean
  index: number
  /** She opened a row: coming back, the focus belongs on it. */
  opened: boolean
}
/** How the list looked, kept with its place on the way back; forgotten with the way itself, at lock. */
const views = new WeakMap<object, View>()

export function ClientsPage({ params }: { params: Routes['clients'] }) {
  const { t } = useI18n()
  const [route] = useState(currentRoute)
  const [before] = useState(() => views.get(route))
  const [text, setText] = useState(before?.text ?? params.text ?? '')
  const [archived, setArchived] = useState(before?.archived ?? params.archived ?? false)
  const view = useRef<View>({ text, archived, index: before?.index ?? 0, opened: false })
  const input = useRef<HTMLInputElement>(null)
  const counted = useMethod(clientsContract.count, {})
  const list = useClientPages(archived, text.trim() === '' || before === undefined)
  const { found, error, loadMore } = useClientSearch(text, archived)
  const isEmpty = counted.data?.active === 0 && counted.data.archived === 0

  useEffect(() => {
    view.current = { ...view.current, text, archived, opened: false }
    views.set(route, view.current)
  }, [route, text, archived])
  useEffect(() => {
    if (before?.opened) document.querySelector<HTMLElement>('.clients-table [role=grid]')?.focus({ preventScroll: true })
  }, [before])

  const open = (client: ClientRow) => {
    views.set(route, { ...view.current, opened: true })
    go('client', { id: client.id })
  }
  /** Enter before the answer has come opens the first of what was typed, never of what was found before it. */
  const awaited = useRef<string | null>(null)
  const openFirst = () => {
    const typed = text.trim()
    const answered = typed === '' || (found?.text === typed && found.archived === archived)
    awaited.current = answered ? null : typed
    const first = typed === '' ? list.rowAt(0) : found?.clients[0]
    if (answered && first) open(first)
  }
  useEffect(() => {
    const typed = text.trim()
    if (awaited.current !== typed) awaited.current = null
    else if (found?.text === typed && found.archived === archived) openFirst()
    // oxlint-disable-next-line react-hooks/exhaustive-deps -- runs for each answer and each letter
  }, [found, text, archived])
  useActions([
    { id: 'newClient', label: 'clients.new', keys: 'mod+shift+n', icon: UserPlus, section: 'actions', run: () => go('newClient', {}) },
    { id: 'findClient', label: 'clients.find', keys: '/', icon: Search, section: 'actions', run: () => input.current?.focus() },
    { id: 'importClients', label: 'clients.import', icon: Upload, section: 'actions', run: () => go('importClients') },
    { id: 'duplicates', label: 'clients.duplicates', icon: CopyCheck, section: 'actions', run: () => go('duplicates') },
  ])

  const count = found ? found.clients.length : list.count
  const fact =
    counted.data && !isEmpty
      ? t(archived ? 'clients.archivedCount' : 'clients.count', { count: archived ? counted.data.archived : counted.data.active })
      : undefined
  return (
    <div className="page page-fill">
      <PageHeader
        title={t('app.clients')}
        fact={fact}
        actions={
          <>
            <Button variant="quiet" icon={Upload} onPress={() => go('importClients')}>
              {t('clients.importShort')}
            </Button>
            <Button variant="primary" icon={UserPlus} keys="mod+shift+n" onPress={() => go('newClient', {})}>
              {t('clients.new')}
            </Button>
            <Menu
              label={t('clients.more')}
              entries={[{ id: 'duplicates', label: t('clients.duplicates'), icon: CopyCheck, onAction: () => go('duplicates') }]}
            />
          </>
        }
      />
      {isEmpty ? (
        <div className="page-body">
          <NoClients />
        </div>
      ) : (
        <>
          <div className="clients-tools">
            <SearchField className="clients-search" aria-label={t('clients.find')} value={text} onChange={setText}>
              <Search className="icon" aria-hidden="true" />
              <Input
                ref={input}
                placeholder={t('clients.findHint')}
                spellCheck={false}
                autoComplete="off"
                onKeyDown={(event) => searchKey(event, openFirst)}
              />
              {text === '' ? (
                <KeyHint keys="/" muted />
              ) : (
                <AriaButton className="button icon-button clients-clear" aria-label={t('clients.clear')}>
                  <X className="icon" aria-hidden="true" />
                </AriaButton>
              )}
            </SearchField>
            <p role="status" className="muted">
              {found ? (found.cursor ? t('clients.manyFound', { count: formatNumber(count) }) : t('clients.found', { count })) : ''}
            </p>
            <SegmentedControl
              label={t('clients.which')}
              value={archived ? 'archived' : 'active'}
              onChange={(next) => setArchived(next === 'archived')}
              options={[
                { value: 'active', label: t('clients.active') },
                { value: 'archived', label: t('clients.archived') },
              ]}
            />
          </div>
          {(error ?? list.error) ? (
            <div className="page-body">
              <Callout tone="danger" alert>
                {(error ?? list.error)!.message}
              </Callout>
            </div>
          ) : null}
          {found && count === 0 ? (
            <NothingFound text={found.text} archived={archived} onArchived={setArchived} />
          ) : !found && list.ready && count === 0 ? (
            <div className="page-body">
              <EmptyState
                title={t(archived ? 'clients.noArchived' : 'clients.noActive')}
                text={t(archived ? 'clients.noArchivedText' : 'clients.noActiveText')}
              />
            </div>
          ) : !found && !list.ready ? (
            <div className="page-body">
              <Loading />
            </div>
          ) : (
            <ClientTable
              key={found ? `found ${String(found.archived)} ${found.text}` : `list ${String(archived)}`}
              count={count}
              initialIndex={before && view.current.index < count ? view.current.index : 0}
              rowAt={(index) => (found ? found.clients[index] : list.rowAt(index))}
              onOpen={open}
              onRange={(first, last) => {
                if (!found) list.onRange(first, last)
                else if (last > count - 20) loadMore()
              }}
              onIndex={(index) => {
                view.current.index = index
              }}
            />
          )}
        </>
      )}
    </div>
  )
}

/** ↓ goes into the rows, Enter opens the first one. Keys that end a composition belong to it. */
function searchKey(event: KeyboardEvent, openFirst: () => void): void {
  if (event.nativeEvent.isComposing || event.keyCode === 229) return
  if (event.key === 'ArrowDown') {
    event.preventDefault()
    document.querySelector<HTMLElement>('.clients-table [role=grid]')?.focus()
  } else if (event.key === 'Enter') {
    event.preventDefault()
    openFirst()
  }
}

interface ClientTableProps {
  count: number
  initialIndex: number
  rowAt(index: number): ClientRow | undefined
  onOpen(client: ClientRow): void
  onRange(first: number, last: number): void
  onIndex(index: number): void
}
const nameCell = (client: ClientRow) => (
  <span className="client-cell" title={client.displayName}>
    <span className="client-cell-name">
      <ListName client={client} />
    </span>
    <ClientMarks client={client} archived={false} />
  </span>
)
const HiddenPhone = () => <span className="muted">{useI18n().t('clients.hidden')}</span>
const phoneCell = (client: ClientRow) => client.phone ?? (client.safetyProhibition ? <HiddenPhone /> : '')

function ClientTable({ onOpen, onIndex, rowAt, ...props }: ClientTableProps) {
  const { t } = useI18n()
  const narrow = useMedia('(max-width: 760px)')
  const columns: Column<ClientRow>[] = [
    {
      id: 'name',
      header: t('clients.name'),
      width: 'minmax(0, 3fr)',
      cell: nameCell,
    },
    { id: 'birth', header: t(narrow ? 'clients.bornShort' : 'clients.birthDate'), width: '7rem', cell: birthText },
    {
      id: 'phone',
      header: t('clients.phone'),
      width: narrow ? '8.5rem' : '10.5rem',
      cell: phoneCell,
    },
    ...(narrow
      ? []
      : [{ id: 'city', header: t('clients.city'), width: 'minmax(0, 1.2fr)', cell: (client: ClientRow) => client.city ?? '' }]),
  ]
  const indexOf = (client: ClientRow, near: number): number => {
    for (let step = 0; step < 200; step++)
      for (const index of [near + step, near - step]) if (index >= 0 && rowAt(index)?.id === client.id) return index
    return near
  }
  const seen = useRef(props.initialIndex)
  return (
    <div className="clients-table">
      <Table
        {...props}
        label={t('app.clients')}
        columns={columns}
        rowAt={rowAt}
        rowKey={(client) => client.id}
        onRange={(first, last) => {
          seen.current = Math.floor((first + last) / 2)
          props.onRange(first, last)
        }}
        onOpen={(client) => {
          onIndex(indexOf(client, seen.current))
          onOpen(client)
        }}
        onRowKey={(event, client) => {
          if (event.key.toLowerCase() === 'e' && !event.ctrlKey && !event.metaKey && !event.altKey) {
            event.preventDefault()
            onIndex(indexOf(client, seen.current))
            go('editClient', { id: client.id })
          }
        }}
      />
    </div>
  )
}

function NothingFound({ text, archived, onArchived }: { text: string; archived: boolean; onArchived(archived: boolean): void }) {
  const { t } = useI18n()
  return (
    <div className="page-body">
      <EmptyState title={t('clients.nothingFound', { text })} text={t('clients.nothingFoundText')}>
        <Row
          icon={UserPlus}
          title={t('clients.addNamed', { text })}
          onPress={() => go('newClient', /^[\p{L}\s'’.-]+$/u.test(text) ? { lastName: text } : {})}
        />
        <Row icon={Search} title={t(archived ? 'clients.lookActive' : 'clients.lookArchived')} onPress={() => onArchived(!archived)} />
      </EmptyState>
    </div>
  )
}
