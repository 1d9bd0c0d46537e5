// What the settings prove by themselves, and who typed what into half-filled forms.
import { exists } from '../privacy/fact-queries.ts'
import type { FactProvider } from '../privacy/provider.ts'

/** Longer than this, locking by itself is no protection worth a sentence. In minutes; 0 is never. */
const longestAutoLock = 30

export const settingsFacts: FactProvider = {
  domain: 'settings',
  collect(reader) {
    const minutes = reader.settings.autoLockMinutes ?? 10
    const drafts = exists(reader, 'SELECT 1 FROM form_drafts')
    return {
      found: ['settings.value', ...(drafts ? ['form_drafts.value', 'form_drafts.user_id'] : [])],
      claims: minutes > 0 && minutes <= longestAutoLock ? ['autoLock'] : [],
    }
  },
}
