// The recovery sheet for the window and the command line. The key comes with the call and is kept nowhere.
import { copiesForOtherKeys } from '../backup/other-keys.ts'
import { type Context, implement, type Implemented } from '../core/context.ts'
import type { Language } from '../core/contract.ts'
import { AppError } from '../core/errors.ts'
import { writeWholeFile } from '../core/files.ts'
import { qrSvg } from '../documents/codes.ts'
import { renderPdf } from '../documents/pdf.ts'
import { renderPreview } from '../documents/preview.ts'
import type { DocumentModel } from '../documents/model.ts'
import { readSettings } from '../settings/read.ts'
import { readVaultRow } from './identity.ts'
import { parseRecoveryKey } from './recovery-key.ts'
import { recipientOf } from './recovery-slot.ts'
import { recoverySheet } from './recovery-sheet.ts'
import { recoverySheetContract } from './recovery-sheet-contract.ts'

/** @throws AppError `wrong_key`: mistyped, or not the key of this vault: nobody shall put the wrong paper in her safe */
async function sheetOf(context: Context, language: Language | undefined): Promise<{ model: DocumentModel; key: string }> {
  const key = parseRecoveryKey(context.secret('recoveryKey'))
  const { vaultId, recoveryRecipient } = readVaultRow(context.db)
  if ((await recipientOf(key)) !== recoveryRecipient) throw new AppError('wrong_key', 'wrongRecoveryKey')
  const practiceName = readSettings(context.db).practice?.name ?? ''
  const data = {
    recoveryKey: key,
    practiceName,
    vaultId,
    date: context.clock.today(),
    oldCopies: copiesForOtherKeys(context.db, recoveryRecipient),
  }
  return { model: recoverySheet(data, language ?? context.language), key }
}

export const recoverySheetService: Implemented[] = implement(recoverySheetContract, {
  async preview(context, { language }) {
    const { model, key } = await sheetOf(context, language)
    const { pages } = await renderPreview(model, { marks: false })
    return { pages, qr: qrSvg(key, 'M') }
  },
  async save(context, { path, language, overwrite = false }) {
    const { model } = await sheetOf(context, language)
    writeWholeFile(path, await renderPdf(model), { overwrite })
    context.transaction(() => context.log({ details: { change: 'recoverySheetSaved' } }))
    return { path }
  },
})
