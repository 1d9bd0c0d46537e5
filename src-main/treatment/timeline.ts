// Bookings, visits and entries in the client's one list. Entries are named for those who may read them only, and without their words.
import type { TimelineSource } from '../clients/timeline.ts'

const appointments: TimelineSource = (db, clientId, until, limit) =>
  db
    .statement<{ id: string; at: string; name: string; status: string; duration_minutes: number; visit_id: string | null }>(
      `SELECT a.id, a.starts_at AS at, s.name, a.status, a.duration_minutes, v.id AS visit_id
      FROM appointments a JOIN services s ON s.id = a.service_id LEFT JOIN visits v ON v.appointment_id = a.id AND v.discarded_at IS NULL
      WHERE a.client_id = ? AND a.starts_at <= ? ORDER BY a.starts_at DESC, a.id DESC LIMIT ?`,
    )
    .all(clientId, until, limit)
    .map(({ id, at, name, status, duration_minutes: durationMinutes, visit_id: visitId }) => ({
      kind: 'appointment',
      id,
      at,
      title: name,
      details: { status, durationMinutes, ...(visitId === null ? {} : { visitId }) },
    }))

const visits: TimelineSource = (db, clientId, until, limit) =>
  db
    .statement<{ id: string; at: string; service_name: string | null; ended_at: string | null; appointment_id: string | null }>(
      `SELECT id, started_at AS at, service_name, ended_at, appointment_id FROM visits WHERE client_id = ? AND discarded_at IS NULL AND started_at <= ?
      ORDER BY started_at DESC, id DESC LIMIT ?`,
    )
    .all(clientId, until, limit)
    .map(({ id, at, service_name: name, ended_at: end, appointment_id: appointmentId }) => ({
      kind: 'visit',
      id,
      at,
      ...(name === null ? {} : { title: name }),
      details: { ...(end === null ? {} : { end }), ...(appointmentId === null ? {} : { appointmentId }) },
    }))

interface EntryRow {
  id: string
  at: string
  kind: string
  state: string
  version: number
  visit_id: string
  kanta: string | null
  kanta_at: string | null
  attachments: number
}
const entries: TimelineSource = (db, clientId, until, limit, role) =>
  role !== 'owner' && role !== 'practitioner'
    ? []
    : db
        .statement<EntryRow>(
          // How the newest version stands with the archive; where the record is elsewhere there is nothing to say of it.
          `SELECT e.id, v.started_at AS at, e.kind, e.state, e.version, e.visit_id, q.state AS kanta, coalesce(d.answered_at, d.exported_at, q.updated_at) AS kanta_at,
            (SELECT count(*) FROM attachments a WHERE a.client_id = e.client_id AND a.visit_id = v.id AND a.removed_at IS NULL) AS attachments
          FROM entries e JOIN visits v ON v.id = e.visit_id
            LEFT JOIN kanta_queue q ON q.number = (SELECT max(number) FROM kanta_queue WHERE entry_id = e.id) AND q.rule_case <> 'notInKanta'
            LEFT JOIN kanta_documents d ON d.document_id = q.document_id
          WHERE e.client_id = ? AND v.started_at <= ? AND e.discarded_at IS NULL AND (? OR e.kind <> 'privateNote')
          ORDER BY v.started_at DESC, e.id DESC LIMIT ?`,
        )
        .all(clientId, until, role === 'owner' ? 1 : 0, limit)
        .map(({ id, at, kind, state, version, visit_id: visitId, kanta, kanta_at: kantaAt, attachments: files }) => ({
          kind: 'entry',
          id,
          at,
          details: {
            entryKind: kind,
            state,
            version,
            visitId,
            ...(kanta === null ? {} : { kanta: { state: kanta, at: kantaAt } }),
            ...(files === 0 ? {} : { attachments: files }),
          },
        }))

/** To whom data were given, for those who may read the disclosure log. */
const disclosures: TimelineSource = (db, clientId, until, limit, role) =>
  role !== 'owner' && role !== 'practitioner'
    ? []
    : db
        .statement<{ id: string; at: string; recipient: string; user_name: string }>(
          'SELECT id, at, recipient, user_name FROM disclosures WHERE client_id = ? AND at <= ? ORDER BY at DESC, id DESC LIMIT ?',
        )
        .all(clientId, until, limit)
        .map(({ id, at, recipient, user_name: userName }) => ({ kind: 'disclosure', id, at, details: { recipient, userName } }))

/** Files that belong to no visit, or to one without an entry that she sees; those of the others are counted beside the entry. */
const attachments: TimelineSource = (db, clientId, until, limit, role) =>
  role !== 'owner' && role !== 'practitioner'
    ? []
    : db
        .statement<{ id: string; at: string; kind: string; file_name: string }>(
          `SELECT id, created_at AS at, kind, file_name FROM attachments
          WHERE client_id = ? AND created_at <= ? AND removed_at IS NULL AND (visit_id IS NULL OR NOT EXISTS (
            SELECT 1 FROM entries e WHERE e.visit_id = attachments.visit_id AND e.discarded_at IS NULL AND (? OR e.kind <> 'privateNote')))
          ORDER BY created_at DESC, id DESC LIMIT ?`,
        )
        .all(clientId, until, role === 'owner' ? 1 : 0, limit)
        .map(({ id, at, kind, file_name: name }) => ({ kind: 'attachment', id, at, title: name, details: { attachmentKind: kind } }))

export const careTimeline: readonly TimelineSource[] = [appointments, visits, entries, disclosures, attachments]
