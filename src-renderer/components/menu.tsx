import { Ellipsis, type LucideIcon } from 'lucide-react'
import type { ReactNode } from 'react'
import { Menu as AriaMenu, MenuItem, MenuTrigger, Popover, Separator } from 'react-aria-components'
import { IconButton } from './button.tsx'
import { KeyHint } from './key-hint.tsx'

export interface MenuEntry {
  id: string
  label: string
  icon?: LucideIcon
  keys?: string
  variant?: 'danger'
  isDisabled?: boolean
  onAction(): void
}

/** A menu on a trigger of the caller's, or on `…` with a name. `'-'` draws a line. */
export function Menu({ label, entries, trigger }: { label: string; entries: readonly (MenuEntry | '-')[]; trigger?: ReactNode }) {
  return (
    <MenuTrigger>
      {trigger ?? <IconButton icon={Ellipsis} label={label} />}
      <Popover className="popover" placement="bottom end">
        <AriaMenu className="menu" aria-label={label}>
          {entries.map((entry, index) =>
            entry === '-' ? (
              <Separator key={`line-${String(index)}`} className="menu-separator" />
            ) : (
              <MenuItem
                key={entry.id}
                id={entry.id}
                textValue={entry.label}
                className="menu-item"
                data-variant={entry.variant}
                isDisabled={entry.isDisabled ?? false}
                onAction={entry.onAction}
              >
                {entry.icon ? <entry.icon className="icon" aria-hidden="true" /> : null}
                <span className="menu-item-text">{entry.label}</span>
                {entry.keys ? <KeyHint keys={entry.keys} muted /> : null}
              </MenuItem>
            ),
          )}
        </AriaMenu>
      </Popover>
    </MenuTrigger>
  )
}
