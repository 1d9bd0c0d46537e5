// Answers the methods whose names begin with `shell.`.
import { nativeTheme } from 'electron'
import type { Call, Envelope, MethodDefinition, OutputOf, ParsedInputOf } from '../core/contract.ts'
import type { AttachmentPreview } from './attachment-preview.ts'
import { clearsAfterSeconds, type CopiedText } from './clipboard.ts'
import { shellContract } from './contract.ts'
import type { FileDialogs } from './dialogs.ts'
import { printPages } from './print.ts'
import type { Refusals } from './refusals.ts'
import { refusalOf, ShellError } from './shell-errors.ts'
import type { SpokenLanguage } from './texts.ts'

type Contract = typeof shellContract
type Services = { [K in keyof Contract]: (input: ParsedInputOf<Contract[K]>) => OutputOf<Contract[K]> | Promise<OutputOf<Contract[K]>> }

export interface ShellParts {
  dialogs: FileDialogs
  copied: CopiedText
  refusals: Refusals
  spoken: SpokenLanguage
  preview: AttachmentPreview
  info: () => Omit<OutputOf<Contract['info']>, 'language'>
  readyToLock: () => void
  startDemo: () => Promise<Envelope>
  leaveDemo: () => Promise<Envelope>
  freshFolder: () => string
  openRestored: (folder: string) => Promise<Envelope>
  leaveRestored: () => Promise<Envelope>
  /** `backup.makeLive` or `backup.undoMakeLive`. */
  exchange: (call: Call) => Promise<Envelope>
  /** The language has changed: menus follow. */
  languageChanged: () => void
}

/** The core's refusal is the shell's. */
async function outputOf<T>(work: Promise<Envelope<T>>): Promise<T> {
  const answer = await work
  if (!answer.ok) throw new ShellError(answer.error.code, answer.error.message)
  return answer.output
}
async function passOn(work: Promise<Envelope>): Promise<Record<string, never>> {
  await outputOf(work)
  return {}
}

const servicesOf = ({
  dialogs,
  copied,
  refusals,
  spoken,
  preview,
  info,
  readyToLock,
  startDemo,
  leaveDemo,
  freshFolder,
  openRestored,
  leaveRestored,
  exchange,
  languageChanged,
}: ShellParts): Services => ({
  info: () => ({ ...info(), language: spoken.language }),
  proof: () => refusals.proof(),
  chooseFile: async ({ kinds, multiple }) => ({ paths: await dialogs.chooseFile(kinds, multiple ?? false) }),
  chooseFolder: async () => ({ path: await dialogs.chooseFolder() }),
  saveFile: async ({ name, kind }) => ({ path: await dialogs.saveFile(name, kind) }),
  openFolder: ({ path }) => {
    dialogs.showInFolder(path)
    return {}
  },
  print: async ({ pages }) => {
    try {
      return { printed: await printPages(pages) }
    } catch {
      throw new ShellError('io', spoken.texts.errors.print)
    }
  },
  preview: (asked) => outputOf(preview.open(asked)),
  closePreview: () => {
    preview.close()
    return {}
  },
  copyText: async ({ text }) => {
    await copied.copy(text)
    return { clearsAfterSeconds }
  },
  setTheme: ({ theme }) => {
    nativeTheme.themeSource = theme
    return {}
  },
  setLanguage: ({ language }) => {
    spoken.speak(language)
    languageChanged()
    return {}
  },
  startDemo: () => passOn(startDemo()),
  leaveDemo: () => passOn(leaveDemo()),
  freshFolder: () => ({ path: freshFolder() }),
  openRestored: ({ path }) => passOn(openRestored(path)),
  leaveRestored: () => passOn(leaveRestored()),
  makeLive: ({ path }) => passOn(exchange({ method: 'backup.makeLive', input: { from: path } })),
  undoMakeLive: ({ setAside }) => passOn(exchange({ method: 'backup.undoMakeLive', input: { setAside } })),
  readyToLock: () => {
    readyToLock()
    return {}
  },
})

/** @returns a function that answers one call; never rejects */
export function makeShellService(parts: ShellParts): (call: Call) => Promise<Envelope> {
  const services = servicesOf(parts)
  const methods = new Map<string, { definition: MethodDefinition; run: (input: never) => unknown }>(
    Object.entries(shellContract).map(([key, definition]) => [definition.name, { definition, run: services[key as keyof Contract] }]),
  )
  return async ({ method, input }) => {
    const found = methods.get(method)
    if (!found) return refusalOf('usage', parts.spoken.texts.errors.not_found)
    const parsed = found.definition.input.safeParse(input ?? {})
    if (!parsed.success)
      return refusalOf('invalid_input', parts.spoken.texts.errors.invalid_input, {
        problems: parsed.error.issues.map(({ path, message }) => ({ path, code: message })),
      })
    try {
      return { ok: true, output: await found.run(parsed.data as never) }
    } catch (error) {
      return error instanceof ShellError ? refusalOf(error.code, error.message) : refusalOf('defect', parts.spoken.texts.errors.defect)
    }
  }
}
