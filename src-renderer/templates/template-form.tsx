// A template of her own: which headings, in which order, what stands in them, what is asked, which measures are offered.
import { ArrowDown, ArrowUp, Plus, Trash2 } from 'lucide-react'
import { measuresContract } from '../../src-main/measures/contract.ts'
import { type Template, templatesContract } from '../../src-main/templates/contract.ts'
import { entryKinds, type Heading, headings } from '../../src-main/treatment/content-contract.ts'
import { useActions } from '../app/actions.ts'
import { call } from '../app/api.ts'
import { useForm } from '../app/form.ts'
import { useI18n } from '../app/i18n.ts'
import { useMethod } from '../app/queries.ts'
import { Button, IconButton } from '../components/button.tsx'
import { Checkbox } from '../components/choice.tsx'
import { FormErrorSummary } from '../components/form-error-summary.tsx'
import { PanelForm } from '../components/panel-form.tsx'
import { Select } from '../components/select.tsx'
import { TextArea, TextField } from '../components/text-field.tsx'
import { contentOf, emptyTemplate, freshKey, moved, type TemplateValues, toggled, valuesOfTemplate } from './template-values.ts'
import './templates.css'

/** `copyOf`: a new one that begins as another. */
export function TemplateForm({
  template,
  copyOf,
  onDone,
}: {
  template?: Template | undefined
  copyOf?: Template | undefined
  onDone(): void
}) {
  const { t } = useI18n()
  const form = useForm<TemplateValues>({
    draft: `settings.template:${template?.id ?? 'new'}`,
    initial: template
      ? valuesOfTemplate(template)
      : copyOf
        ? { ...valuesOfTemplate(copyOf), name: t('templates.copyName', { name: copyOf.name }) }
        : emptyTemplate,
    labels: {
      name: t('templates.name'),
      kind: t('templates.kind'),
      headings: t('templates.headings'),
      hints: t('templates.hint'),
      sections: t('templates.start'),
      checklists: t('templates.checklists'),
      measures: t('templates.measures'),
    },
    check: (values) => ({
      ...(values.name.trim() ? {} : { name: t('common.required') }),
      ...(values.headings.length > 0 ? {} : { headings: t('templates.noHeadings') }),
    }),
  })
  const store = async () => {
    const done = await form.submit(async (values) => {
      await call(templatesContract.save, {
        ...contentOf(values),
        ...(template ? { id: template.id, ...(template.revision === undefined ? {} : { revision: template.revision }) } : {}),
      })
      await form.draft.discard()
    })
    if (done) onDone()
  }
  useActions([{ id: 'primary', label: 'common.save', keys: 'mod+enter', section: 'actions', run: () => void store() }])
  const { values, set } = form
  return (
    <PanelForm
      onSubmit={() => void store()}
      onCancel={() => void form.draft.discard().then(onDone)}
      busy={form.busy}
      failure={form.failure?.message}
    >
      <FormErrorSummary faults={form.faults} />
      <div className="field-row" data-split="name">
        <TextField {...form.text('name')} autoFocus />
        <Select
          label={t('templates.kind')}
          value={values.kind}
          onChange={(kind) => set('kind', kind)}
          options={entryKinds.map((value) => ({ value, label: t(`clients.entryKind.${value}`) }))}
        />
      </div>
      <HeadingOrder values={values} set={set} error={form.error('headings')} />
      <Checklists lists={values.checklists} onChange={(lists) => set('checklists', lists)} />
      <Measures chosen={values.measures} onChange={(measures) => set('measures', measures)} />
    </PanelForm>
  )
}

type Set = <K extends keyof TemplateValues>(name: K, value: TemplateValues[K]) => void

function HeadingOrder({ values, set, error }: { values: TemplateValues; set: Set; error: string | undefined }) {
  const { t } = useI18n()
  const off = headings.filter((heading) => !values.headings.includes(heading))
  const move = (heading: Heading, step: -1 | 1) => set('headings', moved(values.headings, heading, step))
  return (
    <fieldset className="template-part">
      <legend>{t('templates.headings')}</legend>
      <p className="muted">{t('templates.headingsHelp')}</p>
      {error ? <p className="field-error">{error}</p> : null}
      <ol className="template-headings">
        {values.headings.map((heading, index) => {
          const name = t(`treatment.heading.${heading}`)
          return (
            <li key={heading}>
              <div className="template-heading">
                <strong>{name}</strong>
                <span className="template-tools">
                  <IconButton
                    icon={ArrowUp}
                    size="s"
                    label={t('templates.up', { name })}
                    isDisabled={index === 0}
                    onPress={() => move(heading, -1)}
                  />
                  <IconButton
                    icon={ArrowDown}
                    size="s"
                    label={t('templates.down', { name })}
                    isDisabled={index === values.headings.length - 1}
                    onPress={() => move(heading, 1)}
                  />
                  <IconButton
                    icon={Trash2}
                    size="s"
                    label={t('settings.remove', { name })}
                    onPress={() => set('headings', toggled(values.headings, heading, false))}
                  />
                </span>
              </div>
              <div className="field-row">
                <TextArea
                  label={t('templates.hintOf', { name })}
                  rows={2}
                  value={values.hints[heading] ?? ''}
                  onChange={(text) => set('hints', { ...values.hints, [heading]: text })}
                />
                <TextArea
                  label={t('templates.startOf', { name })}
                  rows={2}
                  value={values.sections[heading] ?? ''}
                  onChange={(text) => set('sections', { ...values.sections, [heading]: text })}
                />
              </div>
            </li>
          )
        })}
      </ol>
      {off.length > 0 ? (
        <div className="template-add">
          {off.map((heading) => (
            <Button key={heading} size="s" icon={Plus} onPress={() => set('headings', toggled(values.headings, heading, true))}>
              {t(`treatment.heading.${heading}`)}
            </Button>
          ))}
        </div>
      ) : null}
    </fieldset>
  )
}

type Lists = TemplateValues['checklists']

function Checklists({ lists, onChange }: { lists: Lists; onChange(lists: Lists): void }) {
  const { t } = useI18n()
  const setList = (index: number, change: Partial<Lists[number]>) => onChange(lists.with(index, { ...lists[index]!, ...change }))
  return (
    <fieldset className="template-part">
      <legend>{t('templates.checklists')}</legend>
      {lists.map((list, index) => (
        <div key={list.key} className="template-list">
          <TextField
            label={t('templates.listTitle')}
            value={list.title}
            onChange={(title) => setList(index, { title })}
            labelEnd={
              <IconButton
                icon={Trash2}
                size="s"
                label={t('settings.remove', { name: list.title || t('templates.checklist') })}
                onPress={() => onChange(lists.toSpliced(index, 1))}
              />
            }
          />
          {list.items.map((item, place) => (
            <div key={item.key} className="template-item">
              <TextField
                hideLabel
                label={t('templates.question', { number: place + 1 })}
                value={item.text}
                onChange={(text) => setList(index, { items: list.items.with(place, { ...item, text }) })}
              />
              <IconButton
                icon={Trash2}
                size="s"
                label={t('settings.remove', { name: item.text || t('templates.question', { number: place + 1 }) })}
                onPress={() => setList(index, { items: list.items.toSpliced(place, 1) })}
              />
            </div>
          ))}
          <div>
            <Button
              size="s"
              icon={Plus}
              onPress={() =>
                setList(index, {
                  items: [
                    ...list.items,
                    {
                      key: freshKey(
                        'q',
                        list.items.map(({ key }) => key),
                      ),
                      text: '',
                    },
                  ],
                })
              }
            >
              {t('templates.addQuestion')}
            </Button>
          </div>
        </div>
      ))}
      {lists.length < 10 ? (
        <div>
          <Button
            size="s"
            icon={Plus}
            onPress={() =>
              onChange([
                ...lists,
                {
                  key: freshKey(
                    'list',
                    lists.map(({ key }) => key),
                  ),
                  title: '',
                  items: [{ key: 'q1', text: '' }],
                },
              ])
            }
          >
            {t('templates.addChecklist')}
          </Button>
        </div>
      ) : null}
    </fieldset>
  )
}

function Measures({ chosen, onChange }: { chosen: TemplateValues['measures']; onChange(chosen: TemplateValues['measures']): void }) {
  const { t } = useI18n()
  const scales = useMethod(measuresContract.scales, {})
  return (
    <fieldset className="template-part">
      <legend>{t('templates.measures')}</legend>
      <div className="settings-grid">
        {(scales.data?.scales ?? []).map(({ scale, name }) => (
          <Checkbox
            key={scale}
            isSelected={chosen.includes(scale)}
            onChange={(on) => onChange(on ? [...chosen, scale] : chosen.filter((each) => each !== scale))}
          >
            {name}
          </Checkbox>
        ))}
      </div>
    </fieldset>
  )
}
