type Json = unknown
const isObject = (value: Json): value is Record<string, Json> => typeof value === 'object' && value !== null && !Array.isArray(value)

/** A change over what is kept: objects merge deeply, arrays replace, `null` clears. Empty objects vanish. */
export function mergeSettings(kept: Record<string, Json>, change: Record<string, Json>): Record<string, Json> {
  const merged: Record<string, Json> = { ...kept }
  for (const [key, value] of Object.entries(change)) {
    if (value === undefined || key === '__proto__') continue
    if (value === null || value === '') delete merged[key]
    else if (isObject(value)) {
      const part = mergeSettings(isObject(merged[key]) ? merged[key] : {}, value)
      if (Object.keys(part).length === 0) delete merged[key]
      else merged[key] = part
    } else merged[key] = value
  }
  return merged
}

/** Dotted names of what a change touches, for the log and the "what changed" lists. */
export function changedPaths(change: Record<string, Json>, prefix = ''): string[] {
  return Object.entries(change).flatMap(([key, value]) =>
    isObject(value) ? changedPaths(value, `${prefix}${key}.`) : value === undefined ? [] : [`${prefix}${key}`],
  )
}
