// Which processes draw pages. The protocol does not say which process holds a page, so the machine is asked (Linux only).
import { readdirSync, readFileSync } from 'node:fs'

export interface RendererProcess {
  id: number
  /** In ticks since the machine started. Ids begin anew after `pid_max`, so they don't tell which process is the newer one. */
  startedAt: number
}

/** Chromium's page processes, by the process group that it was started in. */
export function rendererProcesses(processGroup: number): RendererProcess[] {
  const found: RendererProcess[] = []
  for (const name of readdirSync('/proc')) {
    if (!/^[0-9]+$/.test(name)) continue
    try {
      const stat = readFileSync(`/proc/${name}/stat`, 'latin1')
      const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ') // the name in () may hold spaces
      if (Number(fields[2]) === processGroup && readFileSync(`/proc/${name}/cmdline`, 'latin1').includes('--type=renderer'))
        found.push({ id: Number(name), startedAt: Number(fields[19]) })
    } catch {
      // ended while we looked
    }
  }
  return found
}

/** Started later; where both started in the same tick, the one with the higher id. */
export const isNewer = (one: RendererProcess, other: RendererProcess): boolean =>
  one.startedAt === other.startedAt ? one.id > other.id : one.startedAt > other.startedAt
