// Phrases in every text area inside: `;mob` opens the list, Tab or Enter puts the text in its place, Esc goes on writing.
// The text area stays a plain one: the list is told of by aria-activedescendant and once by a live region.
import { BookmarkPlus } from 'lucide-react'
import { type KeyboardEvent, type ReactNode, useCallback, useEffect, useId, useRef, useState } from 'react'
import { phrasesContract } from '../../src-main/templates/contract.ts'
import { useActions } from '../app/actions.ts'
import { useI18n } from '../app/i18n.ts'
import { useMethod } from '../app/queries.ts'
import { notify } from '../app/undo.ts'
import { matching, tokenAt } from './match.ts'
import { type Offer, type OfferedPhrase, optionId, PhraseList } from './phrase-list.tsx'
import { SavePhraseDialog } from './save-phrase-dialog.tsx'

const areaOf = (target: EventTarget | null): HTMLTextAreaElement | null =>
  target instanceof HTMLTextAreaElement && !target.readOnly && !target.disabled ? target : null

/** One step of the field's own undo, and a change that React sees as typing. */
function put({ area, token }: Offer, text: string): void {
  area.focus()
  area.setSelectionRange(token.start, token.end)
  // The only way to write into a field that its own Ctrl Z takes back.
  document.execCommand('insertText', false, text)
}

export function PhraseHost({ children }: { children: ReactNode }) {
  const { t } = useI18n()
  const list = useId()
  const host = useRef<HTMLDivElement>(null)
  const phrases = useMethod(phrasesContract.list, {})
  const [offer, setOffer] = useState<Offer | null>(null)
  /** Where Esc was pressed: this abbreviation is not offered again. */
  const dismissed = useRef<{ area: HTMLTextAreaElement; start: number } | null>(null)
  const selected = useRef('')
  const [saving, setSaving] = useState<string | null>(null)

  const look = useCallback(
    (area: HTMLTextAreaElement) => {
      const caret = area.selectionStart
      const token = caret === area.selectionEnd ? tokenAt(area.value, caret) : null
      if (!token) {
        dismissed.current = null
        setOffer(null)
        return
      }
      if (dismissed.current?.area === area && dismissed.current.start === token.start) return
      const found = matching(phrases.data?.phrases ?? [], token.typed)
      setOffer(found.length > 0 ? { area, token, phrases: found, active: token.typed === '' ? -1 : 0 } : null)
    },
    [phrases.data],
  )
  const isOpen = offer !== null
  useEffect(() => {
    const moved = () => {
      const area = areaOf(document.activeElement)
      if (!area || !host.current?.contains(area)) return
      selected.current = area.value.slice(area.selectionStart, area.selectionEnd)
    }
    document.addEventListener('selectionchange', moved)
    return () => document.removeEventListener('selectionchange', moved)
  }, [])
  const area = offer?.area
  const active = offer?.active ?? -1
  useEffect(() => {
    if (!area) return
    area.setAttribute('aria-autocomplete', 'list')
    area.setAttribute('aria-haspopup', 'listbox')
    area.setAttribute('aria-controls', list)
    if (active >= 0) area.setAttribute('aria-activedescendant', optionId(list, active))
    return () => {
      for (const name of ['autocomplete', 'haspopup', 'controls', 'activedescendant']) area.removeAttribute(`aria-${name}`)
    }
  }, [area, active, list])

  const choose = (phrase: OfferedPhrase) => {
    if (!offer) return
    setOffer(null)
    put(offer, phrase.text)
  }
  const handle = (event: KeyboardEvent) => {
    if (!offer || event.target !== offer.area || event.nativeEvent.isComposing || event.keyCode === 229) return
    if (event.ctrlKey || event.metaKey || event.altKey) return
    const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0
    const chosen = offer.phrases[offer.active]
    if (step !== 0) {
      const next =
        offer.active === -1 && step === -1 ? offer.phrases.length - 1 : (offer.active + step + offer.phrases.length) % offer.phrases.length
      setOffer({ ...offer, active: next })
    } else if ((event.key === 'Enter' || event.key === 'Tab') && !event.shiftKey && chosen) choose(chosen)
    else if (event.key === 'Escape') {
      dismissed.current = { area: offer.area, start: offer.token.start }
      setOffer(null)
    } else return
    event.preventDefault()
    event.stopPropagation()
  }
  useActions([
    {
      id: 'savePhrase',
      label: 'phrases.saveSelected',
      icon: BookmarkPlus,
      section: 'actions',
      run: () => (selected.current.trim() === '' ? notify(t('phrases.selectFirst')) : setSaving(selected.current)),
    },
  ])
  return (
    // oxlint-disable-next-line jsx-a11y/no-static-element-interactions -- listens to the text areas inside
    <div
      ref={host}
      className="phrase-host"
      onInput={(event) => {
        const area = areaOf(event.target)
        if (area && (event.nativeEvent as InputEvent).isComposing) setOffer(null)
        else if (area) look(area)
      }}
      onCompositionEnd={(event) => {
        const area = areaOf(event.target)
        if (area) requestAnimationFrame(() => look(area))
      }}
      onSelect={(event) => {
        const area = areaOf(event.target)
        if (area && isOpen && area.selectionStart !== offer.token.end) look(area)
      }}
      onBlur={() => setOffer(null)}
      onKeyDownCapture={handle}
    >
      {children}
      <p className="visually-hidden" role="status">
        {offer ? t('phrases.found', { count: offer.phrases.length, first: `;${offer.phrases[0]!.abbreviation}` }) : ''}
      </p>
      {offer ? <PhraseList id={list} offer={offer} onChoose={choose} /> : null}
      {saving === null ? null : <SavePhraseDialog text={saving} onClose={() => setSaving(null)} />}
    </div>
  )
}
