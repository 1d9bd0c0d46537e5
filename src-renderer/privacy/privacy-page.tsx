// The register description: what it lacks and what has changed at the left, the real pages at the right.
import { FileDown, FolderOpen, Printer } from 'lucide-react'
import { useState } from 'react'
import { type Language, languages, type OutputOf } from '../../src-main/core/contract.ts'
import { audiences, formats, privacyContract, variants } from '../../src-main/privacy/contract.ts'
import { shellContract } from '../../src-main/shell/contract.ts'
import { useActions } from '../app/actions.ts'
import { call, isCallError } from '../app/api.ts'
import { formatDate } from '../app/format.ts'
import { useI18n } from '../app/i18n.ts'
import { useMethod } from '../app/queries.ts'
import { useVaultState } from '../app/session.ts'
import { Button, LinkButton } from '../components/button.tsx'
import { SegmentedControl } from '../components/choice.tsx'
import { Callout, Loading, PageHeader } from '../components/content.tsx'
import { Dialog, ErrorDialog } from '../components/dialog.tsx'
import { focusField } from '../components/form-error-summary.tsx'
import { Menu } from '../components/menu.tsx'
import { Select } from '../components/select.tsx'
import { useMedia } from '../app/use-media.ts'
import { CheckLists } from './check-lists.tsx'
import { PagePreview } from './page-preview.tsx'
import { type Format, useWriting, type Written } from './use-writing.ts'
import { Reading, Versions } from './versions.tsx'
import './privacy.css'

type Audience = (typeof audiences)[number]
type Variant = (typeof variants)[number]
type Tab = 'check' | 'preview'
type Newest = OutputOf<typeof privacyContract.checkRegisterDescription>['newest']

export function PrivacyPage() {
  const { t, language: windowLanguage } = useI18n()
  const isOwner = useVaultState().data?.user?.role === 'owner'
  const narrow = useMedia('(max-width: 1020px)')
  const [tab, setTab] = useState<Tab>('check')
  const [audience, setAudience] = useState<Audience>('public')
  const [language, setLanguage] = useState<Language>(windowLanguage)
  const [chosenVariant, setVariant] = useState<Variant>('notice')
  const [asking, setAsking] = useState(false)
  const [refused, setRefused] = useState(false)
  const check = useMethod(privacyContract.checkRegisterDescription, {}, { fresh: true })
  const hasMinors = check.data ? !check.data.leftOut.some(({ section }) => section === 'minors') : false
  const variant: Variant = audience === 'internal' || (chosenVariant === 'child' && !hasMinors) ? 'notice' : chosenVariant
  const wanted = { language, audience, variant }
  const preview = useMethod(privacyContract.previewRegisterDescription, wanted, { enabled: isOwner, keep: true, fresh: true })
  const writing = useWriting()
  const version = preview.data?.version ?? (check.data?.newest?.version ?? 0) + 1
  const isDraft = check.data?.newest?.version !== version
  const missing = check.data?.missing ?? []

  /** Nothing is written while something is missing: she is led to the first thing instead. */
  const whenComplete = (work: () => void) => {
    if (missing.length === 0) {
      setRefused(false)
      work()
      return
    }
    setRefused(true)
    setTab('check')
    requestAnimationFrame(() => focusField(missing[0]!.setting))
  }
  const save = (format: Format) => whenComplete(() => void writing.save({ ...wanted, format }, version))
  const print = () => whenComplete(() => (isDraft ? setAsking(true) : void writing.print(wanted)))
  const saveAndPrint = async () => {
    setAsking(false)
    if (await writing.save({ ...wanted, format: 'pdf' }, version)) await writing.print(wanted)
  }
  useActions(
    isOwner
      ? [
          { id: 'primary', label: 'privacy.print', keys: 'mod+enter', section: 'actions', hidden: true, run: print },
          { id: 'printDescription', label: 'privacy.print', keys: 'mod+p', icon: Printer, section: 'actions', run: print },
          { id: 'saveDescription', label: 'privacy.savePdf', icon: FileDown, section: 'actions', run: () => save('pdf') },
        ]
      : [],
  )
  return (
    <div className="page page-fill privacy-page">
      <PageHeader
        title={t('privacy.title')}
        fact={newestText(check.data?.newest ?? null, t)}
        line
        actions={
          isOwner ? (
            <>
              <SegmentedControl
                label={t('privacy.audience')}
                value={audience}
                onChange={(value: Audience) => setAudience(value)}
                options={audiences.map((value) => ({ value, label: t(`privacy.audience.${value}`) }))}
              />
              <Select
                hideLabel
                label={t('privacy.language')}
                value={language}
                onChange={(value: Language) => setLanguage(value)}
                options={languages.map((value) => ({ value, label: t(`privacy.language.${value}`) }))}
              />
              <Menu
                label={t('privacy.save')}
                trigger={<Button icon={FileDown}>{t('privacy.save')}</Button>}
                entries={formats.map((format) => ({ id: format, label: t(`privacy.format.${format}`), onAction: () => save(format) }))}
              />
              <Button variant="primary" icon={Printer} keys="mod+p" busy={writing.busy} busyLabel={t('privacy.writing')} onPress={print}>
                {t('privacy.printVersion', { version })}
              </Button>
            </>
          ) : undefined
        }
      />
      {narrow ? (
        <div className="privacy-tabs">
          <SegmentedControl
            label={t('privacy.show')}
            value={tab}
            onChange={(value: Tab) => setTab(value)}
            options={[
              { value: 'check', label: t('privacy.tab.check') },
              { value: 'preview', label: t('privacy.tab.preview') },
            ]}
          />
        </div>
      ) : null}
      <div className="privacy-body">
        {narrow && tab === 'preview' ? null : (
          <div className="privacy-check">
            {refused && missing.length > 0 ? (
              <Callout tone="danger" alert>
                {t('privacy.refused', { count: missing.length })}
              </Callout>
            ) : null}
            {writing.written ? <WrittenNote written={writing.written} onClose={writing.forget} /> : null}
            {check.error ? (
              <Callout tone="danger" alert>
                {check.error.message}
              </Callout>
            ) : check.data ? (
              <CheckLists check={check.data} isOwner={isOwner} />
            ) : (
              <Loading />
            )}
            <Versions isOwner={isOwner} />
          </div>
        )}
        {narrow && tab === 'check' ? null : preview.data ? (
          <PagePreview
            pages={preview.data.pages}
            title={t('privacy.title')}
            tools={
              audience === 'public' ? (
                <Select
                  hideLabel
                  label={t('privacy.variant')}
                  value={variant}
                  onChange={(value: Variant) => setVariant(value)}
                  options={variants
                    .filter((each) => each !== 'child' || hasMinors)
                    .map((value) => ({ value, label: t(`privacy.variant.${value}`) }))}
                />
              ) : null
            }
          />
        ) : (
          <section className="preview" aria-label={t('privacy.preview')}>
            <div className="preview-pages">
              {preview.error ? (
                <Callout tone="danger" alert>
                  {preview.error.message}
                </Callout>
              ) : isOwner ? (
                <Loading />
              ) : check.data?.newest ? (
                <Reading version={check.data.newest.version} language={language} audience="public" />
              ) : null}
            </div>
          </section>
        )}
      </div>
      {asking ? (
        <Dialog
          isOpen
          onClose={() => setAsking(false)}
          title={t('privacy.printVersion', { version })}
          icon={Printer}
          onSubmit={() => void saveAndPrint()}
          actions={
            <>
              <Button onPress={() => setAsking(false)}>{t('common.cancel')}</Button>
              <Button variant="primary" keys="mod+enter" autoFocus onPress={() => void saveAndPrint()}>
                {t('privacy.saveAndPrint')}
              </Button>
            </>
          }
        >
          <p>{t('privacy.saveFirst')}</p>
        </Dialog>
      ) : null}
      <ErrorDialog
        error={writing.failure}
        title={t('privacy.notWrittenTitle')}
        onClose={writing.forget}
        {...(isCallError(writing.failure, 'incomplete') ? { advice: t('privacy.fillFirst') } : {})}
      />
    </div>
  )
}

const newestText = (newest: Newest, t: ReturnType<typeof useI18n>['t']): string =>
  newest ? t('privacy.newest', { version: newest.version, date: formatDate(newest.date) }) : t('privacy.noVersion')

/** What has just been written, and where it is. */
function WrittenNote({ written, onClose }: { written: Written; onClose(): void }) {
  const { t } = useI18n()
  return (
    <Callout
      tone="success"
      actions={
        <>
          {written.path ? (
            <LinkButton icon={FolderOpen} onPress={() => void call(shellContract.openFolder, { path: written.path })}>
              {t('privacy.showFile')}
            </LinkButton>
          ) : null}
          <LinkButton onPress={onClose}>{t('common.close')}</LinkButton>
        </>
      }
    >
      <span role="status">
        {written.path
          ? t(written.printed ? 'privacy.savedAndPrinted' : 'privacy.saved', {
              version: written.version,
              file: written.path.split(/[/\\]/).at(-1) ?? '',
            })
          : t('privacy.printed', { version: written.version })}
      </span>
    </Callout>
  )
}
