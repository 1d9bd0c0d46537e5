// [Note: one path] Every call, from the window, the command line or a test, goes through here: session and role, zod input, service,
// log entry, zod output, change event. So there is one place for authorisation, validation, audit and error mapping.
import type * as z from 'zod'
import { entryFor, type SessionLog } from '../audit/log.ts'
import { inTransaction, type Database } from '../database/database.ts'
import type { Clock } from './clock.ts'
import type { Actor, Context, Implemented, LogInput } from './context.ts'
import type { Call, CoreEvent, Envelope, Language, MethodDefinition, Purpose, SecretName } from './contract.ts'
import { AppError, invalidInput, type Problem } from './errors.ts'
import { errorBody } from './texts.ts'

/** What the dispatcher needs of an unlocked vault. */
export interface Session {
  db: Database
  actor: Actor
  log: SessionLog
}

/** What a method sees of the process it runs in. */
export interface Host {
  readonly clock: Clock
  readonly vaultFolder: string
  readonly appVersion: string
  readonly language: Language
  /** The unlocked session, or undefined. Touching it also checks the idle deadline. */
  session(): Session | undefined
  /** Somebody did something: the idle deadline moves. */
  active?(): void
  hasVault(): boolean
  secret(name: SecretName): string | undefined
  emit(event: CoreEvent): void
}

const careGroups = new Set(['care'])
const defaultPurpose = (definition: MethodDefinition, input: unknown): Purpose | null => {
  const given = (input as { purpose?: Purpose } | null)?.purpose
  if (given) return given
  if (definition.logs === 'nothing') return null
  return definition.logs.groups.some((group) => careGroups.has(group)) ? 'care' : 'maintenance'
}

/** Field codes that a schema gives as its own message; others become `invalid`. */
const knownFieldCodes: ReadonlySet<string> = new Set([
  'required',
  'tooLong',
  'date',
  'instant',
  'id',
  'path',
  'languageCode',
  'time',
  'measureAnswers',
  'measureRange',
  'measureScore',
  'abbreviation',
])

function problemsOf(issues: z.core.$ZodIssue[]): Problem[] {
  return issues.flatMap((issue): Problem[] => {
    const path = issue.path.map((step) => (typeof step === 'symbol' ? String(step) : step))
    if (issue.code === 'unrecognized_keys') return issue.keys.map((key) => ({ path: [...path, key], code: 'unknownField' }))
    if (issue.code === 'invalid_union') {
      const deepest = issue.errors
        .map((branch) => problemsOf(branch))
        .find((branch) => branch.some((problem) => knownFieldCodes.has(problem.code)))
      return [{ path, code: deepest?.[0]?.code ?? 'wrongType' }]
    }
    if (knownFieldCodes.has(issue.message)) return [{ path, code: issue.message }]
    if (issue.code === 'invalid_type') return [{ path, code: /undefined/.test(issue.message) ? 'required' : 'wrongType' }]
    return [{ path, code: 'invalid' }]
  })
}

/** Parses an input or throws `invalid_input` with the path of each bad field. */
export function parseInput<S extends z.ZodType>(schema: S, input: unknown): z.output<S> {
  const parsed = schema.safeParse(input)
  if (!parsed.success) throw invalidInput(problemsOf(parsed.error.issues))
  return parsed.data
}

function makeContext(
  host: Host,
  definition: MethodDefinition,
  call: Call,
  session: Session | undefined,
  input: unknown,
  written: { logged: number; events: CoreEvent[] },
  signal: AbortSignal,
): Context {
  const open = (): Session => {
    const current = host.session()
    // A method that waits goes on in the session it was called in, or not at all: never as the user who has unlocked since.
    if (!current?.db.raw.open || (session && current !== session)) throw new AppError('not_allowed', 'vaultLocked')
    return current
  }
  const optionalSecret = (name: SecretName): string | undefined => call.secrets?.[name] ?? host.secret(name)
  const context: Context = {
    get db() {
      return open().db
    },
    get actor() {
      return open().actor
    },
    clock: host.clock,
    language: host.language,
    vaultFolder: host.vaultFolder,
    appVersion: host.appVersion,
    log(entry: LogInput) {
      written.logged++
      const { log } = open()
      const full = entryFor(context, definition, entry, defaultPurpose(definition, input))
      const joined = full.kind === 'searchHit' || full.kind === 'list'
      if (joined) log.view(full, String((input as { text?: string }).text ?? ''))
      else log.append(full)
    },
    transaction: (work) => transacted(open(), work),
    secret(name) {
      const value = optionalSecret(name)
      if (value === undefined || value === '') throw new AppError('invalid_input', 'secretMissing', { params: { name } })
      return value
    },
    optionalSecret,
    changed(topic, ...ids) {
      written.events.push({ type: 'changed', topic, ids })
    },
    progress(step, done, total) {
      host.emit({ type: 'progress', method: definition.name, step, done, total })
    },
    signal,
  }
  return context
}

/** One transaction; when it is taken back, so is what the log's memory says of it. */
function transacted<T>({ db, log }: Session, work: () => T): T {
  const mark = log.mark()
  try {
    return inTransaction(db, work)
  } catch (error) {
    log.takeBack(mark)
    throw error
  }
}

const mustLog = ({ logs }: MethodDefinition): boolean => logs !== 'nothing' && !logs.sparing
const isPromise = (value: unknown): boolean => typeof (value as { then?: unknown } | null)?.then === 'function'

async function run(host: Host, { definition, run: service }: Implemented, call: Call, signal: AbortSignal): Promise<unknown> {
  const session = host.session()
  if (definition.needs === 'session') {
    if (!session) throw host.hasVault() ? new AppError('not_allowed', 'vaultLocked') : new AppError('not_found', 'noVault')
    host.active?.()
    if (definition.roles !== 'everyone' && !definition.roles.includes(session.actor.role)) {
      const refused = {
        at: host.clock.now(),
        actor: session.actor,
        method: definition.name,
        kind: 'failed' as const,
        groups: [],
        clientIds: [],
        purpose: null,
        details: { code: 'not_allowed' },
      }
      transacted(session, () => session.log.append(refused))
      throw new AppError('not_allowed', 'roleNotAllowed')
    }
  }
  const input = parseInput(definition.input, call.input ?? {})
  const written = { logged: 0, events: [] as CoreEvent[] }
  const context = makeContext(host, definition, call, session, input, written, signal)
  const invoke = () => service(context, input as never)
  let output: unknown
  if (session && definition.needs === 'session' && definition.runs === 'transaction') {
    const guarded = () => {
      const answer = invoke()
      if (isPromise(answer)) throw new Error(`${definition.name} runs in a transaction and may not wait`)
      if (mustLog(definition) && written.logged === 0) throw new Error(`${definition.name} must log and did not`)
      return definition.output.parse(answer) // before the commit: an answer that breaks the contract changes nothing
    }
    output = definition.kind === 'query' && definition.logs === 'nothing' ? guarded() : transacted(session, guarded)
  } else {
    output = definition.output.parse(await invoke())
    if (definition.needs === 'session' && mustLog(definition) && written.logged === 0)
      throw new Error(`${definition.name} must log and did not`)
  }
  for (const event of written.events) host.emit(event)
  return output
}

export class Dispatcher {
  private readonly methods: ReadonlyMap<string, Implemented>
  private readonly host: Host
  /** Told of unexpected errors: name and stack go to stderr in development, never their data. */
  onDefect: (method: string, error: unknown) => void = () => {}
  constructor(methods: readonly Implemented[], host: Host) {
    this.methods = new Map(methods.map((one) => [one.definition.name, one]))
    this.host = host
  }

  /** Never throws: every outcome is an envelope. */
  async call(call: Call, signal: AbortSignal = new AbortController().signal): Promise<Envelope> {
    const name: unknown = (call as Call | null | undefined)?.method
    try {
      const found = typeof name === 'string' ? this.methods.get(name) : undefined
      if (!found) throw new AppError('usage', 'unknownMethod')
      return { ok: true, output: await run(this.host, found, call, signal) }
    } catch (error) {
      const mapped =
        signal.aborted && error === signal.reason ? new AppError('cancelled', 'cancelled', { cause: error }) : mapSqlError(error)
      if (!(mapped instanceof AppError)) this.onDefect(typeof name === 'string' ? name : '?', mapped)
      return { ok: false, error: errorBody(mapped, this.language()) }
    }
  }

  private language(): Language {
    try {
      return this.host.language
    } catch {
      return 'fi' // it stands in a database that can't be read
    }
  }
}

/** Errors of the database file itself have their own codes. */
function mapSqlError(error: unknown): unknown {
  const code = (error as { code?: unknown } | null)?.code
  if (error instanceof AppError || typeof code !== 'string' || !code.startsWith('SQLITE_')) return error
  if (code === 'SQLITE_FULL' || code.startsWith('SQLITE_IOERR') || code.startsWith('SQLITE_READONLY') || code.startsWith('SQLITE_CANTOPEN'))
    return new AppError('io', 'io', { cause: error })
  if (code.startsWith('SQLITE_CORRUPT') || code === 'SQLITE_NOTADB') return new AppError('damaged', 'damaged', { cause: error })
  if (code.startsWith('SQLITE_BUSY') || code.startsWith('SQLITE_LOCKED')) return new AppError('locked', 'locked', { cause: error })
  if (code === 'SQLITE_CONSTRAINT_TRIGGER') return new AppError('immutable', 'immutable', { cause: error })
  return error
}
