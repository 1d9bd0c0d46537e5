// To whom a client's data were given (703/2023 § 10(3)). The log is never rewritten: a mistake is set right by a row that says so.
import { FilePen, Plus } from 'lucide-react'
import { useState } from 'react'
import { type Disclosure, disclosuresContract } from '../../src-main/disclosures/contract.ts'
import { formatDateTime } from '../app/format.ts'
import { useI18n } from '../app/i18n.ts'
import { useMethod } from '../app/queries.ts'
import { Button, IconButton } from '../components/button.tsx'
import { Callout, Loading } from '../components/content.tsx'
import { DisclosureDialog } from './disclosure-dialog.tsx'
import './disclosures.css'

export function DisclosuresPanel({ clientId }: { clientId: string }) {
  const { t } = useI18n()
  const asked = useMethod(disclosuresContract.list, { clientId }, { fresh: true })
  const [open, setOpen] = useState<'new' | Disclosure | null>(null)
  if (asked.error)
    return (
      <Callout tone="danger" alert>
        {asked.error.message}
      </Callout>
    )
  if (!asked.data) return <Loading rows={4} />
  const { disclosures } = asked.data
  return (
    <div className="disclosures">
      <div className="disclosures-head">
        <p className="muted">{t('disclosures.intro')}</p>
        <Button icon={Plus} onPress={() => setOpen('new')}>
          {t('disclosures.record')}
        </Button>
      </div>
      {disclosures.length === 0 ? (
        <p className="muted">{t('disclosures.none')}</p>
      ) : (
        <ul className="disclosure-list" aria-label={t('disclosures.title')}>
          {disclosures.map((one) => (
            <li key={one.id}>
              <div className="disclosure-line">
                <strong>{one.recipient}</strong>
                <span className="muted">{formatDateTime(one.at)}</span>
                <IconButton
                  icon={FilePen}
                  size="s"
                  label={t('disclosures.correct', { recipient: one.recipient })}
                  onPress={() => setOpen(one)}
                />
              </div>
              <p className="disclosure-what">{one.what}</p>
              <p className="muted">
                {one.reason} · {t(`disclosures.groundKind.${one.groundKind}`)}: {one.ground} · {t(`disclosures.how.${one.how}`)}
                {one.minorForbids ? ` · ${t('disclosures.minorForbids')}` : ''} · {one.userName}
              </p>
            </li>
          ))}
        </ul>
      )}
      {open === null ? null : (
        <DisclosureDialog clientId={clientId} corrects={open === 'new' ? undefined : open} onClose={() => setOpen(null)} />
      )}
    </div>
  )
}
