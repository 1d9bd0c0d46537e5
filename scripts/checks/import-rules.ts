// [Note: layers] renderer → contract → dispatch → service → database, one direction only. Each rule here has a fixture in
// tests/unit/scripts that breaks it and nothing else.
import path from 'node:path'
import type { SourceFile } from './source-files.ts'

export interface Import {
  from: string
  /** Resolved file name from the root for relative imports, else the package's name. */
  to: string
  typeOnly: boolean
}

const statement = /(?:^|\n)\s*(import|export)\s+(type\s+)?(?:[^'"\n;]*?(?:\{[^}]*\})?[^'"\n;]*?\sfrom\s+)?['"]([^'"\n]+)['"]/g
const dynamic = /\bimport\(\s*['"]([^'"\n]+)['"]\s*\)/g

const resolve = (from: string, specifier: string): string =>
  specifier.startsWith('.') ? path.posix.normalize(path.posix.join(path.posix.dirname(from), specifier)) : specifier

export function importsOf({ name, text }: SourceFile): Import[] {
  const found: Import[] = []
  for (const [, , type, specifier] of text.matchAll(statement))
    found.push({ from: name, to: resolve(name, specifier!), typeOnly: type !== undefined })
  for (const [, specifier] of text.matchAll(dynamic)) found.push({ from: name, to: resolve(name, specifier!), typeOnly: false })
  return found
}

const isContract = (name: string): boolean => /(^|\/)([a-z-]+-)?contract\.ts$/.test(name)
const contractGround = new Set(['src-main/core/contract.ts', 'src-main/core/fields.ts'])
const mayUseElectron = (name: string): boolean =>
  name.startsWith('src-main/shell/') || name === 'src-main/main.ts' || name === 'src-main/preload.ts' || name.startsWith('tests/')
const domainOf = (name: string): string | undefined => /^src-main\/([a-z-]+)\//.exec(name)?.[1]

/** What the import breaks, or null. */
export function brokenRule({ from, to, typeOnly }: Import): string | null {
  const inProduct = from.startsWith('src-')
  if (inProduct && to.startsWith('tests/')) return 'no file of the product imports from tests'
  if (from.startsWith('src-renderer/') && to.startsWith('src-main/') && !isContract(to) && !contractGround.has(to))
    return 'the renderer imports contract.ts files and nothing else of src-main'
  if (from.startsWith('src-main/') && to.startsWith('src-renderer/')) return 'src-main never imports the renderer'
  if (from.startsWith('src-renderer/') && to.startsWith('node:')) return 'the renderer has no Node'
  if (to === 'electron' && !mayUseElectron(from)) return 'only shell/, main.ts and preload.ts import electron'
  if (isContract(from) && !contractGround.has(from)) {
    if (to !== 'zod' && !isContract(to) && !contractGround.has(to)) return 'a contract imports zod and other contracts only'
  }
  if (contractGround.has(from) && to !== 'zod' && !contractGround.has(to)) return 'the ground of the contracts imports zod only'
  if (
    !typeOnly &&
    from.startsWith('src-main/') &&
    to.endsWith('/service.ts') &&
    domainOf(from) !== domainOf(to) &&
    from !== 'src-main/core/methods.ts'
  )
    return 'services are called through their methods; share a function from a file named for its job'
  if (from.startsWith('src-main/shell/') && to.startsWith('src-main/') && !/^src-main\/(shell|core)\//.test(to) && !isContract(to))
    return 'the shell talks to the core through calls only'
  return null
}

/** Folders of src-main whose files import each other in a circle of values, as `a → b → a`; types do not count. */
export function serviceCycles(imports: readonly Import[]): string[] {
  const services = imports.filter(({ from, to, typeOnly }) => !typeOnly && from.endsWith('/service.ts') && to.startsWith('src-main/'))
  const uses = new Map<string, Set<string>>()
  for (const { from, to } of services) {
    const [here, there] = [domainOf(from), domainOf(to)]
    if (here && there && here !== there && to.endsWith('/service.ts')) uses.set(here, (uses.get(here) ?? new Set()).add(there))
  }
  return [...uses].flatMap(([here, theirs]) =>
    [...theirs].filter((there) => here < there && uses.get(there)?.has(here)).map((there) => `${here} → ${there} → ${here}`),
  )
}
