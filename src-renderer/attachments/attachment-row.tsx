// One file of the list: what it is, what it tells beside its picture, and what can be done with it.
import { ArchiveRestore, Copy, Ellipsis, Eraser, FileText, Image, Info, MapPin, Pencil, Save, Trash2, TriangleAlert } from 'lucide-react'
import type { Attachment } from '../../src-main/attachments/contract.ts'
import { formatDateTime } from '../app/format.ts'
import { useI18n } from '../app/i18n.ts'
import { Button, IconButton, LinkButton } from '../components/button.tsx'
import { Menu } from '../components/menu.tsx'
import { factsText, metadataText, titleOf, typeText } from './words.ts'

interface Props {
  attachment: Attachment
  onOpen?(what: 'preview' | 'details' | 'strip' | 'copy'): void
  onRemove?(): void
  /** For a removed file: it can only come back. */
  onRestore?(): void
}

export function AttachmentRow({ attachment, onOpen, onRemove, onRestore }: Props) {
  const { t } = useI18n()
  const { description, fileName, metadata, mediaType, nameMisleads, hasTwin, strippable, removedAt } = attachment
  const title = titleOf(attachment)
  const Icon = mediaType === 'application/pdf' ? FileText : Image
  return (
    <li className="attachment">
      <Icon className="icon tone-muted" aria-hidden="true" />
      <div className="attachment-text">
        <div className="attachment-title">{onOpen ? <LinkButton onPress={() => onOpen('preview')}>{title}</LinkButton> : title}</div>
        <p className="muted">
          {description ? `${fileName} · ` : ''}
          {factsText(attachment)}
        </p>
        {removedAt ? <p className="muted">{t('attachments.removedAt', { time: formatDateTime(removedAt) })}</p> : null}
        {onOpen && metadata.length > 0 ? (
          <div className="attachment-note" data-tone={metadata.includes('place') ? 'warning' : undefined}>
            {metadata.includes('place') ? <MapPin className="icon-s" aria-hidden="true" /> : <Info className="icon-s" aria-hidden="true" />}
            <span>{t('attachments.tells', { what: metadataText(metadata) })}</span>
            {strippable ? (
              <LinkButton aria-label={t('attachments.stripNamed', { name: title })} onPress={() => onOpen('strip')}>
                {t('attachments.strip')}
              </LinkButton>
            ) : null}
          </div>
        ) : null}
        {onOpen && nameMisleads ? (
          <p className="attachment-note" data-tone="warning">
            <TriangleAlert className="icon-s" aria-hidden="true" />
            <span>{t('attachments.nameMisleads', { type: typeText(mediaType) })}</span>
          </p>
        ) : null}
        {onOpen && hasTwin ? (
          <p className="attachment-note">
            <Copy className="icon-s" aria-hidden="true" />
            <span>{t('attachments.twin')}</span>
          </p>
        ) : null}
      </div>
      {onRestore ? (
        <Button size="s" icon={ArchiveRestore} aria-label={t('attachments.restoreNamed', { name: title })} onPress={onRestore}>
          {t('attachments.restore')}
        </Button>
      ) : null}
      {onOpen && onRemove ? (
        <Menu
          label={t('attachments.more', { name: title })}
          trigger={<IconButton size="s" icon={Ellipsis} label={t('attachments.more', { name: title })} />}
          entries={[
            { id: 'details', label: t('attachments.details'), icon: Pencil, onAction: () => onOpen('details') },
            { id: 'copy', label: t('attachments.saveCopy'), icon: Save, onAction: () => onOpen('copy') },
            ...(strippable && metadata.length > 0
              ? [{ id: 'strip', label: t('attachments.strip'), icon: Eraser, onAction: () => onOpen('strip') }]
              : []),
            '-' as const,
            { id: 'remove', label: t('attachments.remove'), icon: Trash2, variant: 'danger' as const, onAction: onRemove },
          ]}
        />
      ) : null}
    </li>
  )
}
