// What is known of a client, beside what has happened.
import { Check, Eye, EyeOff, X } from 'lucide-react'
import { type ReactNode, useState } from 'react'
import { type Client, clientsContract } from '../../src-main/clients/contract.ts'
import type { Purpose } from '../../src-main/core/contract.ts'
import { AlertsPanel } from '../alerts/alerts-panel.tsx'
import { call } from '../app/api.ts'
import { formatDate } from '../app/format.ts'
import { useI18n } from '../app/i18n.ts'
import { useMethod } from '../app/queries.ts'
import { Button, LinkButton } from '../components/button.tsx'
import { Callout } from '../components/content.tsx'
import { ClientMeasures } from '../measures/client-measures.tsx'
import { birthText, ListName } from './client-marks.tsx'
import { addressText, languageName, maskedHetu } from './client-text.ts'
import { UnmaskDialog } from './unmask-dialog.tsx'

function Fact({ label, children }: { label: string; children: ReactNode }) {
  return children === '' || children === undefined || children === null ? null : (
    <>
      <dt>{label}</dt>
      <dd>{children}</dd>
    </>
  )
}

export function ClientDetails({
  client,
  mayRead,
  onUnmask,
  onCompare,
}: {
  client: Client
  /** Of the patient record. */
  mayRead: boolean
  onUnmask(purpose: Purpose): Promise<void>
  onCompare(otherId: string): void
}) {
  const { t } = useI18n()
  const [asking, setAsking] = useState(false)
  const { billing } = client
  const hidden = <span className="muted">{t('clients.hidden')}</span>
  return (
    <aside className="client-details" aria-label={t('clients.details')}>
      {mayRead ? <AlertsPanel clientId={client.id} /> : null}
      <section>
        <h2 className="details-heading">{t('clients.details')}</h2>
        {client.contactMasked ? (
          <Callout
            tone="warning"
            actions={
              <Button size="s" icon={Eye} onPress={() => setAsking(true)}>
                {t('clients.showContact')}
              </Button>
            }
          >
            {t('clients.contactMasked')}
          </Callout>
        ) : null}
        <dl className="details-list">
          <Fact label={t('clients.field.birthDate')}>{client.birthDate ? formatDate(client.birthDate) : ''}</Fact>
          {client.hetu ? <HetuFact clientId={client.id} hetu={client.hetu} /> : null}
          <Fact label={t('clients.field.sex')}>{client.sex && client.sex !== 'unknown' ? t(`clients.sex.${client.sex}`) : ''}</Fact>
          <Fact label={t('clients.field.phone')}>{client.contactMasked ? hidden : client.phone}</Fact>
          <Fact label={t('clients.field.email')}>{client.contactMasked ? hidden : client.email}</Fact>
          <Fact label={t('clients.field.address')}>{client.contactMasked ? hidden : addressText(client.address)}</Fact>
          <Fact label={t('clients.field.language')}>{client.language ? languageName(client.language) : ''}</Fact>
          <Fact label={t('clients.field.occupation')}>{client.occupation}</Fact>
          <Fact label={t('clients.payer')}>{billing?.name ?? t('clients.payerSelf')}</Fact>
          <Fact label={t('clients.field.billing.email')}>{billing?.email}</Fact>
          <Fact label={t('clients.field.billing.eInvoiceAddress')}>{billing?.eInvoiceAddress}</Fact>
          <Fact label={t('clients.billingAddress')}>{addressText(billing?.address)}</Fact>
        </dl>
      </section>
      <ClientMeasures clientId={client.id} />
      {client.note ? (
        <section>
          <h2 className="details-heading">{t('clients.field.note')}</h2>
          <p className="details-note">{client.note}</p>
        </section>
      ) : null}
      {client.guardians.length > 0 ? (
        <section>
          <h2 className="details-heading">{t('clients.guardians')}</h2>
          <ul className="details-people">
            {client.guardians.map((guardian, index) => (
              <li key={index}>
                <span className="strong">{guardian.name}</span>
                {[guardian.relation, client.contactMasked ? t('clients.phoneHidden') : guardian.phone].filter(Boolean).map((part) => (
                  <span key={part} className="muted">
                    {part}
                  </span>
                ))}
              </li>
            ))}
          </ul>
        </section>
      ) : null}
      <section>
        <h2 className="details-heading">{t('clients.lettersHeading')}</h2>
        <dl className="details-list">
          {(['email', 'sms'] as const).map((channel) => (
            <Fact key={channel} label={t(`clients.letters.${channel}`)}>
              <span className="details-state">
                {client.letters[channel] ? (
                  <Check className="icon-s tone-success" aria-hidden="true" />
                ) : (
                  <X className="icon-s tone-muted" aria-hidden="true" />
                )}
                <span className={client.letters[channel] ? '' : 'muted'}>
                  {t(client.letters[channel] ? 'clients.letters.given' : 'clients.letters.none')}
                </span>
              </span>
            </Fact>
          ))}
        </dl>
      </section>
      <PossibleDuplicates client={client} onCompare={onCompare} />
      {asking ? <UnmaskDialog onClose={() => setAsking(false)} onPurpose={onUnmask} /> : null}
    </aside>
  )
}

/** The end of the code stays hidden until asked for; asking is a view of its own in the log. */
function HetuFact({ clientId, hetu }: { clientId: string; hetu: string }) {
  const { t } = useI18n()
  const [shown, setShown] = useState(false)
  const [busy, setBusy] = useState(false)
  const show = () => {
    if (busy) return
    setBusy(true)
    call(clientsContract.get, { id: clientId })
      .then(
        () => setShown(true),
        () => setShown(false),
      )
      .finally(() => setBusy(false))
  }
  return (
    <>
      <dt>{t('clients.field.hetu')}</dt>
      <dd className="details-hetu">
        <span>
          {shown ? (
            hetu
          ) : (
            <>
              <span aria-hidden="true">{maskedHetu(hetu)}</span>
              <span className="visually-hidden">{t('clients.hetuHidden')}</span>
            </>
          )}
        </span>
        <LinkButton icon={shown ? EyeOff : Eye} onPress={() => (shown ? setShown(false) : show())}>
          {t(shown ? 'clients.hide' : 'clients.show')}
        </LinkButton>
      </dd>
    </>
  )
}

/** Says when another record looks like the same person; joining them stays her decision. */
function PossibleDuplicates({ client, onCompare }: { client: Client; onCompare(otherId: string): void }) {
  const { t } = useI18n()
  const similar = useMethod(clientsContract.similar, {
    lastName: client.lastName,
    except: client.id,
    ...(client.firstName ? { firstName: client.firstName } : {}),
    ...(client.hetu ? { hetu: client.hetu } : {}),
    ...(client.birthDate ? { birthDate: client.birthDate } : {}),
    ...(client.phone ? { phone: client.phone } : {}),
    ...(client.email ? { email: client.email } : {}),
  })
  const likely = (similar.data ?? []).filter(({ reasons }) => reasons.some((reason) => reason !== 'phone' && reason !== 'email'))
  if (likely.length === 0) return null
  return (
    <section>
      <h2 className="details-heading">{t('clients.possibleDuplicates')}</h2>
      <ul className="details-people">
        {likely.slice(0, 5).map(({ client: other, reasons }) => (
          <li key={other.id}>
            <span className="strong">
              <ListName client={other} />
            </span>
            <span className="muted">
              {[birthText(other), ...reasons.map((reason) => t(`clients.reason.${reason}`))].filter(Boolean).join(', ')}
            </span>
            <LinkButton onPress={() => onCompare(other.id)}>{t('clients.compare')}</LinkButton>
          </li>
        ))}
      </ul>
    </section>
  )
}
