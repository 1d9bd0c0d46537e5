import { Button } from '../components/button.tsx'
import { Dialog } from '../components/dialog.tsx'
import { KeyHint } from '../components/key-hint.tsx'
import { type Action, useActionList } from './actions.ts'
import { useI18n } from './i18n.ts'

const sections: readonly Action['section'][] = ['places', 'actions', 'window']

/** `?`: every shortcut that works here, read from the same list that runs them. */
export function ShortcutSheet({ isOpen, onClose }: { isOpen: boolean; onClose(): void }) {
  const { t } = useI18n()
  const actions = useActionList()
  return (
    <Dialog
      isOpen={isOpen}
      onClose={onClose}
      title={t('app.shortcuts')}
      width="wide"
      isDismissable
      actions={
        <Button variant="primary" onPress={onClose} autoFocus>
          {t('common.close')}
        </Button>
      }
    >
      <div className="sheet-columns">
        {sections.map((section) => {
          const mine = actions.filter((action) => action.section === section && action.keys && action.id !== 'submitDialog')
          return mine.length === 0 ? null : (
            <section key={section}>
              <h3>{t(`app.section.${section}`)}</h3>
              <dl>
                {mine.map((action) => (
                  <div key={action.id} style={{ display: 'contents' }}>
                    <dt>{t(action.label)}</dt>
                    <dd>
                      <KeyHint keys={action.keys!} muted />
                    </dd>
                  </div>
                ))}
              </dl>
            </section>
          )
        })}
      </div>
    </Dialog>
  )
}
