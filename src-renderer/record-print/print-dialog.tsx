// A note, a visit or the whole record on paper or as PDF. The preview is the pages themselves; looking, printing and saving are logged.
import { FileDown, Printer } from 'lucide-react'
import { useState } from 'react'
import { type Language, languages, type Purpose, purposes } from '../../src-main/core/contract.ts'
import { shellContract } from '../../src-main/shell/contract.ts'
import { printContract } from '../../src-main/treatment/print-contract.ts'
import { AppCallError, call, isCallError } from '../app/api.ts'
import { todayDate } from '../app/format.ts'
import { useI18n } from '../app/i18n.ts'
import { useMethod } from '../app/queries.ts'
import { useVaultState } from '../app/session.ts'
import { notify } from '../app/undo.ts'
import { Button } from '../components/button.tsx'
import { Checkbox, RadioGroup } from '../components/choice.tsx'
import { Callout, Loading } from '../components/content.tsx'
import { Dialog } from '../components/dialog.tsx'
import { Select } from '../components/select.tsx'
import { PagePreview } from '../privacy/page-preview.tsx'
import './record-print.css'

type Scope = 'entry' | 'visit' | 'record'
export interface Printable {
  clientId: string
  visitId?: string
  entryId?: string
}

export function PrintDialog({ of, purpose: known, onClose }: { of: Printable; purpose?: Purpose | undefined; onClose(): void }) {
  const { t } = useI18n()
  const isOwner = useVaultState().data?.user?.role === 'owner'
  const offered: Scope[] = [...(of.entryId ? ['entry' as const] : []), ...(of.visitId ? ['visit' as const] : []), 'record']
  const [scope, setScope] = useState<Scope>(offered[0]!)
  const [chosen, setLanguage] = useState<Language | null>(null)
  const [versions, setVersions] = useState(false)
  const [logExtract, setLogExtract] = useState(false)
  const [purpose, setPurpose] = useState<Purpose | undefined>(known)
  const [busy, setBusy] = useState<'print' | 'save' | null>(null)
  const [failure, setFailure] = useState<string | null>(null)
  const input = {
    ...(scope === 'entry' ? { entryId: of.entryId! } : scope === 'visit' ? { visitId: of.visitId! } : { clientId: of.clientId }),
    ...(chosen === null ? {} : { language: chosen }),
    ...(scope !== 'record' && versions ? { versions } : {}),
    ...(scope === 'record' && logExtract ? { logExtract } : {}),
    ...(purpose === undefined ? {} : { purpose }),
  }
  const preview = useMethod(printContract.preview, input, { fresh: true })
  const asksPurpose = isCallError(preview.error, 'purpose_required')
  const work = async (kind: 'print' | 'save', step: () => Promise<string | null>) => {
    if (busy !== null || asksPurpose) return
    setBusy(kind)
    setFailure(null)
    try {
      const said = await step()
      if (said === null) return
      notify(said)
      onClose()
    } catch (error) {
      if (!(error instanceof AppCallError)) throw error
      setFailure(error.message)
    } finally {
      setBusy(null)
    }
  }
  const print = () =>
    work('print', async () => {
      const { title, pages } = await call(printContract.printPages, input)
      const { printed } = await call(shellContract.print, { pages, title })
      return printed ? t('record-print.printed') : null
    })
  const save = () =>
    work('save', async () => {
      // The name of the file tells nothing of the client.
      const { path } = await call(shellContract.saveFile, { name: `${t('record-print.file')}-${todayDate()}.pdf`, kind: 'pdf' })
      if (path === null) return null
      await call(printContract.print, { ...input, path, format: 'pdf', overwrite: true })
      return t('record-print.saved')
    })
  return (
    <Dialog
      isOpen
      onClose={onClose}
      title={t('record-print.title')}
      icon={Printer}
      width="page"
      onSubmit={() => void print()}
      actions={
        <>
          <Button onPress={onClose}>{t('common.cancel')}</Button>
          <Button icon={FileDown} busy={busy === 'save'} busyLabel={t('common.saving')} onPress={() => void save()}>
            {t('record-print.save')}
          </Button>
          <Button variant="primary" icon={Printer} keys="mod+enter" busy={busy === 'print'} onPress={() => void print()}>
            {t('record-print.print')}
          </Button>
        </>
      }
    >
      <div className="record-print">
        <div className="stack">
          {offered.length > 1 ? (
            <RadioGroup
              label={t('record-print.what')}
              value={scope}
              onChange={(value: Scope) => setScope(value)}
              options={offered.map((value) => ({ value, label: t(`record-print.scope.${value}`) }))}
            />
          ) : null}
          <Select
            label={t('record-print.language')}
            value={chosen ?? preview.data?.language ?? null}
            onChange={(language: Language) => setLanguage(language)}
            options={languages.map((value) => ({ value, label: t(`privacy.language.${value}`) }))}
            description={t('record-print.languageHelp')}
          />
          {scope === 'record' ? (
            <>
              {isOwner ? (
                <Checkbox isSelected={logExtract} onChange={setLogExtract} detail={t('record-print.logDetail')}>
                  {t('record-print.log')}
                </Checkbox>
              ) : null}
              <p className="muted">{t('record-print.recordNote')}</p>
            </>
          ) : (
            <Checkbox isSelected={versions} onChange={setVersions}>
              {t('record-print.versions')}
            </Checkbox>
          )}
          {/* Stays once it was asked, so that the chosen one keeps the focus and can be changed. */}
          {asksPurpose || purpose !== known ? (
            <RadioGroup
              label={t('treatment.purposeTitle')}
              value={purpose ?? null}
              onChange={(value: Purpose) => setPurpose(value)}
              options={purposes.map((value) => ({ value, label: t(`clients.purpose.${value}`) }))}
            />
          ) : null}
          <p className="muted">{t('record-print.logged')}</p>
          {failure ? (
            <Callout tone="danger" alert>
              {failure}
            </Callout>
          ) : null}
        </div>
        {preview.data ? (
          <PagePreview pages={preview.data.pages} title={preview.data.title} />
        ) : preview.error && !asksPurpose ? (
          <Callout tone="danger" alert>
            {preview.error.message}
          </Callout>
        ) : asksPurpose ? (
          <p className="muted">{t('record-print.purposeFirst')}</p>
        ) : (
          <Loading />
        )}
      </div>
    </Dialog>
  )
}
