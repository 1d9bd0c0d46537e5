// The log extract that a client may ask for (703/2023 § 11): saved as a file in her own language.
import { FileText } from 'lucide-react'
import { useState } from 'react'
import { auditContract } from '../../src-main/audit/contract.ts'
import { shellContract } from '../../src-main/shell/contract.ts'
import { AppCallError, call } from '../app/api.ts'
import { todayDate } from '../app/format.ts'
import { useI18n } from '../app/i18n.ts'
import { notify } from '../app/undo.ts'
import { Button } from '../components/button.tsx'
import { RadioGroup } from '../components/choice.tsx'
import { Callout } from '../components/content.tsx'
import { DateField } from '../components/date-field.tsx'
import { Dialog } from '../components/dialog.tsx'

const formats = ['pdf', 'csv'] as const
type Format = (typeof formats)[number]

/** The same day two years earlier: the span that an extract normally tells of. */
const twoYearsBefore = (date: string): string => {
  const [year, month, day] = date.split('-') as [string, string, string]
  return `${String(Number(year) - 2)}-${month}-${month === '02' && day === '29' ? '28' : day}`
}

export function LogExtractDialog({ clientId, onClose }: { clientId: string; onClose(): void }) {
  const { t } = useI18n()
  const today = todayDate()
  const [from, setFrom] = useState<string | null>(twoYearsBefore(today))
  const [to, setTo] = useState<string | null>(today)
  const [format, setFormat] = useState<Format>('pdf')
  const [busy, setBusy] = useState(false)
  const [problem, setProblem] = useState<string | null>(null)
  const order = from && to && from > to ? t('clients.extract.order') : undefined
  const save = async () => {
    if (from === null || to === null || order || busy) return
    setBusy(true)
    setProblem(null)
    try {
      // The name of the file tells nothing of the client.
      const { path } = await call(shellContract.saveFile, { name: `${t('clients.extract.file')}-${today}.${format}`, kind: format })
      if (path === null) return
      const { entries } = await call(auditContract.extract, {
        clientId,
        path,
        format,
        overwrite: true,
        ...(from ? { from } : {}),
        ...(to ? { to } : {}),
      })
      notify(t('clients.extract.saved', { count: entries }))
      onClose()
    } catch (error) {
      if (!(error instanceof AppCallError)) throw error
      setProblem(error.message)
    } finally {
      setBusy(false)
    }
  }
  return (
    <Dialog
      isOpen
      onClose={onClose}
      title={t('clients.extract.title')}
      icon={FileText}
      onSubmit={() => void save()}
      actions={
        <>
          <Button onPress={onClose}>{t('common.cancel')}</Button>
          <Button variant="primary" keys="mod+enter" busy={busy} busyLabel={t('clients.extract.saving')} onPress={() => void save()}>
            {t('clients.extract.save')}
          </Button>
        </>
      }
    >
      <div className="stack">
        <p>{t('clients.extract.text')}</p>
        <div className="field-row">
          <DateField label={t('clients.extract.from')} name="from" value={from ?? ''} onChange={setFrom} max={today} />
          <DateField label={t('clients.extract.to')} name="to" value={to ?? ''} onChange={setTo} max={today} error={order} />
        </div>
        <RadioGroup
          label={t('clients.extract.format')}
          orientation="horizontal"
          value={format}
          onChange={(value: Format) => setFormat(value)}
          options={formats.map((value) => ({ value, label: t(`clients.extract.${value}`) }))}
        />
        {problem ? (
          <Callout tone="danger" alert>
            {problem}
          </Callout>
        ) : null}
      </div>
    </Dialog>
  )
}
