// What the core still misses before signing; asked again when the draft, the visit, the client or the settings change.
import { CircleAlert, Info } from 'lucide-react'
import { useEffect, useRef } from 'react'
import { treatmentContract } from '../../src-main/treatment/contract.ts'
import { useI18n } from '../app/i18n.ts'
import { useMethod } from '../app/queries.ts'
import { Button } from '../components/button.tsx'
import { Callout, Row, Rows, SectionHeading } from '../components/content.tsx'

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
  useEffect(() => {
    if (refused) place.current?.scrollIntoView({ block: 'nearest' })
  }, [refused])
  const asked = useMethod(treatmentContract.missing, { entryId: entryId ?? '' }, { enabled: entryId !== null && isOpen, keep: true })
  const missing = asked.data?.missing
  return (
    <section ref={place} aria-label={t('treatment.missing')}>
      <SectionHeading {...(missing ? { count: missing.length } : {})}>{t('treatment.missing')}</SectionHeading>
      {refused ? (
        <Callout tone="danger" alert>
          {t('treatment.notSigned')}. {refused}
        </Callout>
      ) : null}
      {entryId === null ? <p className="muted">{t('treatment.missingLater')}</p> : null}
      {missing?.length === 0 ? <p className="muted">{t('treatment.nothingMissing')}</p> : null}
      {missing && missing.length > 0 ? (
        <Rows label={t('treatment.missing')}>
          {missing.map(({ code, blocks, message }) => (
            <Row
              key={code}
              icon={blocks ? CircleAlert : Info}
              tone={blocks ? 'danger' : 'muted'}
              title={message}
              detail={blocks ? t('treatment.blocks') : undefined}
              end={
                code === 'visitEnd' ? (
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
