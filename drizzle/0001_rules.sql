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
