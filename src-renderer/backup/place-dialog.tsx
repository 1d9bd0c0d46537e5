// A place for copies: what she calls it, where it is, how often, whether it comes and goes, whether something carries it elsewhere.
import { FolderOpen, HardDrive } from 'lucide-react'
import { useEffect, useState } from 'react'
import { backupContract } from '../../src-main/backup/contract.ts'
import type { OutputOf } from '../../src-main/core/contract.ts'
import { shellContract } from '../../src-main/shell/contract.ts'
import { AppCallError, call } from '../app/api.ts'
import { errorText } from '../app/error-text.ts'
import { useI18n } from '../app/i18n.ts'
import { invalidate, queryClient, queryKey } from '../app/queries.ts'
import { Button } from '../components/button.tsx'
import { Checkbox, RadioGroup } from '../components/choice.tsx'
import { Callout } from '../components/content.tsx'
import { Dialog } from '../components/dialog.tsx'
import { focusField } from '../components/form-error-summary.tsx'
import { TextField } from '../components/text-field.tsx'
import { sizeWords } from './words.ts'

export type Plan = OutputOf<typeof backupContract.plan>
export type PlanFolder = Plan['folders'][number]
type Checked = OutputOf<typeof backupContract.checkFolder>

/** The folder as `backup.setPlan` takes it back. */
export const asInput = ({ id, label, path, schedule, removable, synchronisedBy }: PlanFolder) => ({
  id,
  label,
  path,
  schedule,
  removable,
  synchronisedBy,
})

export function PlaceDialog({ plan, folder, onClose }: { plan: Plan; folder: PlanFolder | null; onClose(): void }) {
  const { t } = useI18n()
  const [label, setLabel] = useState(folder?.label ?? '')
  const [path, setPath] = useState(folder?.path ?? '')
  const [schedule, setSchedule] = useState<PlanFolder['schedule']>(
    folder?.schedule ?? (plan.folders.some((each) => each.schedule === 'daily') ? 'weekly' : 'daily'),
  )
  const [removable, setRemovable] = useState(folder?.removable ?? schedule === 'weekly')
  const [carried, setCarried] = useState(folder?.synchronisedBy === 'other')
  const [checked, setChecked] = useState<Checked | null>(null)
  const [pressed, setPressed] = useState(false)
  const [removing, setRemoving] = useState(false)
  const [busy, setBusy] = useState(false)
  const [failure, setFailure] = useState<{ path?: string; other?: string }>({})
  useEffect(() => {
    if (path === '') return
    let current = true
    call(backupContract.checkFolder, { path }).then(
      (answer) => {
        if (current) setChecked(answer)
      },
      () => undefined,
    )
    return () => {
      current = false
    }
  }, [path])
  const choose = () =>
    void call(shellContract.chooseFolder, {}).then(({ path: chosen }) => {
      if (!chosen) return
      setChecked(null)
      setFailure({})
      setPath(chosen)
    })
  const setFolders = (folders: Parameters<typeof call<typeof backupContract.setPlan>>[1]['folders']) => {
    setBusy(true)
    setFailure({})
    call(backupContract.setPlan, { folders, revision: plan.revision })
      .then(
        async () => {
          // The next dialog builds on the plan: it must not open with the former one.
          invalidate('backup')
          await queryClient.refetchQueries({ queryKey: queryKey(backupContract.plan, {}) })
          onClose()
        },
        (error: unknown) => {
          const problem = error instanceof AppCallError ? error.problems[0] : undefined
          setFailure(problem?.path.includes('path') ? { path: problem.message } : { other: errorText(error) })
        },
      )
      .finally(() => setBusy(false))
  }
  const others = plan.folders.filter((each) => each.id !== folder?.id).map(asInput)
  const notWritable = checked?.exists === true && !checked.writable
  const save = () => {
    setPressed(true)
    if (busy) return
    if (label.trim() === '') focusField('label')
    else if (path === '') focusField('path')
    else if (!notWritable)
      setFolders([
        ...others,
        {
          ...(folder ? { id: folder.id } : {}),
          label: label.trim(),
          path,
          schedule,
          removable,
          synchronisedBy: carried ? ('other' as const) : null,
        },
      ])
  }
  const pathError =
    failure.path ?? (notWritable ? t('backup.folderNotWritable') : pressed && path === '' ? t('backup.folderMissing') : undefined)
  return (
    <Dialog
      isOpen
      onClose={onClose}
      title={t(folder ? 'backup.editPlace' : 'backup.addPlace')}
      icon={HardDrive}
      onSubmit={save}
      actions={
        removing && folder ? (
          <>
            <Button onPress={() => setRemoving(false)} autoFocus>
              {t('backup.keepPlace')}
            </Button>
            <Button variant="destroy" busy={busy} onPress={() => setFolders(others)}>
              {t('backup.removePlace')}
            </Button>
          </>
        ) : (
          <>
            <span className="start">
              {folder ? (
                <Button variant="danger" onPress={() => setRemoving(true)}>
                  {t('backup.removePlace')}
                </Button>
              ) : null}
            </span>
            <Button onPress={onClose}>{t('common.cancel')}</Button>
            <Button variant="primary" keys="mod+enter" onPress={save} busy={busy} busyLabel={t('common.saving')}>
              {t('common.save')}
            </Button>
          </>
        )
      }
    >
      {removing && folder ? (
        <p>{t('backup.removePlaceText', { label: folder.label })}</p>
      ) : (
        <div className="stack">
          {failure.other ? (
            <Callout tone="danger" alert>
              {failure.other}
            </Callout>
          ) : null}
          <TextField
            name="label"
            label={t('backup.placeName')}
            value={label}
            onChange={setLabel}
            placeholder={t('backup.placeNameExample')}
            error={pressed && label.trim() === '' ? t('backup.placeNameMissing') : undefined}
            autoFocus={folder === null}
          />
          <div className="backup-path">
            <TextField
              name="path"
              label={t('backup.folder')}
              value={path}
              isReadOnly
              error={pathError}
              description={
                checked?.exists && checked.freeBytes !== null ? t('backup.freeSpace', { size: sizeWords(checked.freeBytes) }) : undefined
              }
            />
            <Button icon={FolderOpen} onPress={choose}>
              {t('backup.chooseFolder')}
            </Button>
          </div>
          {checked?.synchronisedBy ? (
            <Callout tone="warning">{t('backup.synchronisedText', { service: checked.synchronisedBy })}</Callout>
          ) : null}
          {checked?.sameDisk && schedule === 'weekly' ? <Callout tone="warning">{t('backup.sameDiskText')}</Callout> : null}
          <RadioGroup
            label={t('backup.howOften')}
            value={schedule}
            onChange={(value: PlanFolder['schedule']) => setSchedule(value)}
            options={[
              { value: 'daily', label: t('backup.daily'), detail: t('backup.dailyDetail') },
              { value: 'weekly', label: t('backup.weekly'), detail: t('backup.weeklyDetail') },
            ]}
          />
          <Checkbox isSelected={removable} onChange={setRemovable} detail={t('backup.removableDetail')}>
            {t('backup.removable')}
          </Checkbox>
          {checked?.synchronisedBy ? null : (
            <Checkbox isSelected={carried} onChange={setCarried} detail={t('backup.carriedDetail')}>
              {t('backup.carried')}
            </Checkbox>
          )}
        </div>
      )}
    </Dialog>
  )
}
