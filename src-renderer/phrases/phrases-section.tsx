// Her phrases in the settings: the shipped ones and her own, each with its abbreviation.
import { Pencil, Plus, TextQuote, Trash2 } from 'lucide-react'
import { useEffect, useState } from 'react'
import { phrasesContract } from '../../src-main/templates/contract.ts'
import { useActions } from '../app/actions.ts'
import { call } from '../app/api.ts'
import { useI18n } from '../app/i18n.ts'
import { useMethod } from '../app/queries.ts'
import { offerUndo } from '../app/undo.ts'
import { Button, IconButton } from '../components/button.tsx'
import { Callout, Loading, Row, Rows } from '../components/content.tsx'
import { ErrorDialog } from '../components/dialog.tsx'
import { PanelForm } from '../components/panel-form.tsx'
import { TextField } from '../components/text-field.tsx'
import { useHalfDone } from '../settings/half-done.ts'
import { Section } from '../settings/section.tsx'
import { type Phrase, PhraseFields, usePhraseForm } from './phrase-form.tsx'

function PhraseEditor({ phrase, onDone }: { phrase?: Phrase | undefined; onDone(): void }) {
  const form = usePhraseForm({ draft: `settings.phrase:${phrase?.abbreviation ?? 'new'}`, before: phrase })
  const store = async () => {
    if (await form.store()) onDone()
  }
  useActions([{ id: 'primary', label: 'common.save', keys: 'mod+enter', section: 'actions', run: () => void store() }])
  return (
    <PanelForm
      onSubmit={() => void store()}
      onCancel={() => void form.form.draft.discard().then(onDone)}
      busy={form.form.busy}
      failure={form.form.failure?.message}
    >
      <PhraseFields form={form} />
    </PanelForm>
  )
}

/** Takes a phrase out; an own one comes back as it was, a shipped one is shown again. */
async function removePhrase({ abbreviation, text, shipped }: Phrase, said: string): Promise<void> {
  const remove = () => call(phrasesContract.remove, { abbreviation })
  await remove()
  offerUndo(
    said,
    () => (shipped ? call(phrasesContract.show, { abbreviation }) : call(phrasesContract.save, { abbreviation, text })),
    remove,
  )
}

export function PhrasesSection() {
  const { t } = useI18n()
  const phrases = useMethod(phrasesContract.list, {})
  const [editing, setEditing] = useState<string | null>(null)
  const [text, setText] = useState('')
  const [failure, setFailure] = useState<unknown>(null)
  const halfDone = useHalfDone('settings.phrase')
  useEffect(() => {
    if (halfDone !== undefined) setEditing(halfDone)
  }, [halfDone])
  const done = () => setEditing(null)
  if (!phrases.data) return <Loading />
  const { phrases: all, hidden } = phrases.data
  const asked = text.trim().replace(/^;/, '').toLowerCase()
  const found = all.filter((each) => `${each.abbreviation} ${each.text}`.toLowerCase().includes(asked))
  const show = (abbreviation: string) => {
    call(phrasesContract.show, { abbreviation }).catch(setFailure)
  }
  return (
    <Section id="phrases">
      <div className="narrow">
        <TextField type="search" label={t('phrases.search')} value={text} onChange={setText} />
      </div>
      {found.length === 0 ? <p className="muted">{t('phrases.none')}</p> : null}
      <Rows label={t('phrases.title')}>
        {found.map((phrase) =>
          editing === phrase.abbreviation ? (
            <li key={phrase.abbreviation}>
              <PhraseEditor phrase={phrase} onDone={done} />
            </li>
          ) : (
            <Row
              key={phrase.abbreviation}
              icon={TextQuote}
              title={`;${phrase.abbreviation}`}
              detail={phrase.text}
              end={
                <>
                  {phrase.shipped ? <span className="muted">{t('phrases.shipped')}</span> : null}
                  <IconButton
                    icon={Pencil}
                    size="s"
                    label={t('settings.edit', { name: `;${phrase.abbreviation}` })}
                    onPress={() => setEditing(phrase.abbreviation)}
                  />
                  <IconButton
                    icon={Trash2}
                    size="s"
                    label={t('settings.remove', { name: `;${phrase.abbreviation}` })}
                    onPress={() => {
                      removePhrase(phrase, t('phrases.removed', { abbreviation: phrase.abbreviation })).catch(setFailure)
                    }}
                  />
                </>
              }
            />
          ),
        )}
      </Rows>
      {editing === 'new' ? (
        <PhraseEditor onDone={done} />
      ) : (
        <div>
          <Button icon={Plus} onPress={() => setEditing('new')}>
            {t('phrases.add')}
          </Button>
        </div>
      )}
      {hidden.length > 0 ? (
        <div className="settings-part" role="group" aria-labelledby="hidden-phrases">
          <h3 id="hidden-phrases">{t('phrases.hidden')}</h3>
          <Rows label={t('phrases.hidden')}>
            {hidden.map((phrase) => (
              <Row
                key={phrase.abbreviation}
                title={`;${phrase.abbreviation}`}
                detail={phrase.text}
                end={
                  <Button
                    size="s"
                    onPress={() => show(phrase.abbreviation)}
                    aria-label={t('phrases.showNamed', { abbreviation: phrase.abbreviation })}
                  >
                    {t('phrases.show')}
                  </Button>
                }
              />
            ))}
          </Rows>
        </div>
      ) : null}
      <Callout>{t('phrases.noClientData')}</Callout>
      <ErrorDialog error={failure} title={t('phrases.notDone')} onClose={() => setFailure(null)} />
    </Section>
  )
}
