// Pairs of records that may be one person, the surest first.
import { useState } from 'react'
import { clientsContract } from '../../src-main/clients/contract.ts'
import { useI18n } from '../app/i18n.ts'
import { useMethod } from '../app/queries.ts'
import { go } from '../app/routes.ts'
import { Button, LinkButton } from '../components/button.tsx'
import { Callout, EmptyState, Loading, PageHeader } from '../components/content.tsx'
import { birthText, ClientMarks, ListName } from './client-marks.tsx'
import { MergeDialog } from './merge-dialog.tsx'
import './clients.css'

export function DuplicatesPage() {
  const { t } = useI18n()
  const pairs = useMethod(clientsContract.possibleDuplicates, {}, { fresh: true })
  const [open, setOpen] = useState<{ first: string; second: string } | null>(null)
  return (
    <div className="page">
      <PageHeader
        back
        title={t('clients.duplicates')}
        {...(pairs.data?.length ? { fact: t('clients.pairs', { count: pairs.data.length }) } : {})}
      />
      <div className="page-body">
        {pairs.error ? (
          <Callout tone="danger" alert>
            {pairs.error.message}
          </Callout>
        ) : !pairs.data ? (
          <Loading />
        ) : pairs.data.length === 0 ? (
          <EmptyState title={t('clients.noDuplicates')} text={t('clients.noDuplicatesText')} />
        ) : (
          <table className="plain-table pairs-table">
            <thead>
              <tr>
                <th scope="col">{t('clients.pairFirst')}</th>
                <th scope="col">{t('clients.pairSecond')}</th>
                <th scope="col">{t('clients.pairWhy')}</th>
                <th scope="col">
                  <span className="visually-hidden">{t('clients.compare')}</span>
                </th>
              </tr>
            </thead>
            <tbody>
              {pairs.data.map(({ first, second, reasons }) => (
                <tr key={`${first.id} ${second.id}`}>
                  {[first, second].map((client) => (
                    <td key={client.id}>
                      <LinkButton onPress={() => go('client', { id: client.id })}>
                        <span>
                          <ListName client={client} />
                        </span>
                      </LinkButton>
                      <div className="muted">{[birthText(client), client.phone, client.city].filter(Boolean).join(', ')}</div>
                      <ClientMarks client={client} />
                    </td>
                  ))}
                  <td>{reasons.map((reason) => t(`clients.reason.${reason}`)).join(', ')}</td>
                  <td className="numeric">
                    <Button
                      size="s"
                      onPress={() => setOpen({ first: first.id, second: second.id })}
                      aria-label={t('clients.comparePair', { first: first.displayName, second: second.displayName })}
                    >
                      {t('clients.compare')}
                    </Button>
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        )}
      </div>
      {open ? (
        <MergeDialog firstId={open.first} secondId={open.second} onClose={() => setOpen(null)} onMerged={() => setOpen(null)} />
      ) : null}
    </div>
  )
}
