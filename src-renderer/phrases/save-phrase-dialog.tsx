// A selected text of a note becomes a phrase.
import { BookmarkPlus } from 'lucide-react'
import { useI18n } from '../app/i18n.ts'
import { notify } from '../app/undo.ts'
import { Button } from '../components/button.tsx'
import { Callout } from '../components/content.tsx'
import { Dialog } from '../components/dialog.tsx'
import { PhraseFields, usePhraseForm } from './phrase-form.tsx'

export function SavePhraseDialog({ text, onClose }: { text: string; onClose(): void }) {
  const { t } = useI18n()
  const phrase = usePhraseForm({ draft: null, text: text.trim() })
  const save = async () => {
    if (!(await phrase.store())) return
    notify(t('phrases.saved'))
    onClose()
  }
  return (
    <Dialog
      isOpen
      onClose={onClose}
      title={t('phrases.saveTitle')}
      icon={BookmarkPlus}
      onSubmit={() => void save()}
      actions={
        <>
          <Button onPress={onClose}>{t('common.cancel')}</Button>
          <Button variant="primary" keys="mod+enter" busy={phrase.form.busy} onPress={() => void save()}>
            {t('common.save')}
          </Button>
        </>
      }
    >
      <div className="stack">
        <p>{t('phrases.noClientData')}</p>
        <PhraseFields form={phrase} />
        {phrase.form.failure ? (
          <Callout tone="danger" alert>
            {phrase.form.failure.message}
          </Callout>
        ) : null}
      </div>
    </Dialog>
  )
}
