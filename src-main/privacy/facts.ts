// What the register description keeps of itself: its versions and files.
import type { FactProvider } from './provider.ts'

export const privacyFacts: FactProvider = {
  domain: 'privacy',
  collect({ get }) {
    const written = get<{ found: number }>('SELECT EXISTS (SELECT 1 FROM register_description_versions) AS found')?.found === 1
    return {
      found: written
        ? ['register_description_versions.facts', 'register_description_versions.written_by', 'register_description_files.content']
        : [],
    }
  },
}
