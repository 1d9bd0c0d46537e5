// A certificate as its own pages, to print and to save.
import { FileDown, FolderOpen, Printer } from 'lucide-react'
import { useState } from 'react'
import { backupContract } from '../../src-main/backup/contract.ts'
import { shellContract } from '../../src-main/shell/contract.ts'
import { call } from '../app/api.ts'
import { errorText } from '../app/error-text.ts'
import { formatDate } from '../app/format.ts'
import { useI18n } from '../app/i18n.ts'
import { useMethod } from '../app/queries.ts'
import { notify } from '../app/undo.ts'
import { Button } from '../components/button.tsx'
import { Callout, Loading } from '../components/content.tsx'
import { Dialog } from '../components/dialog.tsx'

export function CertificateDialog({ id, at, onClose }: { id: string; at: string; onClose(): void }) {
  const { t, language } = useI18n()
  const shown = useMethod(backupContract.certificatePages, { id, language }, { fresh: true })
  const [busy, setBusy] = useState<'print' | 'save' | null>(null)
  const [saved, setSaved] = useState<string | null>(null)
  const [failure, setFailure] = useState<string | null>(null)
  const attempt = (what: 'print' | 'save', work: () => Promise<void>) => {
    if (busy) return
    setBusy(what)
    setFailure(null)
    work()
      .catch((error: unknown) => setFailure(errorText(error)))
      .finally(() => setBusy(null))
  }
  const name = t('backup.certificateTitle', { date: formatDate(at) })
  const print = () =>
    attempt('print', async () => {
      if (shown.data && (await call(shellContract.print, { pages: shown.data.pages, title: name })).printed) notify(t('backup.printed'))
    })
  const save = () =>
    attempt('save', async () => {
      const { path } = await call(shellContract.saveFile, { name: `${name}.pdf`, kind: 'pdf' })
      if (!path) return
      await call(backupContract.writeCertificate, { id, path, overwrite: true, language })
      setSaved(path)
    })
  return (
    <Dialog
      isOpen
      onClose={onClose}
      title={name}
      width="wide"
      isDismissable
      onSubmit={print}
      actions={
        <>
          <span className="start">
            {saved ? (
              <Button variant="quiet" icon={FolderOpen} onPress={() => void call(shellContract.openFolder, { path: saved })}>
                {t('backup.showInFolder')}
              </Button>
            ) : null}
          </span>
          <Button onPress={onClose}>{t('common.close')}</Button>
          <Button icon={FileDown} onPress={save} busy={busy === 'save'} busyLabel={t('common.saving')}>
            {t('backup.saveCertificate')}
          </Button>
          <Button variant="primary" icon={Printer} onPress={print} busy={busy === 'print'} autoFocus>
            {t('backup.print')}
          </Button>
        </>
      }
    >
      {failure ? (
        <Callout tone="danger" alert>
          {failure}
        </Callout>
      ) : null}
      {shown.error ? (
        <Callout tone="danger" alert>
          {shown.error.message}
        </Callout>
      ) : shown.data ? (
        <Pages pages={shown.data.pages} name={name} />
      ) : (
        <Loading />
      )}
    </Dialog>
  )
}

function Pages({ pages, name }: { pages: readonly string[]; name: string }) {
  const { t } = useI18n()
  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- what scrolls must be within reach of the keyboard
    <div className="backup-pages" tabIndex={0} role="group" aria-label={name}>
      {pages.map((page, index) => (
        <img
          key={index}
          className="backup-page"
          alt={t('backup.pageOf', { page: index + 1, pages: pages.length })}
          src={`data:image/svg+xml;charset=utf-8,${encodeURIComponent(page)}`}
        />
      ))}
    </div>
  )
}
