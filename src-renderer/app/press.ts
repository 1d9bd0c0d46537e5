// A field that is left by pressing a button shows its error only after the press: an error that moves the button away under the pointer
// would swallow the press.
let pressing = false
const waiting = new Set<() => void>()
const release = () => {
  pressing = false
  // After the click that follows the release.
  setTimeout(() => {
    for (const work of waiting) work()
    waiting.clear()
  })
}
for (const type of ['pointerup', 'pointercancel']) document.addEventListener(type, release, { capture: true })
document.addEventListener('pointerdown', () => (pressing = true), { capture: true })

/** Runs `work` at once, or when the pointer that is down now has been released. */
export function afterPress(work: () => void): void {
  if (pressing) waiting.add(work)
  else work()
}
