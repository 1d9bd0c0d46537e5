// Electron's entry. The command line is answered before any window: the RunAsNode fuse is off in the packaged app.
import './shell/umask.ts'
import { app } from 'electron'
import { startShell } from './shell/start.ts'

const commandLineAt = process.argv.indexOf('--cli')
if (commandLineAt >= 0) {
  const { runCli } = await import('./cli.ts')
  app.exit(await runCli(process.argv.slice(commandLineAt + 1)))
} else {
  startShell()
}
