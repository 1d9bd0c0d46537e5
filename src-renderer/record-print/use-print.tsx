// "Print or save as PDF" where a record is open: the same line in the menu, the palette and under Ctrl P.
import { Printer } from 'lucide-react'
import { type ReactNode, useState } from 'react'
import type { Purpose } from '../../src-main/core/contract.ts'
import { useActions } from '../app/actions.ts'
import { useI18n } from '../app/i18n.ts'
import type { MenuEntry } from '../components/menu.tsx'
import { type Printable, PrintDialog } from './print-dialog.tsx'

/** `before`: what must be stored first. */
export function usePrint(of: Printable, purpose?: Purpose, before?: () => Promise<unknown>): { entry: MenuEntry; dialog: ReactNode } {
  const { t } = useI18n()
  const [open, setOpen] = useState(false)
  const run = () => {
    if (before) void before().then(() => setOpen(true))
    else setOpen(true)
  }
  useActions([{ id: 'printRecord', label: 'record-print.open', keys: 'mod+p', icon: Printer, section: 'actions', run }])
  return {
    entry: { id: 'print', label: t('record-print.open'), icon: Printer, keys: 'mod+p', onAction: run },
    dialog: open ? <PrintDialog of={of} purpose={purpose} onClose={() => setOpen(false)} /> : null,
  }
}
