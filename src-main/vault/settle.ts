// At unlock, vault.json is brought in line with what the database knows, in case a change of keys was cut off between the two.
import type { Database } from '../database/database.ts'
import { readVaultKeysRow, readVaultRow } from './identity.ts'
import { nextContent, type Slot, type VaultContent, type VaultFile } from './vault-file.ts'

interface Known {
  name: string
  active: number
}

/**
 * - a renewal of the recovery key that was cut off: only the slot that the database names stays;
 * - a user whose right has ended: her slots go;
 * - a user renamed elsewhere: the label follows.
 * - a vault that was filled with the demo practice: the file says so too.
 * The file is left alone when nothing differs, and a recovery slot is never removed when it is the only one.
 */
export function settleSlots(db: Database, file: VaultFile, appVersion: string): { content?: VaultContent; settled: string[] } {
  const { recoverySlotId } = readVaultKeysRow(db)
  const users = new Map(
    (db.raw.prepare('SELECT id, name, active FROM users').all() as (Known & { id: string })[]).map((user) => [user.id, user]),
  )
  const inForce = file.slots.some((slot) => slot.kind === 'recovery' && slot.id === recoverySlotId)
  const settled: string[] = []
  const slots = file.slots.flatMap((slot): Slot[] => {
    if (slot.kind === 'recovery') {
      if (slot.id === recoverySlotId || !inForce) return [slot]
      settled.push('recoverySlotRemoved')
      return []
    }
    const user = users.get(slot.userId)
    if (!user || user.active === 0) {
      settled.push('slotOfDisabledUserRemoved')
      return []
    }
    if (user.name === slot.label) return [slot]
    settled.push('slotRelabelled')
    return [{ ...slot, label: user.name }]
  })
  const isDemo = readVaultRow(db).demo === 1
  if (isDemo && file.kind !== 'demo') settled.push('markedAsDemo')
  return settled.length === 0
    ? { settled }
    : { content: nextContent(file, { slots, kind: isDemo ? 'demo' : file.kind }, appVersion), settled }
}
