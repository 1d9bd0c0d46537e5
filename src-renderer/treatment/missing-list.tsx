// What the core still misses before signing, in one line that opens; asked again when the draft, the visit, the client or the settings
// change.
import { Check, CircleAlert, Info, TriangleAlert } from 'lucide-react'
import { useEffect, useRef, useState } from 'react'
import { treatmentContract } from '../../src-main/treatment/contract.ts'
import { useI18n } from '../app/i18n.ts'
import { useMethod } from '../app/queries.ts'
import { Button } from '../components/button.tsx'
import { Callout, Row, Rows } from '../components/content.tsx'

export function MissingList({
  entryId,
  isOpen,
  refused,
  onEndVisit,
}: {
  entryId: string | null
  isOpen: boolean
  /** Why signing was refused just now: the list comes into sight with it. */
  refused: string | null
  onEndVisit(): void
}) {
  const { t } = useI18n()
  const place = useRef<HTMLElement>(null)
  const [isWide, setWide] = useState(false)
  useEffect(() => {
    if (!refused) return
    setWide(true)
    place.current?.scrollIntoView({ block: 'nearest' })
  }, [refused])
  const asked = useMethod(treatmentContract.missing, { entryId: entryId ?? '' }, { enabled: entryId !== null && isOpen, keep: true })
  const missing = asked.data?.missing ?? []
  const told = missing.length > 0 ? missing.map(({ message }) => message).join(' ') : asked.data ? t('treatment.nothingMissing') : null
  const blocks = missing.some((one) => one.blocks)
  return (
    <section ref={place} aria-label={t('treatment.missing')}>
      <div className="note-missing">
        {missing.length > 0 ? (
          <TriangleAlert className={`icon-s tone-${blocks ? 'danger' : 'warning'}`} aria-hidden="true" />
        ) : told ? (
          <Check className="icon-s tone-success" aria-hidden="true" />
        ) : null}
        <h2>{t('treatment.missing')}</h2>
        {missing.length > 0 ? <span className="count">{missing.length}</span> : null}
        <p className="muted">{entryId === null ? t('treatment.missingLater') : isWide ? null : told}</p>
        {missing.length > 0 ? (
          <Button size="s" variant="quiet" aria-expanded={isWide} onPress={() => setWide(!isWide)}>
            {t(isWide ? 'treatment.missingHide' : 'treatment.missingShow')}
          </Button>
        ) : null}
      </div>
      {refused ? (
        <Callout tone="danger" alert>
          {t('treatment.notSigned')}. {refused}
        </Callout>
      ) : null}
      {missing.length > 0 && isWide ? (
        <Rows label={t('treatment.missing')}>
          {missing.map((one) => (
            <Row
              key={one.code}
              icon={one.blocks ? CircleAlert : Info}
              tone={one.blocks ? 'danger' : 'muted'}
              title={one.message}
              detail={one.blocks ? t('treatment.blocks') : undefined}
              end={
                one.code === 'visitEnd' ? (
                  <Button size="s" onPress={onEndVisit}>
                    {t('treatment.endVisit')}
                  </Button>
                ) : undefined
              }
            />
          ))}
        </Rows>
      ) : null}
    </section>
  )
}
