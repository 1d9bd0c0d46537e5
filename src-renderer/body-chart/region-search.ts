// Finding a region by a few letters of its name.

/** Every word typed must begin a word of the name, in any order: `vas olka` finds `vasen olkapää`. */
export function fitsName(name: string, typed: string): boolean {
  const words = name.toLocaleLowerCase().split(/[\s()–-]+/)
  return typed
    .toLocaleLowerCase()
    .split(/\s+/)
    .every((part) => words.some((word) => word.startsWith(part)))
}
