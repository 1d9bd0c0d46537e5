// The recovery sheet as the window needs it: pages to print, the code to show, and a file for those without a printer.
import * as z from 'zod'
import { method } from '../core/contract.ts'
import { language, path } from '../core/fields.ts'

export const recoverySheetContract = {
  preview: method({
    name: 'vault.recoverySheet',
    summary: 'The recovery sheet as pages to print, and the key as a QR code; nothing is kept',
    kind: 'query',
    roles: ['owner'],
    runs: 'alone',
    logs: 'nothing',
    secrets: ['recoveryKey'],
    input: z.strictObject({ language: language.optional() }),
    output: z.strictObject({ pages: z.array(z.string()), qr: z.string() }),
  }),
  save: method({
    name: 'vault.saveRecoverySheet',
    summary: 'Writes the recovery sheet to a PDF; keep it off this computer',
    kind: 'command',
    roles: ['owner'],
    runs: 'alone',
    logs: { kind: 'keys', groups: [] },
    secrets: ['recoveryKey'],
    input: z.strictObject({ path, language: language.optional(), overwrite: z.boolean().optional() }),
    output: z.strictObject({ path: z.string() }),
  }),
}
