// Which component shows which page. Each is fetched when it is first opened, so that the first screen stays small.
import { type ComponentType, lazy } from 'react'
import type { PageName, Routes } from './routes.ts'

type Page<P extends PageName> = ComponentType<{ params: Routes[P] }>
export const pages: { [P in PageName]?: Page<P> } = {
  today: lazy(async () => ({ default: (await import('../today/today-page.tsx')).TodayPage })),
  clients: lazy(async () => ({ default: (await import('../clients/clients-page.tsx')).ClientsPage })),
  client: lazy(async () => ({ default: (await import('../clients/client-page.tsx')).ClientPage })),
  note: lazy(async () => ({ default: (await import('../treatment/note-page.tsx')).NotePage })),
  newClient: lazy(async () => ({ default: (await import('../clients/client-form-pages.tsx')).NewClientPage })),
  editClient: lazy(async () => ({ default: (await import('../clients/client-form-pages.tsx')).EditClientPage })),
  duplicates: lazy(async () => ({ default: (await import('../clients/duplicates-page.tsx')).DuplicatesPage })),
  importClients: lazy(async () => ({ default: (await import('../exchange/import-page.tsx')).ImportPage })),
  privacy: lazy(async () => ({ default: (await import('../privacy/privacy-page.tsx')).PrivacyPage })),
  kanta: lazy(async () => ({ default: (await import('../kanta/kanta-page.tsx')).KantaPage })),
  kantaDocument: lazy(async () => ({ default: (await import('../kanta/document-page.tsx')).KantaDocumentPage })),
  backups: lazy(async () => ({ default: (await import('../backup/backups-page.tsx')).BackupsPage })),
  restore: lazy(async () => ({ default: (await import('../backup/restore-page.tsx')).RestorePage })),
  settings: lazy(async () => ({ default: (await import('../settings/settings-page.tsx')).SettingsPage })),
}
