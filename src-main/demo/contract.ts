import * as z from 'zod'
import { method } from '../core/contract.ts'

/** A demo vault holds made-up people only, so its passphrase is no secret: its lock screen shows it. */
export const demoPassphrase = 'esimerkki on vain esimerkki'

export const demoContract = {
  seed: method({
    name: 'demo.seed',
    summary: 'Fills an empty vault with a fictional practice and marks it as a demo for ever',
    kind: 'command',
    roles: ['owner'],
    logs: { kind: 'import', groups: ['identity', 'contact', 'appointments', 'care'] },
    runs: 'alone',
    input: z.strictObject({
      clients: z.int().min(0).max(1_000_000).optional(),
      years: z.int().min(1).max(30).optional(),
      seed: z.int().min(0).max(0xffffffff).optional(),
      /** Visits with their bookings and signed notes; default six a client, fewer for more than a thousand clients. */
      visits: z.int().min(0).max(1_000_000).optional(),
      /** Rows of the use log beside the creation of each client; default two a client. */
      logRows: z.int().min(0).max(5_000_000).optional(),
    }),
    output: z.strictObject({ clients: z.int(), visits: z.int(), logRows: z.int(), seed: z.int() }),
  }),
}
