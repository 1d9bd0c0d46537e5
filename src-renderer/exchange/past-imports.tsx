// Imports there have been. A source without a name is a gap in the register description; it is named here.
import { useState } from 'react'
import type { OutputOf } from '../../src-main/core/contract.ts'
import { exchangeContract } from '../../src-main/exchange/contract.ts'
import { call } from '../app/api.ts'
import { errorText } from '../app/error-text.ts'
import { formatDateTime } from '../app/format.ts'
import { useI18n } from '../app/i18n.ts'
import { useMethod } from '../app/queries.ts'
import { useVaultState } from '../app/session.ts'
import { Button } from '../components/button.tsx'
import { Row, Rows, SectionHeading } from '../components/content.tsx'
import { Dialog } from '../components/dialog.tsx'
import { TextField } from '../components/text-field.tsx'

type Past = OutputOf<typeof exchangeContract.listImports>[number]

export function PastImports() {
  const { t } = useI18n()
  const isOwner = useVaultState().data?.user?.role === 'owner'
  const imports = useMethod(exchangeContract.listImports, {}, { fresh: true })
  const [naming, setNaming] = useState<Past | null>(null)
  if (!imports.data?.length) return null
  return (
    <section className="past-imports">
      <SectionHeading count={imports.data.length}>{t('exchange.past')}</SectionHeading>
      <Rows>
        {imports.data.map((past) => (
          <Row
            key={past.id}
            title={past.sourceName ?? t('exchange.sourceMissing')}
            detail={t('exchange.pastDetail', {
              at: formatDateTime(past.importedAt),
              file: past.fileName,
              created: past.created,
              updated: past.updated,
            })}
            end={
              isOwner ? (
                <Button
                  size="s"
                  aria-label={t('exchange.nameSourceOf', { file: past.fileName })}
                  variant={past.sourceName ? 'quiet' : 'secondary'}
                  onPress={() => setNaming(past)}
                >
                  {t('exchange.nameSource')}
                </Button>
              ) : undefined
            }
          />
        ))}
      </Rows>
      {naming ? <NameDialog past={naming} onClose={() => setNaming(null)} /> : null}
    </section>
  )
}

function NameDialog({ past, onClose }: { past: Past; onClose(): void }) {
  const { t } = useI18n()
  const [name, setName] = useState(past.sourceName ?? '')
  const [problem, setProblem] = useState<string | undefined>(undefined)
  const [busy, setBusy] = useState(false)
  const save = () => {
    if (busy) return
    if (name.trim() === '') {
      setProblem(t('common.required'))
      return
    }
    setBusy(true)
    call(exchangeContract.nameImport, { id: past.id, sourceName: name.trim() })
      .then(onClose, (error: unknown) => setProblem(errorText(error)))
      .finally(() => setBusy(false))
  }
  return (
    <Dialog
      isOpen
      onClose={onClose}
      title={t('exchange.nameSource')}
      onSubmit={save}
      actions={
        <>
          <Button onPress={onClose}>{t('common.cancel')}</Button>
          <Button variant="primary" keys="mod+enter" busy={busy} busyLabel={t('common.saving')} onPress={save}>
            {t('common.save')}
          </Button>
        </>
      }
    >
      <TextField
        label={t('exchange.sourceName')}
        name="sourceName"
        value={name}
        autoFocus
        maxLength={100}
        error={problem}
        description={t('exchange.sourceHelp')}
        onChange={(next) => {
          setName(next)
          setProblem(undefined)
        }}
      />
    </Dialog>
  )
}
