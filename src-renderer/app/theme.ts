// Light, dark or the system's. In Electron the shell sets nativeTheme; the attribute does the same in a plain browser.
export type Theme = 'system' | 'light' | 'dark'
export const themes: readonly Theme[] = ['system', 'light', 'dark']

const remembered = (): Theme => {
  try {
    const value = localStorage.getItem('theme') as Theme | null
    return value && themes.includes(value) ? value : 'system'
  } catch {
    return 'system'
  }
}
let theme: Theme = 'system'
export const currentTheme = (): Theme => theme
export function applyTheme(next: Theme = remembered()): void {
  theme = next
  const root = document.documentElement
  if (next === 'system') delete root.dataset['theme']
  else root.dataset['theme'] = next
  try {
    localStorage.setItem('theme', next)
  } catch {
    // without storage the system's theme is taken again at the next start
  }
}
