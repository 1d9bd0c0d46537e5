// What the settings prove by themselves, and who typed what into half-filled forms.
import type { FactProvider } from '../privacy/provider.ts'

/** Longer than this, locking by itself is no protection worth a sentence. In minutes; 0 is never. */
const longestAutoLock = 30

export const settingsFacts: FactProvider = {
  domain: 'settings',
  collect({ settings, get }) {
    const minutes = settings.autoLockMinutes ?? 10
    const drafts = get<{ found: number }>('SELECT EXISTS (SELECT 1 FROM form_drafts) AS found')?.found === 1
    return {
      found: ['settings.value', ...(drafts ? ['form_drafts.value', 'form_drafts.user_id'] : [])],
      claims: minutes > 0 && minutes <= longestAutoLock ? ['autoLock'] : [],
    }
  },
}
