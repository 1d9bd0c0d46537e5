// Files of a client or of one visit: looked at, added, named, taken out.
import { Paperclip, X } from 'lucide-react'
import { useState } from 'react'
import { type Attachment, attachmentsContract, largestAttachment } from '../../src-main/attachments/contract.ts'
import type { Purpose } from '../../src-main/core/contract.ts'
import { shellContract } from '../../src-main/shell/contract.ts'
import { useActions } from '../app/actions.ts'
import { call } from '../app/api.ts'
import { formatNumber } from '../app/format.ts'
import { useI18n } from '../app/i18n.ts'
import { useMethod } from '../app/queries.ts'
import { offerUndo, rememberUndo } from '../app/undo.ts'
import { Button, IconButton, LinkButton } from '../components/button.tsx'
import { Callout, Loading, SectionHeading } from '../components/content.tsx'
import { ErrorDialog } from '../components/dialog.tsx'
import { ProgressBar } from '../components/progress.tsx'
import { type AddingState, useAdding } from './adding.ts'
import { AttachmentRow } from './attachment-row.tsx'
import { DetailsDialog } from './details-dialog.tsx'
import { PreviewDialog } from './preview-dialog.tsx'
import { PurposeQuestion } from './purpose-question.tsx'
import { SaveCopyDialog } from './save-copy-dialog.tsx'
import { StripDialog } from './strip-dialog.tsx'
import { useIncomingFiles } from './use-incoming-files.ts'
import { titleOf } from './words.ts'
import './attachments.css'

type Open = { what: 'preview' | 'details' | 'strip' | 'copy'; attachment: Attachment }

/** `visitId`: only the files of that visit, and new ones become its own. `purpose`: what the record was opened for. */
export function AttachmentsSection({
  clientId,
  visitId,
  purpose: given,
}: {
  clientId: string
  visitId?: string
  purpose?: Purpose | undefined
}) {
  const { t } = useI18n()
  const [asked, setAsked] = useState<Purpose>()
  const purpose = given ?? asked
  const because = purpose === undefined ? {} : { purpose }
  const of = { clientId, ...(visitId === undefined ? {} : { visitId }), ...because }
  const [removed, setRemoved] = useState(false)
  const [open, setOpen] = useState<Open | null>(null)
  const [failure, setFailure] = useState<unknown>(null)
  const [news, setNews] = useState('')
  const list = useMethod(attachmentsContract.list, of)
  const gone = useMethod(attachmentsContract.list, { ...of, removed: true }, { enabled: removed })
  const isOpen = list.data !== undefined
  const take = (id: string) => call(attachmentsContract.remove, { id, ...because })
  const bringBack = (id: string) => call(attachmentsContract.restore, { id, ...because })
  const adding = useAdding({ clientId, visitId, purpose }, (added) => {
    setNews(t('attachments.added', { name: titleOf(added) }))
    rememberUndo(
      t('attachments.added', { name: titleOf(added) }),
      () => take(added.id),
      () => bringBack(added.id),
    )
  })
  const over = useIncomingFiles(isOpen && open === null, adding.add)
  const choose = async () => {
    try {
      const { paths } = await call(shellContract.chooseFile, { kinds: ['attachment', 'any'], multiple: true })
      if (paths.length > 0) adding.add(paths)
    } catch (error) {
      setFailure(error)
    }
  }
  const remove = async (attachment: Attachment) => {
    try {
      await take(attachment.id)
      setOpen(null)
      offerUndo(
        t('attachments.removed', { name: titleOf(attachment) }),
        () => bringBack(attachment.id),
        () => take(attachment.id),
      )
    } catch (error) {
      setFailure(error)
    }
  }
  useActions([
    { id: 'addAttachment', label: 'attachments.add', icon: Paperclip, section: 'actions', run: () => void (isOpen ? choose() : undefined) },
  ])
  if (list.error?.code === 'purpose_required') return <PurposeQuestion onPurpose={setAsked} />
  const files = list.data?.attachments ?? []
  // The list's own row, so that a dialog shows what is true now.
  const current = open ? (files.find(({ id }) => id === open.attachment.id) ?? open.attachment) : null
  const close = () => setOpen(null)
  return (
    <section className="attachments" aria-labelledby="attachments-title" data-over={over || undefined}>
      <SectionHeading
        id="attachments-title"
        actions={
          isOpen ? (
            <Button size="s" icon={Paperclip} onPress={() => void choose()}>
              {t('attachments.add')}
            </Button>
          ) : null
        }
      >
        {t('attachments.title')}
      </SectionHeading>
      {list.error ? (
        <Callout tone="danger" alert>
          {list.error.message}
        </Callout>
      ) : null}
      {list.isPending ? <Loading rows={2} /> : null}
      <Adding {...adding} />
      {over ? <p className="attachments-drop">{t('attachments.dropHere')}</p> : null}
      {isOpen && files.length === 0 && !over && !adding.current ? (
        <p className="muted">{t('attachments.none', { megabytes: formatNumber(largestAttachment / 1024 / 1024) })}</p>
      ) : null}
      {files.length > 0 ? (
        <ul className="attachment-list" aria-label={t('attachments.title')}>
          {files.map((attachment) => (
            <AttachmentRow
              key={attachment.id}
              attachment={attachment}
              onOpen={(what) => setOpen({ what, attachment })}
              onRemove={() => void remove(attachment)}
            />
          ))}
        </ul>
      ) : null}
      {removed && gone.data ? (
        <ul className="attachment-list" aria-label={t('attachments.removedList')}>
          {gone.data.attachments.map((attachment) => (
            <AttachmentRow key={attachment.id} attachment={attachment} onRestore={() => void bringBack(attachment.id).catch(setFailure)} />
          ))}
          {gone.data.attachments.length === 0 ? <li className="muted">{t('attachments.noneRemoved')}</li> : null}
        </ul>
      ) : null}
      {isOpen ? (
        <LinkButton onPress={() => setRemoved(!removed)}>{t(removed ? 'attachments.hideRemoved' : 'attachments.showRemoved')}</LinkButton>
      ) : null}
      <p className="visually-hidden" role="status">
        {news}
      </p>
      {current && open?.what === 'preview' ? (
        <PreviewDialog
          attachment={current}
          purpose={purpose}
          onClose={close}
          onCopy={() => setOpen({ what: 'copy', attachment: current })}
          onStrip={() => setOpen({ what: 'strip', attachment: current })}
        />
      ) : null}
      {current && open?.what === 'details' ? <DetailsDialog attachment={current} purpose={purpose} onClose={close} /> : null}
      {current && open?.what === 'strip' ? <StripDialog attachment={current} purpose={purpose} onClose={close} /> : null}
      {current && open?.what === 'copy' ? <SaveCopyDialog attachment={current} purpose={purpose} onClose={close} /> : null}
      <ErrorDialog error={failure} title={t('attachments.notDone')} onClose={() => setFailure(null)} />
    </section>
  )
}

function Adding({ current, waiting, failed, cancel, dismiss }: AddingState & { cancel(): void; dismiss(key: number): void }) {
  const { t } = useI18n()
  return (
    <>
      {current ? (
        <div className="attachments-adding">
          <ProgressBar
            label={t('attachments.adding', { name: current.name })}
            value={current.percent}
            detail={waiting.length > 0 ? t('attachments.waiting', { count: waiting.length }) : ''}
          />
          <Button size="s" onPress={cancel}>
            {t('attachments.cancel')}
          </Button>
        </div>
      ) : null}
      {failed.map(({ key, name, message }) => (
        <Callout
          key={key}
          tone="danger"
          alert
          actions={<IconButton size="s" icon={X} label={t('attachments.dismiss', { name })} onPress={() => dismiss(key)} />}
        >
          <strong>{t('attachments.notAdded', { name })}</strong> {message}
        </Callout>
      ))}
    </>
  )
}
