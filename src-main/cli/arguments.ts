/** The command line was not understood. */
export class UsageError extends Error {}

interface Common {
  vault?: string
  as?: string
}
export type CliCall = Common &
  (
    | { command: 'help' }
    | { command: 'methods' }
    | { command: 'batch'; stopOnError: boolean }
    | { command: 'call'; method: string; input?: string }
  )

/** Reads `[--vault DIR] [--as USER] <method> [JSON | @FILE | -]`, `batch [--stop-on-error]` or `methods`. Secrets are never arguments. */
export function parseArguments(argv: readonly string[]): CliCall {
  const common: Common = {}
  const words: string[] = []
  let stopOnError = false
  for (let at = 0; at < argv.length; at++) {
    const word = argv[at]!
    const value = (): string => {
      const next = argv[++at]
      if (next === undefined || next === '') throw new UsageError(`${word} needs a value`)
      return next
    }
    if (word === '--vault') common.vault = value()
    else if (word.startsWith('--vault=')) common.vault = word.slice('--vault='.length)
    else if (word === '--as') common.as = value()
    else if (word.startsWith('--as=')) common.as = word.slice('--as='.length)
    else if (word === '--stop-on-error') stopOnError = true
    else if (word === '--help' || word === '-h') return { ...common, command: 'help' }
    else if (word.startsWith('--')) throw new UsageError(`unknown option ${word}`)
    else words.push(word)
  }
  const [command, input, ...more] = words
  if (more.length > 0) throw new UsageError('too many arguments')
  if (command === undefined) throw new UsageError('no method')
  if (command === 'help') return { ...common, command }
  if (command === 'methods' || command === 'batch') {
    if (input !== undefined) throw new UsageError(`${command} takes no input`)
    return command === 'batch' ? { ...common, command, stopOnError } : { ...common, command }
  }
  return { ...common, command: 'call', method: command, ...(input === undefined ? {} : { input }) }
}
