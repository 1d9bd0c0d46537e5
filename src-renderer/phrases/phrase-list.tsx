// The phrases that fit what is typed, under the line that is being written. The text area keeps the focus.
import { useLayoutEffect, useRef } from 'react'
import { createPortal } from 'react-dom'
import { useI18n } from '../app/i18n.ts'
import { lineAt } from './caret-place.ts'
import type { Token } from './match.ts'
import './phrases.css'

export interface OfferedPhrase {
  abbreviation: string
  text: string
}
export interface Offer {
  area: HTMLTextAreaElement
  token: Token
  phrases: readonly OfferedPhrase[]
  /** Which one Tab inserts; -1 after a bare semicolon, where Enter must stay a line break. */
  active: number
}

export const optionId = (list: string, index: number): string => `${list}-${String(index)}`

export function PhraseList({ id, offer, onChoose }: { id: string; offer: Offer; onChoose(phrase: OfferedPhrase): void }) {
  const { t } = useI18n()
  const box = useRef<HTMLDivElement>(null)
  const { area, token, phrases, active } = offer
  useLayoutEffect(() => {
    const place = () => {
      const popup = box.current
      if (!popup) return
      const line = lineAt(area, token.start)
      const field = area.getBoundingClientRect()
      const below = line.bottom + 4
      const fits = below + popup.offsetHeight <= window.innerHeight - 8
      popup.style.insetBlockStart = `${String(fits ? below : Math.max(8, line.top - 4 - popup.offsetHeight))}px`
      popup.style.insetInlineStart = `${String(Math.max(8, Math.min(field.left, window.innerWidth - popup.offsetWidth - 8)))}px`
    }
    place()
    window.addEventListener('resize', place)
    window.addEventListener('scroll', place, true)
    return () => {
      window.removeEventListener('resize', place)
      window.removeEventListener('scroll', place, true)
    }
  }, [area, token.start, phrases])
  useLayoutEffect(() => {
    if (active >= 0) document.getElementById(optionId(id, active))?.scrollIntoView({ block: 'nearest' })
  }, [id, active])
  return createPortal(
    // The press must not take the focus out of the text.
    // oxlint-disable-next-line jsx-a11y/no-static-element-interactions -- only keeps the focus where it is
    <div
      ref={box}
      className="popover phrase-list"
      onPointerDown={(event) => event.preventDefault()}
      onMouseDown={(event) => event.preventDefault()}
    >
      <div id={id} className="list-box" role="listbox" aria-label={t('phrases.title')}>
        {phrases.map((phrase, index) => (
          // oxlint-disable-next-line jsx-a11y/click-events-have-key-events -- keys are handled in the text area, which has the focus
          <div
            key={phrase.abbreviation}
            id={optionId(id, index)}
            role="option"
            tabIndex={-1}
            aria-selected={index === active}
            className="phrase-option"
            data-focused={index === active ? '' : undefined}
            onClick={() => onChoose(phrase)}
          >
            <strong>;{phrase.abbreviation}</strong>
            <span className="muted">{phrase.text}</span>
          </div>
        ))}
      </div>
      <p className="phrase-keys muted" aria-hidden="true">
        <span>
          <kbd className="key-hint" data-muted>
            Tab
          </kbd>{' '}
          {t('phrases.insertKey')}
        </span>
        <span>
          <kbd className="key-hint" data-muted>
            Esc
          </kbd>{' '}
          {t('phrases.escapeKey')}
        </span>
      </p>
    </div>,
    document.body,
  )
}
