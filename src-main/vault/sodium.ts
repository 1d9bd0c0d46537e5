// libsodium is WebAssembly and must be ready before any call. Everything cryptographic here asks for it through this file.
import sodium from 'libsodium-wrappers'

export type Sodium = typeof sodium

/** libsodium, ready. Loaded once a process. */
export async function loadSodium(): Promise<Sodium> {
  await sodium.ready
  return sodium
}

/** Overwrites secrets with zeros. JavaScript strings cannot be wiped: keep secrets in arrays as soon as they can be. */
export function wipe(...secrets: (Uint8Array | undefined)[]): void {
  for (const secret of secrets) secret?.fill(0)
}

/** Equal in time that does not depend on the contents. */
export const sameBytes = (sodiumReady: Sodium, one: Uint8Array, other: Uint8Array): boolean =>
  one.length === other.length && sodiumReady.memcmp(one, other)
