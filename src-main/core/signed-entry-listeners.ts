// Who is told of a signature, in its transaction (treatment/signed-entries.ts).
import { onEntrySigned } from '../kanta/on-signed.ts'
import type { SignedEntryListener } from '../treatment/signed-entries.ts'

export const signedEntryListeners: readonly SignedEntryListener[] = [onEntrySigned]
