// Settings that are lists of things with several fields: processors, disclosures, transfers. One is edited at a time and saved by a button.
import { Building2, Globe, Pencil, Plus, Send, Trash2 } from 'lucide-react'
import { useEffect, useState } from 'react'
import type { PrintedText } from '../../src-main/settings/contract.ts'
import { useActions } from '../app/actions.ts'
import { useForm } from '../app/form.ts'
import { type TextKey, useI18n } from '../app/i18n.ts'
import { currentLanguage } from '../app/i18n.ts'
import { offerUndo } from '../app/undo.ts'
import { Button, IconButton } from '../components/button.tsx'
import { Row, Rows } from '../components/content.tsx'
import { DateField } from '../components/date-field.tsx'
import { PanelForm } from '../components/panel-form.tsx'
import { FormErrorSummary } from '../components/form-error-summary.tsx'
import { TextField } from '../components/text-field.tsx'
import { Part, Section } from './section.tsx'
import { useHalfDone } from './half-done.ts'
import { PrintedTextField } from './setting-fields.tsx'
import { useSettings } from './settings-context.tsx'

type ListName = 'processors' | 'disclosures' | 'transfersOutsideEea'
interface ItemField {
  name: string
  kind: 'line' | 'printed' | 'date'
  required?: true
}
type Item = Record<string, unknown>

const fields: Record<ListName, readonly ItemField[]> = {
  processors: [
    { name: 'name', kind: 'line', required: true },
    { name: 'role', kind: 'printed', required: true },
    { name: 'country', kind: 'line', required: true },
    { name: 'task', kind: 'printed' },
    { name: 'place', kind: 'line' },
    { name: 'description', kind: 'printed' },
    { name: 'subprocessors', kind: 'printed' },
    { name: 'safeguard', kind: 'printed' },
    { name: 'contractDate', kind: 'date' },
    { name: 'reviewedOn', kind: 'date' },
  ],
  disclosures: [
    { name: 'recipient', kind: 'line', required: true },
    { name: 'what', kind: 'printed', required: true },
    { name: 'basis', kind: 'printed', required: true },
    { name: 'country', kind: 'line' },
  ],
  transfersOutsideEea: [
    { name: 'country', kind: 'line', required: true },
    { name: 'safeguard', kind: 'printed', required: true },
  ],
}
const icons = { processors: Building2, disclosures: Send, transfersOutsideEea: Globe }

const words = (value: unknown): string => {
  if (typeof value === 'string') return value
  const printed = value as Exclude<PrintedText, string> | undefined
  return printed?.[currentLanguage()] ?? printed?.fi ?? printed?.sv ?? printed?.en ?? ''
}
const isEmpty = (value: unknown): boolean =>
  typeof value === 'object' && value !== null ? Object.values(value).every((text) => !text) : !value

function ItemForm({ list, index, item, onDone }: { list: ListName; index: number | 'new'; item: Item; onDone(): void }) {
  const { t } = useI18n()
  const { values, save, errors } = useSettings()
  const mine = fields[list]
  const label = (name: string) => t(`settings.item.${name}` as TextKey)
  const form = useForm<Record<string, unknown>>({
    draft: `settings.${list}:${String(index)}`,
    initial: Object.fromEntries(mine.map(({ name }) => [name, item[name] ?? ''])),
    labels: Object.fromEntries(mine.map(({ name }) => [name, label(name)])),
    check: (now) =>
      Object.fromEntries(
        mine.filter((field) => field.required && isEmpty(now[field.name])).map((field) => [field.name, t('common.required')]),
      ),
  })
  const store = () =>
    void form.submit(async (now) => {
      const filled = { ...item, ...Object.fromEntries(mine.map(({ name }) => [name, isEmpty(now[name]) ? undefined : now[name]])) }
      const clean = JSON.parse(JSON.stringify(filled)) as Item
      const present = (values[list] ?? []) as Item[]
      const next = index === 'new' ? [...present, clean] : present.map((each, at) => (at === index ? clean : each))
      if (await save(list, next, label(mine[0]!.name))) {
        await form.draft.discard()
        onDone()
      }
    })
  useActions([{ id: 'primary', label: 'common.save', keys: 'mod+enter', section: 'actions', run: store }])
  const cancel = () => void form.draft.discard().then(onDone)
  return (
    <PanelForm onSubmit={store} onCancel={cancel} busy={form.busy} keys="mod+enter" failure={errors[list]}>
      <FormErrorSummary faults={form.faults} />
      {mine.map(({ name, kind, required }, at) =>
        kind === 'line' ? (
          <TextField
            key={name}
            name={name}
            label={label(name)}
            optional={!required}
            autoFocus={at === 0}
            value={words(form.values[name])}
            onChange={(text) => form.set(name, text)}
            onBlur={() => form.leave(name)}
            error={form.error(name)}
          />
        ) : kind === 'date' ? (
          <DateField
            key={name}
            name={name}
            label={label(name)}
            optional={!required}
            value={String(form.values[name] ?? '')}
            onChange={(date) => {
              if (date !== null) form.set(name, date)
            }}
            error={form.error(name)}
          />
        ) : (
          <PrintedTextField
            key={name}
            name={name}
            label={label(name)}
            rows={name === 'description' ? 3 : 1}
            optional={!required}
            value={form.values[name] as PrintedText}
            onChange={(text) => form.set(name, text)}
            onBlur={() => form.leave(name)}
            error={form.error(name)}
          />
        ),
      )}
    </PanelForm>
  )
}

export function ListEditor({ list }: { list: ListName }) {
  const { t } = useI18n()
  const { values, save, readOnly } = useSettings()
  const [editing, setEditing] = useState<number | 'new' | null>(null)
  const halfDone = useHalfDone(`settings.${list}`)
  useEffect(() => {
    if (halfDone !== undefined && !readOnly) setEditing(halfDone === 'new' ? 'new' : Number(halfDone))
  }, [halfDone, readOnly])
  const items = (values[list] ?? []) as Item[]
  const title = fields[list][0]!.name
  const detail = fields[list][1]!.name
  const remove = async (index: number) => {
    const before = items
    if (
      await save(
        list,
        items.filter((_, at) => at !== index),
        words(items[index]?.[title]),
      )
    ) {
      offerUndo(t('settings.removed', { name: words(before[index]?.[title]) }), () => save(list, before, words(before[index]?.[title])))
    }
  }
  return (
    <>
      {items.length === 0 && editing === null ? <p className="muted">{t(`settings.empty.${list}`)}</p> : null}
      {items.length > 0 ? (
        <Rows label={t(`settings.list.${list}`)}>
          {items.map((item, index) =>
            editing === index ? (
              <li key={index}>
                <ItemForm list={list} index={index} item={item} onDone={() => setEditing(null)} />
              </li>
            ) : (
              <Row
                key={index}
                icon={icons[list]}
                title={words(item[title])}
                detail={[words(item[detail]), detail === 'country' ? '' : words(item['country'])].filter(Boolean).join(', ')}
                end={
                  readOnly ? null : (
                    <>
                      <IconButton
                        icon={Pencil}
                        size="s"
                        label={t('settings.edit', { name: words(item[title]) })}
                        onPress={() => setEditing(index)}
                      />
                      <IconButton
                        icon={Trash2}
                        size="s"
                        label={t('settings.remove', { name: words(item[title]) })}
                        onPress={() => void remove(index)}
                      />
                    </>
                  )
                }
              />
            ),
          )}
        </Rows>
      ) : null}
      {editing === 'new' ? (
        <ItemForm list={list} index="new" item={{}} onDone={() => setEditing(null)} />
      ) : readOnly ? null : (
        <div>
          <Button icon={Plus} onPress={() => setEditing('new')}>
            {t(`settings.add.${list}`)}
          </Button>
        </div>
      )}
    </>
  )
}

export const ProcessorsSection = () => (
  <Section id="processors">
    <ListEditor list="processors" />
  </Section>
)
export function DisclosuresSection() {
  const { t } = useI18n()
  return (
    <Section id="disclosures">
      <Part title={t('settings.list.disclosures')}>
        <ListEditor list="disclosures" />
      </Part>
      <Part title={t('settings.list.transfersOutsideEea')}>
        <ListEditor list="transfersOutsideEea" />
      </Part>
    </Section>
  )
}
