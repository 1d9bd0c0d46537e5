// Which processes draw pages. The protocol does not say which process holds a page, so the machine is asked (Linux only).
import { readdirSync, readFileSync } from 'node:fs'

/** Ids of Chromium's page processes, by the process group that it was started in. */
export function rendererProcesses(processGroup: number): Set<number> {
  const found = new Set<number>()
  for (const name of readdirSync('/proc')) {
    if (!/^[0-9]+$/.test(name)) continue
    try {
      const stat = readFileSync(`/proc/${name}/stat`, 'latin1')
      const group = Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[2]) // the name in () may hold spaces
      if (group === processGroup && readFileSync(`/proc/${name}/cmdline`, 'latin1').includes('--type=renderer')) found.add(Number(name))
    } catch {
      // ended while we looked
    }
  }
  return found
}
