// A visit begun by mistake is taken out, with its unsigned draft; one undo brings both back.
import { treatmentContract } from '../../src-main/treatment/contract.ts'
import { visitsContract } from '../../src-main/visits/contract.ts'
import { call } from '../app/api.ts'
import { offerUndo } from '../app/undo.ts'

/** @throws AppCallError when something signed or attached hangs on the visit; the draft is untouched then. */
export async function removeVisit(visitId: string, draftId: string | null, said: string): Promise<void> {
  const doIt = async () => {
    if (draftId !== null) await call(treatmentContract.discardDraft, { entryId: draftId })
    try {
      await call(visitsContract.discard, { id: visitId })
    } catch (error) {
      if (draftId !== null) await call(treatmentContract.restoreDraft, { entryId: draftId })
      throw error
    }
  }
  const undoIt = async () => {
    await call(visitsContract.restore, { id: visitId })
    if (draftId !== null) await call(treatmentContract.restoreDraft, { entryId: draftId })
  }
  await doIt()
  offerUndo(said, undoIt, doIt)
}
