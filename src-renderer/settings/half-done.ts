// A form that was half filled when the window was locked or the app ended is open again when its section is.
import { draftsContract } from '../../src-main/drafts/contract.ts'
import { useMethod } from '../app/queries.ts'

/** What stands after the colon in the draft's name: `new`, an index, an id; undefined when no such form is half done. */
export function useHalfDone(name: string): string | undefined {
  const drafts = useMethod(draftsContract.list, {}, { fresh: true })
  if (drafts.isFetching) return undefined
  const form = drafts.data?.find((draft) => draft.form.startsWith(`${name}:`))?.form
  return form?.slice(name.length + 1)
}
