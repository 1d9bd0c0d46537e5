// Attachments as the register description sees them: which kinds of documents are kept with a client's record.
import type { FactProvider, Use } from '../privacy/provider.ts'

/** Words of `attachments.kind` that belong to a class of the retention table. */
const useOf: Readonly<Record<string, Use>> = { photo: 'photos', form: 'forms', referral: 'referrals', statement: 'statements' }

export const attachmentFacts: FactProvider = {
  domain: 'attachments',
  collect(reader) {
    const kinds = reader.all<{ kind: string }>('SELECT DISTINCT kind FROM attachments').map(({ kind }) => kind)
    return {
      found: kinds.length > 0 ? ['attachments.file_name', 'attachments.content', 'attachments.kind', 'attachments.created_by'] : [],
      uses: [...new Set(kinds.flatMap((kind) => useOf[kind] ?? []))],
    }
  },
}
