// The table of codes: each with its source and date, corrected row by row. What no public source confirms says so.
import { CircleCheck, Pencil, TriangleAlert } from 'lucide-react'
import { useState } from 'react'
import { kantaContract } from '../../src-main/kanta/contract.ts'
import type { OutputOf } from '../../src-main/core/contract.ts'
import { call } from '../app/api.ts'
import { useForm } from '../app/form.ts'
import { formatDate, todayDate } from '../app/format.ts'
import { hasText, t, useI18n } from '../app/i18n.ts'
import { invalidate } from '../app/queries.ts'
import { rememberUndo } from '../app/undo.ts'
import { Button, IconButton } from '../components/button.tsx'
import { Checkbox, SegmentedControl } from '../components/choice.tsx'
import { Callout } from '../components/content.tsx'
import { DateField } from '../components/date-field.tsx'
import { Dialog } from '../components/dialog.tsx'
import { FormErrorSummary } from '../components/form-error-summary.tsx'
import { TextField } from '../components/text-field.tsx'
import { Part } from './section.tsx'

type Code = OutputOf<typeof kantaContract.codes>['codes'][number]

export function KantaCodes({ codes, mayChange }: { codes: readonly Code[]; mayChange: boolean }) {
  const { t } = useI18n()
  const [which, setWhich] = useState<'all' | 'unverified'>('all')
  const [editing, setEditing] = useState<Code | null>(null)
  const unverified = codes.filter(({ verified }) => !verified)
  const shown = which === 'all' ? codes : unverified
  return (
    <Part title={t('settings.kantaCodes')}>
      <p className="muted">{t('settings.kantaCodesText', { count: unverified.length })}</p>
      <SegmentedControl
        label={t('settings.kantaCodesShow')}
        value={which}
        onChange={(next) => setWhich(next === 'all' ? 'all' : 'unverified')}
        options={[
          { value: 'all', label: t('settings.kantaCodesAll') },
          { value: 'unverified', label: t('settings.kantaCodesUnverified') },
        ]}
      />
      <table className="plain-table kanta-codes" aria-label={t('settings.kantaCodes')}>
        <thead>
          <tr>
            <th scope="col">{t('settings.kantaCode')}</th>
            <th scope="col">{t('settings.kantaCodeSource')}</th>
            <th scope="col">{t('settings.kantaCodeState')}</th>
            {mayChange ? (
              <th scope="col">
                <span className="visually-hidden">{t('settings.kantaCodeChange')}</span>
              </th>
            ) : null}
          </tr>
        </thead>
        <tbody>
          {shown.map((code) => (
            <tr key={code.key}>
              <th scope="row">
                <span className="kanta-code-name">
                  {code.code ? <span className="mono">{code.code}</span> : null} {code.displayName || code.key}
                </span>
                {headingOf(code.key) ? <span className="kanta-under">{headingOf(code.key)}</span> : null}
                <span className="muted kanta-under">
                  <span className="mono kanta-id">{code.codeSystem}</span> {code.codeSystemName}
                </span>
              </th>
              <td>
                {code.source}
                <span className="muted kanta-under">{formatDate(code.date)}</span>
              </td>
              <td className="nowrap">
                <span className="kanta-state">
                  {code.verified ? (
                    <CircleCheck className="icon-s tone-success" aria-hidden="true" />
                  ) : (
                    <TriangleAlert className="icon-s tone-warning" aria-hidden="true" />
                  )}
                  {t(
                    code.changed
                      ? 'settings.kantaCodeChanged'
                      : code.verified
                        ? 'settings.kantaCodeVerified'
                        : 'settings.kantaCodeUnverified',
                  )}
                </span>
              </td>
              {mayChange ? (
                <td>
                  <IconButton
                    size="s"
                    icon={Pencil}
                    label={t('settings.kantaCodeEdit', { name: nameOf(code) })}
                    onPress={() => setEditing(code)}
                  />
                </td>
              ) : null}
            </tr>
          ))}
        </tbody>
      </table>
      {editing ? <CodeDialog code={editing} onClose={() => setEditing(null)} /> : null}
    </Part>
  )
}

/** Which of the note's headings a row is for: several have one code until their own is entered. */
function headingOf(key: string): string | null {
  const name = `treatment.${key}`
  return key.startsWith('heading.') && hasText(name) ? t('settings.kantaHeadingOf', { name: t(name) }) : null
}
const nameOf = (code: Code): string => [code.displayName || code.key, headingOf(code.key)].filter(Boolean).join(', ')

const asInput = ({ key, code, codeSystem, codeSystemName, displayName, source, date, verified }: Code) => ({
  key,
  code,
  codeSystem,
  codeSystemName,
  displayName,
  source,
  date,
  verified,
})

function CodeDialog({ code, onClose }: { code: Code; onClose(): void }) {
  const { t } = useI18n()
  const labels = {
    code: t('settings.kantaCode'),
    codeSystem: t('settings.kantaCodeSystem'),
    codeSystemName: t('settings.kantaCodeSystemName'),
    displayName: t('settings.kantaCodeName'),
    source: t('settings.kantaCodeSource'),
    date: t('settings.kantaCodeDate'),
  }
  const form = useForm({
    draft: null,
    // The source of a correction is hers to name, and the day is today unless she says otherwise.
    initial: {
      code: code.code,
      codeSystem: code.codeSystem,
      codeSystemName: code.codeSystemName,
      displayName: code.displayName,
      source: code.changed ? code.source : '',
      date: code.changed ? code.date : todayDate(),
    },
    labels,
    check: ({ source }) => (source.trim() ? {} : { source: t('settings.kantaCodeSourceMissing') }),
  })
  const [verified, setVerified] = useState(true)
  const change = async (next: Parameters<typeof call<typeof kantaContract.changeCode>>[1]) => {
    await call(kantaContract.changeCode, next)
    rememberUndo(
      t('settings.kantaCodeSaved'),
      () => (code.changed ? call(kantaContract.changeCode, asInput(code)) : call(kantaContract.resetCode, { key: code.key })),
      () => call(kantaContract.changeCode, next),
    )
    invalidate('kanta')
  }
  const submit = async () => {
    const done = await form.submit(({ date, ...values }) => change({ key: code.key, ...values, verified, ...(date ? { date } : {}) }))
    if (done) onClose()
  }
  const reset = async () => {
    const done = await form.submit(async () => {
      await call(kantaContract.resetCode, { key: code.key })
      rememberUndo(
        t('settings.kantaCodeWasReset'),
        () => call(kantaContract.changeCode, asInput(code)),
        () => call(kantaContract.resetCode, { key: code.key }),
      )
      invalidate('kanta')
    })
    if (done) onClose()
  }
  return (
    <Dialog
      isOpen
      onClose={onClose}
      title={t('settings.kantaCodeTitle', { name: nameOf(code) })}
      icon={Pencil}
      onSubmit={() => void submit()}
      actions={
        <>
          {code.changed ? (
            <span className="start">
              <Button variant="danger" onPress={() => void reset()}>
                {t('settings.kantaCodeReset')}
              </Button>
            </span>
          ) : null}
          <Button onPress={onClose}>{t('common.cancel')}</Button>
          <Button variant="primary" keys="mod+enter" busy={form.busy} busyLabel={t('common.saving')} onPress={() => void submit()}>
            {t('common.save')}
          </Button>
        </>
      }
    >
      <div className="stack">
        <FormErrorSummary faults={form.faults} />
        <p className="muted">{t('settings.kantaCodeHelp')}</p>
        {code.code ? <TextField {...form.text('code')} mono /> : null}
        <TextField {...form.text('codeSystem')} mono />
        <TextField {...form.text('codeSystemName')} optional />
        <TextField {...form.text('displayName')} optional />
        <TextField {...form.text('source')} autoFocus />
        <DateField
          name="date"
          label={labels.date}
          value={form.values.date}
          max={todayDate()}
          onChange={(date) => form.set('date', date ?? '')}
        />
        <Checkbox isSelected={verified} onChange={setVerified} detail={t('settings.kantaCodeCheckedDetail')}>
          {t('settings.kantaCodeChecked')}
        </Checkbox>
        {form.failure ? (
          <Callout tone="danger" alert>
            {form.failure.message}
          </Callout>
        ) : null}
      </div>
    </Dialog>
  )
}
