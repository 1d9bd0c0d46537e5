// Catalogue of appointments, visits, treatment entries, risk information, disclosures and what waits for the archive.
import type { CatalogueEntry, CatalogueGroup, Need, ShownWhen } from './catalogue.ts'

type Rules = Pick<CatalogueEntry, 'group' | 'need' | 'purposes' | 'retentionClass' | 'shownWhen'>
const rules = (
  group: CatalogueGroup,
  need: CatalogueEntry['need'],
  shownWhen: ShownWhen,
  retentionClass: string,
  ...purposes: string[]
): Rules => ({
  group,
  need,
  purposes,
  retentionClass,
  shownWhen,
})
const of = (table: string, shared: Rules, columns: Readonly<Record<string, string>>): CatalogueEntry[] =>
  Object.entries(columns).map(([column, label]) => ({ column: `${table}.${column}`, label, ...shared }))

const law: Need = 'law'
const booked = rules('appointments', 'service', 'part:appointments', 'R6', 'p2')
const care = rules('care', law, 'patient', 'R1', 'p1')
const disclosed = rules('useLog', ['law', 'system'], 'always', 'R13', 'p7')
const archive = rules('care', law, 'kanta', 'R1', 'p8')
const staff = rules('users', 'system', 'found', 'R13', 'p7')
const by = (table: string, ...columns: string[]): CatalogueEntry[] =>
  of(table, staff, Object.fromEntries(columns.map((column) => [column, 'recordedBy'])))

/** One column holds a whole entry as JSON; each part that is told of has a name of its own behind the column's. */
const content = {
  content: 'careReason',
  'content.history': 'careHistory',
  'content.findings': 'careFindings',
  'content.treatment': 'careTreatment',
  'content.plan': 'carePlan',
  'content.diagnoses': 'careDiagnoses',
  'content.chart': 'careChart',
  'content.measures': 'careMeasures',
  'content.sources': 'careSources',
  'content.capacity': 'minorCapacity',
}

export const careCatalogue: readonly CatalogueEntry[] = [
  ...of('appointments', booked, {
    starts_at: 'appointmentTime',
    ends_at: 'appointmentTime',
    duration_minutes: 'appointmentTime',
    service_id: 'appointmentService',
    status: 'appointmentStatus',
    cancelled_at: 'appointmentStatus',
    cancel_reason: 'appointmentStatus',
    note: 'appointmentNote',
  }),
  ...by('appointments', 'created_by', 'cancelled_by'),
  ...of('visits', care, {
    started_at: 'visits',
    ended_at: 'visits',
    service_name: 'visits',
    appointment_status: 'visits',
    discarded_at: 'visits',
    other_provider: 'careSources',
  }),
  ...by('visits', 'created_by'),
  ...of('entries', care, { kind: 'visits', state: 'careVersions', version: 'careVersions' }),
  ...by('entries', 'author_id'),
  ...of('entry_drafts', care, { content: 'careReason' }),
  ...by('entry_drafts', 'saved_by', 'logged_by'),
  ...of('entry_versions', care, {
    ...content,
    number: 'careVersions',
    state: 'careVersions',
    reason: 'careVersions',
    signer_name: 'careAuthor',
    signer_title: 'careAuthor',
    signed_at: 'careAuthor',
  }),
  ...by('entry_versions', 'signer_id'),
  ...of('alerts', care, {
    kind: 'careAlerts',
    text: 'careAlerts',
    since: 'careAlerts',
    review_on: 'careAlerts',
    ended_at: 'careAlerts',
    end_reason: 'careAlerts',
  }),
  ...by('alerts', 'created_by', 'ended_by'),
  ...of('disclosures', disclosed, {
    at: 'disclosureLog',
    recipient: 'disclosureLog',
    what: 'disclosureLog',
    purpose: 'disclosureLog',
    ground_kind: 'disclosureLog',
    ground: 'disclosureLog',
    how: 'disclosureLog',
    minor_forbids: 'disclosureLog',
    provider: 'disclosureLog',
    recorded_at: 'disclosureLog',
  }),
  ...of('disclosures', staff, { user_id: 'recordedBy', user_name: 'recordedBy', user_title: 'userTitle' }),
  ...of('kanta_documents', archive, { bytes: 'kantaDocuments', answer: 'kantaDocuments', answer_detail: 'kantaDocuments' }),
  ...of('kanta_queue', archive, { state: 'kantaDocuments', last_error: 'kantaDocuments' }),
  ...of('kanta_holds', archive, { reason: 'kantaDocuments', release_reason: 'kantaDocuments' }),
  ...of('kanta_answers', archive, { result: 'kantaDocuments', detail: 'kantaDocuments' }),
  ...by('kanta_holds', 'held_by', 'held_by_name', 'released_by'),
  ...by('kanta_answers', 'received_by'),
  ...by('kanta_codes', 'changed_by'),
]
