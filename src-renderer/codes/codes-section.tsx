// Her list of codes in the settings: searched, added to by hand, read from a file, taken out of use.
import { Archive, ArchiveRestore, FileInput, Plus } from 'lucide-react'
import { useState } from 'react'
import { type Code, codeKinds, codesContract } from '../../src-main/codes/contract.ts'
import { useActions } from '../app/actions.ts'
import { call } from '../app/api.ts'
import { useForm } from '../app/form.ts'
import { useI18n } from '../app/i18n.ts'
import { useMethod } from '../app/queries.ts'
import { offerUndo } from '../app/undo.ts'
import { Button, IconButton } from '../components/button.tsx'
import { Checkbox } from '../components/choice.tsx'
import { Callout, Loading, Row, Rows } from '../components/content.tsx'
import { ErrorDialog } from '../components/dialog.tsx'
import { FormErrorSummary } from '../components/form-error-summary.tsx'
import { PanelForm } from '../components/panel-form.tsx'
import { Select } from '../components/select.tsx'
import { TextField } from '../components/text-field.tsx'
import { Section } from '../settings/section.tsx'
import { CodeImport } from './code-import.tsx'
import './codes.css'

function CodeForm({ onDone }: { onDone(): void }) {
  const { t } = useI18n()
  const form = useForm({
    draft: 'settings.code:new',
    initial: { kind: 'diagnosis' as Code['kind'], system: '', code: '', name: '' },
    labels: { kind: t('codes.kind'), system: t('codes.system'), code: t('codes.code'), name: t('codes.name') },
    check: (values) =>
      Object.fromEntries(
        (['system', 'code', 'name'] as const).flatMap((name) => (values[name].trim() ? [] : [[name, t('common.required')]])),
      ),
  })
  const store = async () => {
    const done = await form.submit(async (values) => {
      await call(codesContract.add, values)
      await form.draft.discard()
    })
    if (done) onDone()
  }
  useActions([{ id: 'primary', label: 'common.save', keys: 'mod+enter', section: 'actions', run: () => void store() }])
  return (
    <PanelForm
      onSubmit={() => void store()}
      onCancel={() => void form.draft.discard().then(onDone)}
      busy={form.busy}
      failure={form.failure?.message}
    >
      <FormErrorSummary faults={form.faults} />
      <div className="field-row">
        <Select
          label={t('codes.kind')}
          value={form.values.kind}
          onChange={(kind) => form.set('kind', kind)}
          options={codeKinds.map((value) => ({ value, label: t(`codes.kind.${value}`) }))}
        />
        <TextField {...form.text('system')} description={t('codes.systemHelp')} />
      </div>
      <div className="field-row" data-split="address">
        <TextField {...form.text('code')} autoFocus />
        <TextField {...form.text('name')} />
      </div>
    </PanelForm>
  )
}

export function CodesSection() {
  const { t } = useI18n()
  const [text, setText] = useState('')
  const [kind, setKind] = useState<Code['kind'] | 'all'>('all')
  const [retired, setRetiredShown] = useState(false)
  const [open, setOpen] = useState<'new' | 'import' | null>(null)
  const [failure, setFailure] = useState<unknown>(null)
  const found = useMethod(
    codesContract.search,
    { text: text.slice(0, 200), limit: 100, ...(kind === 'all' ? {} : { kind }), ...(retired ? { retired } : {}) },
    { keep: true },
  )
  const setRetired = async ({ id, code }: Code, away: boolean) => {
    const doIt = () => call(away ? codesContract.retire : codesContract.restore, { id })
    const undoIt = () => call(away ? codesContract.restore : codesContract.retire, { id })
    await doIt()
    offerUndo(t(away ? 'codes.retired' : 'codes.restored', { code }), undoIt, doIt)
  }
  const codes = found.data?.codes ?? []
  return (
    <Section id="codes">
      {open === 'new' ? <CodeForm onDone={() => setOpen(null)} /> : open === 'import' ? <CodeImport onDone={() => setOpen(null)} /> : null}
      {open === null ? (
        <div className="row">
          <Button icon={FileInput} onPress={() => setOpen('import')}>
            {t('codes.import')}
          </Button>
          <Button icon={Plus} onPress={() => setOpen('new')}>
            {t('codes.add')}
          </Button>
        </div>
      ) : null}
      <div className="code-tools">
        <TextField type="search" label={t('codes.search')} value={text} onChange={setText} />
        <Select
          label={t('codes.kind')}
          value={kind}
          onChange={(value: Code['kind'] | 'all') => setKind(value)}
          options={[
            { value: 'all' as const, label: t('codes.all') },
            ...codeKinds.map((value) => ({ value, label: t(`codes.kind.${value}`) })),
          ]}
        />
      </div>
      <Checkbox isSelected={retired} onChange={setRetiredShown}>
        {t('codes.showRetired')}
      </Checkbox>
      {found.data === undefined ? <Loading /> : null}
      {found.data && codes.length === 0 ? <p className="muted">{t(text.trim() ? 'codes.noMatch' : 'codes.none')}</p> : null}
      <Rows label={t('codes.title')}>
        {codes.map((code) => (
          <Row
            key={code.id}
            title={`${code.code} ${code.name}`}
            detail={[t(`codes.kind.${code.kind}`), code.system, code.source, code.retired ? t('codes.isRetired') : '']
              .filter(Boolean)
              .join(', ')}
            end={
              <IconButton
                icon={code.retired ? ArchiveRestore : Archive}
                size="s"
                label={t(code.retired ? 'codes.restore' : 'codes.retire', { code: code.code })}
                onPress={() => {
                  setRetired(code, !code.retired).catch(setFailure)
                }}
              />
            }
          />
        ))}
      </Rows>
      {found.data?.more ? <Callout>{t('codes.more')}</Callout> : null}
      <ErrorDialog error={failure} title={t('codes.notDone')} onClose={() => setFailure(null)} />
    </Section>
  )
}
