import { keyText } from '../app/actions.ts'

/** Shows the keys of an action. Decoration: the control itself carries `aria-keyshortcuts`. */
export function KeyHint({ keys, muted }: { keys: string; muted?: boolean }) {
  return (
    <kbd className="key-hint" aria-hidden="true" data-muted={muted || undefined}>
      {keyText(keys)}
    </kbd>
  )
}
