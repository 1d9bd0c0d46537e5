// What the register description keeps of itself: its versions and files.
import { exists } from './fact-queries.ts'
import type { FactProvider } from './provider.ts'

export const privacyFacts: FactProvider = {
  domain: 'privacy',
  collect(reader) {
    const written = exists(reader, 'SELECT 1 FROM register_description_versions')
    return {
      found: written
        ? ['register_description_versions.facts', 'register_description_versions.written_by', 'register_description_files.content']
        : [],
    }
  },
}
