// From the open database to the fact sheet: every provider is asked, what it found is joined, and when each fact came is noted.
import { closeSync, openSync, readSync } from 'node:fs'
import { defaultTimeZone, localDateOf } from '../core/clock.ts'
import type { Context } from '../core/context.ts'
import { readSettings } from '../settings/read.ts'
import type { Settings } from '../settings/contract.ts'
import { loadVaultFile } from '../vault/vault-file-store.ts'
import { hashOf } from './changes.ts'
import { observe } from './periods.ts'
import type { FactReader } from './provider.ts'
import { providers } from './providers.ts'
import { joinFacts, makeSheet, type FactSheet, type ProvidedFacts } from './sheet.ts'

export interface Collected {
  settings: Settings
  provided: ProvidedFacts
  sheet: FactSheet
  /** SHA-256 of the canonical sheet: decides which version a file belongs to. */
  factsSha256: string
  /** Local date. */
  today: string
}

function firstBytes(file: string): Uint8Array {
  const bytes = new Uint8Array(16)
  const descriptor = openSync(file, 'r')
  try {
    return bytes.subarray(0, readSync(descriptor, bytes, 0, bytes.length, 0))
  } finally {
    closeSync(descriptor)
  }
}

function readerOf({ db, clock, vaultFolder }: Context, settings: Settings, today: string): FactReader {
  const timeZone = settings.calendar?.timeZone ?? defaultTimeZone
  return {
    settings,
    now: clock.now(),
    today,
    localDate: (instant) => localDateOf(instant, timeZone),
    get slotUserIds() {
      return loadVaultFile(vaultFolder).file.slots.flatMap((slot) => (slot.kind === 'passphrase' ? [slot.userId] : []))
    },
    get fileHead() {
      return firstBytes(db.file)
    },
    get: <Row>(sql: string, ...parameters: (string | number | null)[]) => db.statement<Row>(sql).get(...parameters),
    all: <Row>(sql: string, ...parameters: (string | number | null)[]) => db.statement<Row>(sql).all(...parameters),
  }
}

/**
 * The facts as they are now.
 * @param inside also what only the internal record tells: counts, people, proofs
 */
export function collect(context: Context, inside = false): Collected {
  const settings = readSettings(context.db)
  const today = context.clock.today(settings.calendar?.timeZone)
  const reader = readerOf(context, settings, today)
  const found = providers.flatMap((provider) => [
    provider.collect(reader),
    ...(inside && provider.observe ? [provider.observe(reader)] : []),
  ])
  const provided = joinFacts(found)
  const sheet = makeSheet(settings, provided)
  return { settings, provided, sheet, factsSha256: hashOf(sheet), today }
}

/** The facts as they are now, and since when each is so. Call inside a transaction: it writes what has changed. */
export function collectAndNote(context: Context, inside = false): Collected {
  const collected = collect(context, inside)
  observe(context.db, context.clock, collected.sheet, collected.settings, collected.provided)
  return collected
}
