import type { SourceFile } from './source-files.ts'

interface Ban {
  pattern: RegExp
  /** Files that may: the one place each thing lives in. */
  only: RegExp
  why: string
}

/** Names, not only paths: what must live in one file. */
const bans: Ban[] = [
  {
    pattern: /\bipcMain\b/,
    only: /^(src-main\/shell\/channel\.ts|tests\/)/,
    why: 'calls come in through shell/channel.ts, where the sender is checked',
  },
  { pattern: /\bipcRenderer\b/, only: /^(src-main\/preload\.ts|tests\/)/, why: 'the preload has the only channel' },
  { pattern: /\bshell\.openExternal\b/, only: /^tests\//, why: 'the app opens nothing outside itself' },
  { pattern: /\bexecuteJavaScript\b/, only: /^tests\//, why: 'no script is put into a page' },
  {
    pattern: /\bDate\.now\(\)|\bnew Date\(\)/,
    only: /^(src-main\/core\/clock\.ts|src-main\/shell\/|src-renderer\/|scripts\/|tests\/)/,
    why: 'the clock is in the context',
  },
  { pattern: /\bMath\.random\b/, only: /^tests\//, why: 'chance comes from the system or from a seed' },
  {
    pattern: /\bprocess\.env\b/,
    only: /^(src-main\/(cli\.ts|cli\/|main\.ts|shell\/|core\/worker\.ts)|scripts\/|tests\/|[a-z.-]+\.config\.ts)/,
    why: 'services get what they need through the context',
  },
  { pattern: /\bdangerouslySetInnerHTML\b|\.innerHTML\b/, only: /^(scripts\/checks\/|tests\/)/, why: 'text is text' },
  { pattern: /\beval\(|\bnew Function\(/, only: /^tests\//, why: 'the content security policy forbids it' },
  {
    pattern: /\bfetch\(|\bXMLHttpRequest\b|\bWebSocket\(/,
    only: /^(src-main\/shell\/app-protocol\.ts|tests\/)/,
    why: 'there is no network (the development server apart)',
  },
]

const withoutComments = (text: string): string =>
  text.replace(/\/\*[\s\S]*?\*\//g, (comment) => comment.replace(/[^\n]/g, ' ')).replace(/(^|[^:'"`])\/\/[^\n]*/g, '$1')

/** Banned names in a file, as `file:line why`. */
export function bannedNames({ name, text }: SourceFile): string[] {
  const lines = withoutComments(text).split('\n')
  return bans.flatMap(({ pattern, only, why }) =>
    only.test(name) ? [] : lines.flatMap((line, at) => (pattern.test(line) ? [`${name}:${at + 1} ${why}`] : [])),
  )
}
