// A file looked at inside the app: in a frame of another origin, without scripts, filled from memory ([Note: preview], src-main/shell).
import { ChevronLeft, ChevronRight, Eraser, Save, ZoomIn, ZoomOut } from 'lucide-react'
import { useEffect, useRef, useState } from 'react'
import type { Attachment } from '../../src-main/attachments/contract.ts'
import type { Purpose } from '../../src-main/core/contract.ts'
import { shellContract } from '../../src-main/shell/contract.ts'
import { call } from '../app/api.ts'
import { errorText } from '../app/error-text.ts'
import { useI18n } from '../app/i18n.ts'
import { Button, IconButton } from '../components/button.tsx'
import { Callout, Loading } from '../components/content.tsx'
import { Dialog } from '../components/dialog.tsx'
import { factsText, metadataText, titleOf } from './words.ts'

const zooms = [1, 1.5, 2, 3, 4] as const

interface Shown {
  address: string | null
  pages: number | null
}

export function PreviewDialog({
  attachment,
  purpose,
  onClose,
  onCopy,
  onStrip,
}: {
  attachment: Attachment
  purpose: Purpose | undefined
  onClose(): void
  onCopy(): void
  onStrip(): void
}) {
  const { t } = useI18n()
  const { id, mediaType, description, fileName, metadata, strippable } = attachment
  const isPdf = mediaType === 'application/pdf'
  const [page, setPage] = useState(1)
  const [zoom, setZoom] = useState(0)
  const [shown, setShown] = useState<Shown | null>(null)
  const [failure, setFailure] = useState<unknown>(null)
  useEffect(() => {
    let current = true
    setFailure(null)
    call(shellContract.preview, { id, ...(isPdf ? { page } : {}), ...(purpose === undefined ? {} : { purpose }) }).then(
      (next) => current && setShown(next),
      (error: unknown) => current && setFailure(error),
    )
    return () => {
      current = false
    }
  }, [id, isPdf, page, purpose])
  useEffect(() => () => void call(shellContract.closePreview, {}).catch(() => undefined), [])
  const pages = shown?.pages ?? null
  const scroll = useRef<HTMLDivElement>(null)
  // A button that is about to be disabled would take the focus out of the dialog with it.
  const turn = (to: number) => {
    if (to <= 1 || to === pages) scroll.current?.focus()
    setPage(to)
  }
  const zoomTo = (to: number) => {
    if (to === 0 || to === zooms.length - 1) scroll.current?.focus()
    setZoom(to)
  }
  const scale = zooms[zoom] ?? 1
  return (
    <Dialog
      isOpen
      onClose={onClose}
      title={titleOf(attachment)}
      width="page"
      actions={
        <>
          {strippable && metadata.length > 0 ? (
            <Button icon={Eraser} onPress={onStrip}>
              {t('attachments.strip')}
            </Button>
          ) : null}
          <Button icon={Save} onPress={onCopy}>
            {t('attachments.saveCopy')}
          </Button>
          <Button variant="primary" autoFocus onPress={onClose}>
            {t('common.close')}
          </Button>
        </>
      }
    >
      <div className="file-preview">
        <div className="file-preview-head">
          <p className="muted">
            {description ? `${fileName} · ` : ''}
            {factsText(attachment)}
            {metadata.length > 0 ? ` · ${t('attachments.tells', { what: metadataText(metadata) })}` : ''}
          </p>
          <div className="file-preview-tools">
            {pages !== null && pages > 1 ? (
              <>
                <IconButton
                  size="s"
                  icon={ChevronLeft}
                  label={t('attachments.previousPage')}
                  isDisabled={page <= 1}
                  onPress={() => turn(page - 1)}
                />
                <span role="status">{t('attachments.page', { page, pages })}</span>
                <IconButton
                  size="s"
                  icon={ChevronRight}
                  label={t('attachments.nextPage')}
                  isDisabled={page >= pages}
                  onPress={() => turn(page + 1)}
                />
              </>
            ) : null}
            <IconButton size="s" icon={ZoomOut} label={t('attachments.zoomOut')} isDisabled={zoom === 0} onPress={() => zoomTo(zoom - 1)} />
            <IconButton
              size="s"
              icon={ZoomIn}
              label={t('attachments.zoomIn')}
              isDisabled={zoom === zooms.length - 1}
              onPress={() => zoomTo(zoom + 1)}
            />
          </div>
        </div>
        {failure ? (
          <Callout tone="danger" alert>
            {errorText(failure)}
          </Callout>
        ) : shown === null ? (
          <Loading rows={4} />
        ) : shown.address === null ? (
          <Callout>{t('attachments.noPreview')}</Callout>
        ) : (
          // Scrolled here and not in the frame, which takes neither focus nor pointer: Esc and the wheel stay with the dialog.
          <div
            ref={scroll}
            className="file-preview-scroll"
            role="region"
            aria-label={t('attachments.preview', { name: titleOf(attachment) })}
            // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- a scrolled region is reached by keyboard
            tabIndex={0}
          >
            <iframe
              key={shown.address}
              className="file-preview-frame"
              // A page fills the width and is scrolled; a picture is seen whole.
              style={{ inlineSize: `${String(scale * 100)}%`, blockSize: `${String(scale * (isPdf ? 200 : 100))}%` }}
              title={t('attachments.preview', { name: titleOf(attachment) })}
              src={shown.address}
              sandbox=""
              tabIndex={-1}
              referrerPolicy="no-referrer"
            />
          </div>
        )}
      </div>
    </Dialog>
  )
}
