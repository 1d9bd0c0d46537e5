// Every method there is: the definitions, which need no vault, and the services of one core.
import { alertsContract } from '../alerts/contract.ts'
import { alertsService } from '../alerts/service.ts'
import { appointmentsContract } from '../appointments/contract.ts'
import { appointmentsService } from '../appointments/service.ts'
import { attachmentsContract } from '../attachments/contract.ts'
import { createAttachmentServices } from '../attachments/service.ts'
import { auditContract } from '../audit/contract.ts'
import { auditService } from '../audit/service.ts'
import { backupContract } from '../backup/contract.ts'
import { createBackupServices } from '../backup/service.ts'
import { bodyChartContract } from '../body-chart/methods-contract.ts'
import { bodyChartService } from '../body-chart/service.ts'
import { checksContract } from '../checks/contract.ts'
import { checksService } from '../checks/service.ts'
import { clientsContract } from '../clients/contract.ts'
import { clientsService } from '../clients/service.ts'
import { codesContract } from '../codes/contract.ts'
import { codesService } from '../codes/service.ts'
import { demoContract } from '../demo/contract.ts'
import { createDemoService } from '../demo/service.ts'
import { disclosuresContract } from '../disclosures/contract.ts'
import { disclosuresService } from '../disclosures/service.ts'
import { draftsContract } from '../drafts/contract.ts'
import { draftsService } from '../drafts/service.ts'
import { exchangeContract } from '../exchange/contract.ts'
import { exchangeService } from '../exchange/service.ts'
import { measuresContract } from '../measures/contract.ts'
import { measuresService } from '../measures/service.ts'
import { kantaContract } from '../kanta/contract.ts'
import { kantaService } from '../kanta/service.ts'
import { privacyContract } from '../privacy/contract.ts'
import { privacyService } from '../privacy/service.ts'
import { servicesContract } from '../services/contract.ts'
import { servicesService } from '../services/service.ts'
import { settingsContract } from '../settings/contract.ts'
import { settingsService } from '../settings/service.ts'
import { phrasesContract, templatesContract } from '../templates/contract.ts'
import { phrasesService, templatesService } from '../templates/service.ts'
import { printContract } from '../treatment/print-contract.ts'
import { printService } from '../treatment/print.ts'
import { treatmentContract } from '../treatment/contract.ts'
import { treatmentService } from '../treatment/service.ts'
import { vaultContract } from '../vault/contract.ts'
import { recoverySheetContract } from '../vault/recovery-sheet-contract.ts'
import { recoverySheetService } from '../vault/recovery-sheet-service.ts'
import { createVaultServices } from '../vault/service.ts'
import type { Session } from '../vault/session.ts'
import { usersContract } from '../vault/users-contract.ts'
import { createUserServices } from '../vault/users-service.ts'
import { visitsContract } from '../visits/contract.ts'
import { visitsService } from '../visits/service.ts'
import type { Implemented } from './context.ts'
import type { MethodDefinition } from './contract.ts'

const contracts: Record<string, MethodDefinition>[] = [
  vaultContract,
  recoverySheetContract,
  usersContract,
  settingsContract,
  clientsContract,
  servicesContract,
  appointmentsContract,
  visitsContract,
  treatmentContract,
  printContract,
  alertsContract,
  attachmentsContract,
  bodyChartContract,
  measuresContract,
  templatesContract,
  phrasesContract,
  codesContract,
  disclosuresContract,
  draftsContract,
  auditContract,
  exchangeContract,
  kantaContract,
  privacyContract,
  backupContract,
  checksContract,
  demoContract,
]

/** What the command line, the fuzz tests and the help read. */
export const allDefinitions: readonly MethodDefinition[] = contracts.flatMap((contract) => Object.values(contract))

/** The services of the core that `session` belongs to. */
export const servicesFor = (session: Session): Implemented[] => [
  ...createVaultServices(session),
  ...createUserServices(session),
  ...recoverySheetService,
  ...settingsService,
  ...clientsService,
  ...servicesService,
  ...appointmentsService,
  ...visitsService,
  ...treatmentService,
  ...printService,
  ...alertsService,
  ...createAttachmentServices(session),
  ...bodyChartService,
  ...measuresService,
  ...templatesService,
  ...phrasesService,
  ...codesService,
  ...disclosuresService,
  ...draftsService,
  ...auditService,
  ...exchangeService,
  ...kantaService,
  ...privacyService,
  ...createBackupServices(session),
  ...checksService,
  ...createDemoService(session),
]
