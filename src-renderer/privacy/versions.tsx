// Every version that was written: when, what changed, in which languages; each can be read again.
import { FileText } from 'lucide-react'
import { useState } from 'react'
import { type Language, languages } from '../../src-main/core/contract.ts'
import type { OutputOf } from '../../src-main/core/contract.ts'
import { privacyContract } from '../../src-main/privacy/contract.ts'
import { formatDate } from '../app/format.ts'
import { useI18n } from '../app/i18n.ts'
import { useMethod } from '../app/queries.ts'
import { Button, LinkButton } from '../components/button.tsx'
import { SegmentedControl } from '../components/choice.tsx'
import { Callout, Loading } from '../components/content.tsx'
import { Dialog } from '../components/dialog.tsx'
import { Point, PointList } from './point-list.tsx'
import { WrittenPage } from './written-page.tsx'

type Version = OutputOf<typeof privacyContract.registerDescriptionHistory>[number]
const shownAtFirst = 4

export function Versions({ isOwner }: { isOwner: boolean }) {
  const { t } = useI18n()
  const history = useMethod(privacyContract.registerDescriptionHistory, {}, { fresh: true })
  const [all, setAll] = useState(false)
  const [open, setOpen] = useState<Version | null>(null)
  if (!history.data?.length) return null
  const newestFirst = history.data.toSorted((one, other) => other.version - one.version)
  const shown = all ? newestFirst : newestFirst.slice(0, shownAtFirst)
  return (
    <>
      <PointList title={t('privacy.versions')} icon={FileText} tone="muted" count={newestFirst.length}>
        {shown.map((version) => (
          <Point
            key={version.version}
            number={version.version}
            title={formatDate(version.date)}
            end={
              <LinkButton aria-label={t('privacy.readVersion', { version: version.version })} onPress={() => setOpen(version)}>
                {t('privacy.read')}
              </LinkButton>
            }
            detail={[
              version.changes.map(({ text }) => text).join('; '),
              t('privacy.files', { count: version.files.length }),
              version.confirmedOn ? t('privacy.confirmedOn', { date: formatDate(version.confirmedOn) }) : '',
            ]
              .filter(Boolean)
              .join(' · ')}
          />
        ))}
      </PointList>
      {newestFirst.length > shown.length ? <Button onPress={() => setAll(true)}>{t('privacy.allVersions')}</Button> : null}
      {open ? <VersionDialog version={open} isOwner={isOwner} onClose={() => setOpen(null)} /> : null}
    </>
  )
}

type Audience = Version['files'][number]['audience']
function VersionDialog({ version, isOwner, onClose }: { version: Version; isOwner: boolean; onClose(): void }) {
  const { t } = useI18n()
  const files = version.files.filter(({ audience }) => isOwner || audience === 'public')
  const [audience, setAudience] = useState<Audience>(files[0]?.audience ?? 'public')
  const written = (of: Audience): Language[] =>
    languages.filter((one) => files.some((file) => file.audience === of && file.language === one))
  const [language, setLanguage] = useState<Language | null>(null)
  const offered = written(audience)
  const shown = language !== null && offered.includes(language) ? language : offered[0]
  const audiences = (['public', 'internal'] as const).filter((each) => written(each).length > 0)
  return (
    <Dialog
      isOpen
      onClose={onClose}
      width="wide"
      isDismissable
      title={t('privacy.versionOf', { version: version.version, date: formatDate(version.date) })}
      actions={
        <Button variant="primary" onPress={onClose} autoFocus>
          {t('common.close')}
        </Button>
      }
    >
      <div className="stack">
        {audiences.length > 1 || offered.length > 1 ? (
          <div className="version-tools">
            {audiences.length > 1 ? (
              <SegmentedControl
                label={t('privacy.audience')}
                value={audience}
                onChange={(value: Audience) => setAudience(value)}
                options={audiences.map((value) => ({ value, label: t(`privacy.audience.${value}`) }))}
              />
            ) : null}
            {offered.length > 1 && shown ? (
              <SegmentedControl
                label={t('privacy.language')}
                value={shown}
                onChange={(value: Language) => setLanguage(value)}
                options={offered.map((value) => ({ value, label: t(`privacy.language.${value}`) }))}
              />
            ) : null}
          </div>
        ) : null}
        {shown ? <Reading version={version.version} language={shown} audience={audience} /> : <p>{t('privacy.notWritten')}</p>}
      </div>
    </Dialog>
  )
}

/** One written version in one language. */
export function Reading({ version, language, audience }: { version: number; language: Language; audience: Audience }) {
  const page = useMethod(privacyContract.readRegisterDescriptionVersion, { version, language, audience })
  if (page.error)
    return (
      <Callout tone="danger" alert>
        {page.error.message}
      </Callout>
    )
  return page.data ? <WrittenPage html={page.data.html} /> : <Loading />
}
