// Every domain that holds personal data tells of itself here. A new domain adds its `facts.ts` to this list and its columns to the
// catalogue; the schema test fails until both agree.
import { attachmentFacts } from '../attachments/facts.ts'
import { auditFacts } from '../audit/facts.ts'
import { backupFacts } from '../backup/facts.ts'
import { clientFacts } from '../clients/facts.ts'
import { exchangeFacts } from '../exchange/facts.ts'
import { kantaFacts } from '../kanta/facts.ts'
import { settingsFacts } from '../settings/facts.ts'
import { vaultFacts } from '../vault/facts.ts'
import { careFacts } from '../visits/facts.ts'
import { privacyFacts } from './facts.ts'
import type { FactProvider } from './provider.ts'

export const providers: readonly FactProvider[] = [
  clientFacts,
  vaultFacts,
  settingsFacts,
  auditFacts,
  exchangeFacts,
  backupFacts,
  attachmentFacts,
  careFacts,
  kantaFacts,
  privacyFacts,
]
