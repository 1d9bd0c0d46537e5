// Electron's command line: [switches] app [arguments].

/** The Electron whose behaviour the stand-in follows. */
export const electronVersion = '45.4.1'

export interface CommandLine {
  /** `-r`: modules loaded before the app, such as a driver's. */
  required: string[]
  /** `--inspect[=port]`: the port for Node's inspector; 0 is any free one. */
  inspectPort: number | undefined
  /** Switches for Chromium. */
  switches: string[]
  /** The app: a folder with package.json, or a script. */
  entry: string | undefined
  versionAsked: boolean
}

export function parseCommandLine(args: readonly string[]): CommandLine {
  const line: CommandLine = { required: [], inspectPort: undefined, switches: [], entry: undefined, versionAsked: false }
  for (let at = 0; at < args.length; at++) {
    const arg = args[at]!
    if (arg === '-r' || arg === '--require') line.required.push(args[++at] ?? '')
    else if (arg === '--inspect' || arg.startsWith('--inspect=')) line.inspectPort = Number(/=(?:.*:)?([0-9]+)$/.exec(arg)?.[1] ?? 9229)
    else if (arg === '--version' && line.entry === undefined) line.versionAsked = true
    else if (arg.startsWith('--') && (line.entry === undefined || arg.startsWith('--remote-debugging-port'))) line.switches.push(arg)
    else line.entry ??= arg
  }
  return line
}
