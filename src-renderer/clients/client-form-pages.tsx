import { clientsContract } from '../../src-main/clients/contract.ts'
import { settingsContract } from '../../src-main/settings/contract.ts'
import { useI18n } from '../app/i18n.ts'
import { useMethod } from '../app/queries.ts'
import { go, goBack, type Routes } from '../app/routes.ts'
import { Button } from '../components/button.tsx'
import { Callout, Loading, PageHeader } from '../components/content.tsx'
import { ClientForm } from './client-form.tsx'
import './client-form.css'
import './client-page.css'
import './clients.css'

function Waiting({ title, error }: { title: string; error: Error | null }) {
  const { t } = useI18n()
  return (
    <div className="page">
      <PageHeader title={title} back />
      <div className="page-body">
        {error ? (
          <Callout tone="danger" alert actions={<Button onPress={goBack}>{t('common.back')}</Button>}>
            {error.message}
          </Callout>
        ) : (
          <Loading />
        )}
      </div>
    </div>
  )
}

export function NewClientPage({ params }: { params: Routes['newClient'] }) {
  const { t } = useI18n()
  const settings = useMethod(settingsContract.get, {})
  const title = t('clients.new')
  if (!settings.data) return <Waiting title={title} error={settings.error} />
  return (
    <ClientForm
      title={title}
      draft="clients.new"
      settings={settings.data}
      begin={params.lastName ? { lastName: params.lastName } : {}}
      reopen={() => go('newClient', {})}
      onSaved={(client) => go('client', { id: client.id }, { replace: true })}
    />
  )
}

export function EditClientPage({ params: { id } }: { params: Routes['editClient'] }) {
  const { t } = useI18n()
  const settings = useMethod(settingsContract.get, {})
  const client = useMethod(clientsContract.get, { id, purpose: 'maintenance' }, { fresh: true })
  if (!settings.data || !client.data || (client.isFetching && !client.isFetchedAfterMount))
    return <Waiting title={t('clients.edit')} error={settings.error ?? client.error} />
  return (
    <ClientForm
      title={client.data.displayName}
      fact={t('clients.editing')}
      draft={`clients.edit:${id}`}
      settings={settings.data}
      client={client.data}
      reopen={() => go('editClient', { id })}
      onSaved={goBack}
    />
  )
}
