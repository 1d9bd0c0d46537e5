// Ctrl K: every action, every place, every client.
import { Search, User } from 'lucide-react'
import { type ReactNode, useEffect, useMemo, useState } from 'react'
import { Autocomplete, Dialog, Header, Input, Menu, MenuItem, MenuSection, Modal, ModalOverlay, SearchField } from 'react-aria-components'
import { clientsContract } from '../../src-main/clients/contract.ts'
import { KeyHint } from '../components/key-hint.tsx'
import { type Action, useActionList } from './actions.ts'
import { formatDate } from './format.ts'
import { useI18n } from './i18n.ts'
import { pages } from './pages.tsx'
import { useMethod } from './queries.ts'
import { go } from './routes.ts'

/** Compares as a person types: case and marks don't matter. */
const fold = (text: string): string => text.toLowerCase().normalize('NFD').replace(/\p{M}/gu, '')

function Hit({ text, part }: { text: string; part: string }): ReactNode {
  const folded = fold(text)
  const at =
    part && folded.length === text.length ? folded.search(new RegExp(`(^|\\P{L})${part.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')}`, 'u')) : -1
  if (at < 0) return text
  const start = folded.startsWith(part, at) ? at : at + 1
  return (
    <>
      {text.slice(0, start)}
      <mark className="hit">{text.slice(start, start + part.length)}</mark>
      {text.slice(start + part.length)}
    </>
  )
}

function useDelayed(text: string): string {
  const [delayed, setDelayed] = useState(text)
  useEffect(() => {
    const timer = setTimeout(() => setDelayed(text), 80)
    return () => clearTimeout(timer)
  }, [text])
  return delayed
}

export function Palette({ isOpen, onClose, mayReadClients }: { isOpen: boolean; onClose(): void; mayReadClients: boolean }) {
  return (
    <ModalOverlay
      className="scrim"
      isOpen={isOpen}
      onOpenChange={(open) => {
        if (!open) onClose()
      }}
      isDismissable
    >
      <Modal className="palette">
        <PaletteContent onClose={onClose} mayReadClients={mayReadClients} />
      </Modal>
    </ModalOverlay>
  )
}

function PaletteContent({ onClose, mayReadClients }: { onClose(): void; mayReadClients: boolean }) {
  const { t } = useI18n()
  const actions = useActionList()
  const [text, setText] = useState('')
  const part = fold(text.trim())
  const asked = useDelayed(text.trim())
  const canOpenClient = mayReadClients && pages.client !== undefined
  const found = useMethod(
    clientsContract.search,
    { text: asked, limit: 8, purpose: 'booking' },
    { enabled: canOpenClient && asked.length >= 2, keep: true },
  )
  const matching = useMemo(() => {
    const fits = (action: Action) =>
      !action.hidden &&
      part.split(/\s+/).every((word) =>
        fold(t(action.label))
          .split(/[^\p{L}\d]+/u)
          .some((start) => start.startsWith(word)),
      )
    return {
      actions: actions.filter((action) => action.section !== 'places' && fits(action)),
      places: actions.filter((action) => action.section === 'places' && fits(action)),
    }
  }, [actions, part, t])
  const clients = canOpenClient && asked.length >= 2 ? (found.data?.clients ?? []) : []
  const run = (work: () => void) => {
    onClose()
    // after the palette has given the focus back, so that a page or dialog may take it
    setTimeout(work, 0)
  }
  const item = (action: Action) => (
    <MenuItem key={action.id} id={action.id} textValue={t(action.label)} className="menu-item" onAction={() => run(action.run)}>
      {action.icon ? <action.icon className="icon" aria-hidden="true" /> : <span className="icon" />}
      <span className="menu-item-text">
        <Hit text={t(action.label)} part={part} />
      </span>
      {action.keys ? <KeyHint keys={action.keys} muted /> : null}
    </MenuItem>
  )
  const nothing = matching.actions.length + matching.places.length + clients.length === 0
  return (
    <Dialog aria-label={t('app.palette')}>
      <Autocomplete inputValue={text} onInputChange={setText}>
        <SearchField className="palette-field" aria-label={t('app.search')} autoFocus>
          <Search className="icon-l" aria-hidden="true" />
          <Input placeholder={t(canOpenClient ? 'app.paletteHint' : 'app.search')} spellCheck={false} autoComplete="off" />
          <KeyHint keys="escape" muted />
        </SearchField>
        <Menu className="palette-list" aria-label={t('app.palette')}>
          {matching.actions.length > 0 ? (
            <MenuSection>
              <Header className="palette-heading">{t('app.actionsHeading')}</Header>
              {matching.actions.map(item)}
            </MenuSection>
          ) : null}
          {clients.length > 0 ? (
            <MenuSection>
              <Header className="palette-heading">{t('app.clients')}</Header>
              {clients.map((client) => (
                <MenuItem
                  key={client.id}
                  id={client.id}
                  textValue={client.displayName}
                  className="menu-item"
                  onAction={() => run(() => go('client', { id: client.id }))}
                >
                  <User className="icon" aria-hidden="true" />
                  <span className="menu-item-text">
                    <Hit text={client.displayName} part={part} />
                  </span>
                  <span className="muted">{client.birthDate ? formatDate(client.birthDate) : (client.birthYear ?? client.city)}</span>
                </MenuItem>
              ))}
            </MenuSection>
          ) : null}
          {matching.places.length > 0 ? (
            <MenuSection>
              <Header className="palette-heading">{t('app.placesHeading')}</Header>
              {matching.places.map(item)}
            </MenuSection>
          ) : null}
        </Menu>
        {nothing ? (
          <p className="palette-foot" role="status">
            {t('app.nothingFound')}
          </p>
        ) : (
          <p className="palette-foot">
            <span>
              <b>↑ ↓</b> {t('app.paletteMove')}
            </span>
            <span>
              <b>Enter</b> {t('app.paletteOpen')}
            </span>
          </p>
        )}
      </Autocomplete>
    </Dialog>
  )
}
