-- Search index: words made by clients/search-text.ts. Matched as written; folded forms are words of their own. The ascii tokenizer keeps
-- every letter beyond ASCII in its word; unicode61 would split words at letters its tables do not know.
CREATE VIRTUAL TABLE clients_fts USING fts5(tokens, tokenize = 'ascii', prefix = '1 2 3', detail = 'none');
--> statement-breakpoint
-- A deleted word would stay in the index's segments without this, and in free pages without PRAGMA secure_delete.
INSERT INTO clients_fts (clients_fts, rank) VALUES ('secure-delete', 1);
--> statement-breakpoint
-- The log is append-only. Its next number follows the head row: where somebody has cut the tail off, the gap stays and can be seen.
CREATE TRIGGER audit_log_no_update BEFORE UPDATE ON audit_log BEGIN SELECT RAISE(ABORT, 'audit_log is append-only'); END;
--> statement-breakpoint
CREATE TRIGGER audit_log_no_delete BEFORE DELETE ON audit_log BEGIN SELECT RAISE(ABORT, 'audit_log is append-only'); END;
--> statement-breakpoint
CREATE TRIGGER audit_log_no_gap BEFORE INSERT ON audit_log WHEN new.number <> (SELECT coalesce(max(number), 0) + 1 FROM audit_head) BEGIN SELECT RAISE(ABORT, 'audit_log is append-only'); END;
--> statement-breakpoint
CREATE TRIGGER audit_log_clients_no_update BEFORE UPDATE ON audit_log_clients BEGIN SELECT RAISE(ABORT, 'audit_log_clients is append-only'); END;
--> statement-breakpoint
CREATE TRIGGER audit_log_clients_no_delete BEFORE DELETE ON audit_log_clients BEGIN SELECT RAISE(ABORT, 'audit_log_clients is append-only'); END;
--> statement-breakpoint
CREATE TRIGGER audit_head_no_delete BEFORE DELETE ON audit_head BEGIN SELECT RAISE(ABORT, 'audit_head is append-only'); END;
--> statement-breakpoint
CREATE TRIGGER audit_head_forward BEFORE UPDATE ON audit_head WHEN new.number <= old.number BEGIN SELECT RAISE(ABORT, 'audit_head only moves forward'); END;
--> statement-breakpoint
CREATE TRIGGER audit_findings_no_delete BEFORE DELETE ON audit_findings BEGIN SELECT RAISE(ABORT, 'audit_findings is append-only'); END;
--> statement-breakpoint
-- The consent ledger is append-only; a merge may only move a row to another record of the same person.
CREATE TRIGGER consents_no_update BEFORE UPDATE OF id, purpose, channel, given, at, how, recorded_by ON consents BEGIN SELECT RAISE(ABORT, 'consents is append-only'); END;
--> statement-breakpoint
CREATE TRIGGER consents_no_delete BEFORE DELETE ON consents BEGIN SELECT RAISE(ABORT, 'consents is append-only'); END;
--> statement-breakpoint
-- A vault that was a demo once stays one.
CREATE TRIGGER vault_demo_for_ever BEFORE UPDATE OF demo ON vault WHEN old.demo = 1 AND new.demo = 0 BEGIN SELECT RAISE(ABORT, 'a demo stays a demo'); END;

--> statement-breakpoint
-- [records] Signed versions are append-only: signing freezes. What is destroyed by law goes with a later domain's own rule.
CREATE TRIGGER entry_versions_no_update BEFORE UPDATE ON entry_versions BEGIN SELECT RAISE(ABORT, 'entry_versions is append-only'); END;
--> statement-breakpoint
CREATE TRIGGER entry_versions_no_delete BEFORE DELETE ON entry_versions BEGIN SELECT RAISE(ABORT, 'entry_versions is append-only'); END;
--> statement-breakpoint
CREATE TRIGGER entry_versions_no_gap BEFORE INSERT ON entry_versions WHEN new.number <> (SELECT coalesce(max(number), 0) + 1 FROM entry_versions WHERE entry_id = new.entry_id) BEGIN SELECT RAISE(ABORT, 'entry_versions is append-only'); END;
--> statement-breakpoint
CREATE TRIGGER entry_versions_no_more BEFORE INSERT ON entry_versions WHEN EXISTS (SELECT 1 FROM entry_versions WHERE entry_id = new.entry_id AND state = 'voided') BEGIN SELECT RAISE(ABORT, 'a voided entry has no later version'); END;
--> statement-breakpoint
CREATE TRIGGER entry_drafts_of_drafts BEFORE INSERT ON entry_drafts WHEN (SELECT state FROM entries WHERE id = new.entry_id) <> 'draft' BEGIN SELECT RAISE(ABORT, 'a signed entry has no draft'); END;
--> statement-breakpoint
CREATE TRIGGER entry_drafts_stay BEFORE UPDATE ON entry_drafts WHEN (SELECT state FROM entries WHERE id = new.entry_id) <> 'draft' BEGIN SELECT RAISE(ABORT, 'a signed entry has no draft'); END;
--> statement-breakpoint
CREATE TRIGGER entries_no_delete BEFORE DELETE ON entries WHEN old.version > 0 BEGIN SELECT RAISE(ABORT, 'signed entries are append-only'); END;
--> statement-breakpoint
CREATE TRIGGER entries_frozen BEFORE UPDATE OF id, visit_id, kind, author_id, created_at ON entries WHEN old.version > 0 BEGIN SELECT RAISE(ABORT, 'signed entries are append-only'); END;
--> statement-breakpoint
CREATE TRIGGER entries_forward BEFORE UPDATE OF state, version ON entries WHEN old.state = 'voided' OR new.version < old.version OR (new.version > 0 AND new.version <> (SELECT coalesce(max(number), 0) FROM entry_versions WHERE entry_id = new.id)) BEGIN SELECT RAISE(ABORT, 'signed entries are append-only'); END;
--> statement-breakpoint
-- The newest version of each signed entry: what export, print and archive select from. Drafts can't be in it.
CREATE VIEW signed_entries AS SELECT v.id AS version_id, v.entry_id, v.number AS version, v.state, e.kind, e.visit_id, e.client_id, s.started_at AS visit_started_at, s.ended_at AS visit_ended_at, s.other_provider, v.content, v.content_hash, v.signer_id, v.signer_name, v.signer_title, v.signed_at, v.reason FROM entries e JOIN entry_versions v ON v.entry_id = e.id AND v.number = e.version JOIN visits s ON s.id = e.visit_id;
--> statement-breakpoint
-- Alerts are ended, never rewritten; a merge may only move them to another record of the same person.
CREATE TRIGGER alerts_no_rewrite BEFORE UPDATE OF id, kind, text, since, review_on, created_at, created_by ON alerts BEGIN SELECT RAISE(ABORT, 'alerts are ended, not rewritten'); END;
--> statement-breakpoint
CREATE TRIGGER alerts_end_once BEFORE UPDATE OF ended_at, ended_by, end_reason ON alerts WHEN old.ended_at IS NOT NULL BEGIN SELECT RAISE(ABORT, 'alerts are ended, not rewritten'); END;
--> statement-breakpoint
CREATE TRIGGER alerts_no_delete BEFORE DELETE ON alerts BEGIN SELECT RAISE(ABORT, 'alerts are ended, not rewritten'); END;
--> statement-breakpoint
-- The disclosure log is append-only; a merge may only move a row to another record of the same person.
CREATE TRIGGER disclosures_no_update BEFORE UPDATE OF id, at, recipient, what, purpose, ground_kind, ground, how, minor_forbids, provider, user_id, user_name, user_title, recorded_at ON disclosures BEGIN SELECT RAISE(ABORT, 'disclosures is append-only'); END;
--> statement-breakpoint
CREATE TRIGGER disclosures_no_delete BEFORE DELETE ON disclosures BEGIN SELECT RAISE(ABORT, 'disclosures is append-only'); END;
--> statement-breakpoint
-- [kanta] What was written stays as it was written: id, set, version and bytes. What is destroyed by law goes with a later domain's own rule.
CREATE TRIGGER kanta_documents_fixed BEFORE UPDATE OF document_id, queue_id, set_id, version, kind, bytes, size_bytes, sha256, fixed_at ON kanta_documents BEGIN SELECT RAISE(ABORT, 'a written document stays as it is'); END;
--> statement-breakpoint
CREATE TRIGGER kanta_documents_no_delete BEFORE DELETE ON kanta_documents BEGIN SELECT RAISE(ABORT, 'a written document stays as it is'); END;
--> statement-breakpoint
CREATE TRIGGER kanta_answers_no_update BEFORE UPDATE ON kanta_answers BEGIN SELECT RAISE(ABORT, 'kanta_answers is append-only'); END;
--> statement-breakpoint
CREATE TRIGGER kanta_answers_no_delete BEFORE DELETE ON kanta_answers BEGIN SELECT RAISE(ABORT, 'kanta_answers is append-only'); END;
--> statement-breakpoint
-- Numbers only go up, so that none is used twice.
CREATE TRIGGER kanta_numbers_up BEFORE UPDATE ON kanta_numbers WHEN new.last <= old.last OR new.id <> old.id BEGIN SELECT RAISE(ABORT, 'numbers only go up'); END;
--> statement-breakpoint
CREATE TRIGGER kanta_numbers_no_delete BEFORE DELETE ON kanta_numbers BEGIN SELECT RAISE(ABORT, 'numbers only go up'); END;
--> statement-breakpoint
-- A row of the queue never becomes another entry's, and what has ended stays ended unless an outbox shows that it had been written.
CREATE TRIGGER kanta_queue_identity BEFORE UPDATE OF id, number, entry_id, entry_version, kind, created_at ON kanta_queue BEGIN SELECT RAISE(ABORT, 'a row of the queue stays what it is'); END;
--> statement-breakpoint
CREATE TRIGGER kanta_queue_no_delete BEFORE DELETE ON kanta_queue BEGIN SELECT RAISE(ABORT, 'a row of the queue stays what it is'); END;
