// Templates in the settings: those that come with the program, to copy; her own, to change and to put away.
import { Archive, ArchiveRestore, Copy, LayoutTemplate, Pencil, Plus } from 'lucide-react'
import { useEffect, useState } from 'react'
import { type Template, templatesContract } from '../../src-main/templates/contract.ts'
import { call } from '../app/api.ts'
import { useI18n } from '../app/i18n.ts'
import { useMethod } from '../app/queries.ts'
import { offerUndo } from '../app/undo.ts'
import { Button, IconButton } from '../components/button.tsx'
import { Loading, Row, Rows } from '../components/content.tsx'
import { ErrorDialog } from '../components/dialog.tsx'
import { useHalfDone } from '../settings/half-done.ts'
import { Part, Section } from '../settings/section.tsx'
import { TemplateForm } from './template-form.tsx'

export function TemplatesSection() {
  const { t } = useI18n()
  const present = useMethod(templatesContract.list, {})
  const archived = useMethod(templatesContract.list, { archived: true })
  const [editing, setEditing] = useState<{ id: string; copyOf?: Template } | null>(null)
  const [failure, setFailure] = useState<unknown>(null)
  const halfDone = useHalfDone('settings.template')
  useEffect(() => {
    if (halfDone !== undefined) setEditing({ id: halfDone })
  }, [halfDone])
  if (!present.data || !archived.data) return <Loading />
  const own = present.data.templates.filter(({ shipped }) => !shipped)
  const shipped = present.data.templates.filter((each) => each.shipped)
  const done = () => setEditing(null)
  const setArchived = async ({ id, name }: Template, away: boolean) => {
    const doIt = () => call(away ? templatesContract.archive : templatesContract.restore, { id })
    const undoIt = () => call(away ? templatesContract.restore : templatesContract.archive, { id })
    await doIt()
    offerUndo(t(away ? 'templates.archived' : 'templates.restored', { name }), undoIt, doIt)
  }
  const detail = ({ headings, checklists }: Template) =>
    [headings.map((heading) => t(`treatment.heading.${heading}`)).join(', '), ...checklists.map(({ title }) => title)]
      .filter(Boolean)
      .join(' · ')
  return (
    <Section id="templates">
      <Part title={t('templates.own')}>
        {own.length === 0 && editing === null ? <p className="muted">{t('templates.noOwn')}</p> : null}
        <Rows label={t('templates.own')}>
          {own.map((template) =>
            editing?.id === template.id ? (
              <li key={template.id}>
                <TemplateForm template={template} onDone={done} />
              </li>
            ) : (
              <Row
                key={template.id}
                icon={LayoutTemplate}
                title={template.name}
                detail={detail(template)}
                end={
                  <>
                    <IconButton
                      icon={Pencil}
                      size="s"
                      label={t('settings.edit', { name: template.name })}
                      onPress={() => setEditing({ id: template.id })}
                    />
                    <IconButton
                      icon={Archive}
                      size="s"
                      label={t('templates.archive', { name: template.name })}
                      onPress={() => {
                        setArchived(template, true).catch(setFailure)
                      }}
                    />
                  </>
                }
              />
            ),
          )}
        </Rows>
        {editing?.id === 'new' ? (
          <TemplateForm key={editing.copyOf?.id ?? ''} copyOf={editing.copyOf} onDone={done} />
        ) : (
          <div>
            <Button icon={Plus} onPress={() => setEditing({ id: 'new' })}>
              {t('templates.add')}
            </Button>
          </div>
        )}
      </Part>
      <Part title={t('templates.shipped')}>
        <Rows label={t('templates.shipped')}>
          {shipped.map((template) => (
            <Row
              key={template.id}
              icon={LayoutTemplate}
              title={template.name}
              detail={detail(template)}
              end={
                <IconButton
                  icon={Copy}
                  size="s"
                  label={t('templates.copy', { name: template.name })}
                  onPress={() => setEditing({ id: 'new', copyOf: template })}
                />
              }
            />
          ))}
        </Rows>
      </Part>
      {archived.data.templates.length > 0 ? (
        <Part title={t('templates.archivedTitle')}>
          <Rows label={t('templates.archivedTitle')}>
            {archived.data.templates.map((template) => (
              <Row
                key={template.id}
                title={template.name}
                detail={detail(template)}
                end={
                  <IconButton
                    icon={ArchiveRestore}
                    size="s"
                    label={t('templates.restore', { name: template.name })}
                    onPress={() => {
                      setArchived(template, false).catch(setFailure)
                    }}
                  />
                }
              />
            ))}
          </Rows>
        </Part>
      ) : null}
      <ErrorDialog error={failure} title={t('templates.notDone')} onClose={() => setFailure(null)} />
    </Section>
  )
}
