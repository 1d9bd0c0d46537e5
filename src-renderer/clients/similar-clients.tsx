// While somebody is typed in: is she here already?
import { UserSearch } from 'lucide-react'
import { useEffect, useState } from 'react'
import { clientsContract } from '../../src-main/clients/contract.ts'
import type { InputOf } from '../../src-main/core/contract.ts'
import { useI18n } from '../app/i18n.ts'
import { useMethod } from '../app/queries.ts'
import { go } from '../app/routes.ts'
import { LinkButton } from '../components/button.tsx'
import { birthText, ClientMarks, ListName } from './client-marks.tsx'
import type { ClientValues } from './form-values.ts'

type Typed = InputOf<typeof clientsContract.similar>
const delayMilliseconds = 350

/** Only what is whole is asked about: each answer that names somebody is a line in the log. */
function typedOf(values: ClientValues, except: string | undefined, hetuIsRight: boolean): Typed {
  const name = values.lastName.trim()
  return {
    ...(name ? { lastName: name } : {}),
    ...(name && values.firstName.trim() ? { firstName: values.firstName.trim() } : {}),
    ...(hetuIsRight ? { hetu: values.hetu.trim() } : {}),
    ...(values.birthDate ? { birthDate: values.birthDate } : {}),
    ...(values.phone.replace(/\D/g, '').length >= 6 ? { phone: values.phone.trim() } : {}),
    ...(/.@.+\../.test(values.email) ? { email: values.email.trim() } : {}),
    ...(except ? { except } : {}),
  }
}

export function SimilarClients({
  values,
  except,
  hetuIsRight,
}: {
  values: ClientValues
  except?: string | undefined
  hetuIsRight: boolean
}) {
  const { t } = useI18n()
  const now = JSON.stringify(typedOf(values, except, hetuIsRight))
  const [asked, setAsked] = useState(now)
  useEffect(() => {
    const timer = setTimeout(() => setAsked(now), delayMilliseconds)
    return () => clearTimeout(timer)
  }, [now])
  const typed = JSON.parse(asked) as Typed
  const telling =
    typed.hetu !== undefined ||
    typed.phone !== undefined ||
    typed.email !== undefined ||
    (typed.lastName !== undefined && typed.birthDate !== undefined)
  const similar = useMethod(clientsContract.similar, typed, { enabled: telling, keep: true })
  const found = telling ? (similar.data ?? []) : []
  return (
    <div role="status" className="similar">
      {found.length > 0 ? (
        <section className="panel">
          <h2 className="similar-heading">
            <UserSearch className="icon tone-warning" aria-hidden="true" />
            {t('clients.similar.title')}
          </h2>
          <ul className="details-people">
            {found.slice(0, 6).map(({ client, reasons }) => (
              <li key={client.id}>
                <span className="strong">
                  <ListName client={client} />
                </span>
                <span className="muted">{[birthText(client), client.city].filter(Boolean).join(', ')}</span>
                <ClientMarks client={client} />
                <span>{reasons.map((reason) => t(`clients.reason.${reason}`)).join(', ')}</span>
                <LinkButton
                  onPress={() => go('client', { id: client.id })}
                  aria-label={t('clients.similar.openNamed', { name: client.displayName })}
                >
                  {t('clients.similar.open')}
                </LinkButton>
              </li>
            ))}
          </ul>
          <p className="muted field-help">{t('clients.similar.text')}</p>
        </section>
      ) : null}
    </div>
  )
}
