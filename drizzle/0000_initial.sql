CREATE TABLE `alerts` (
	`id` text PRIMARY KEY NOT NULL,
	`client_id` text NOT NULL,
	`kind` text NOT NULL,
	`text` text NOT NULL,
	`since` text,
	`review_on` text,
	`created_at` text NOT NULL,
	`created_by` text NOT NULL,
	`ended_at` text,
	`ended_by` text,
	`end_reason` text,
	FOREIGN KEY (`client_id`) REFERENCES `clients`(`id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "alerts_kind" CHECK("alerts"."kind" in ('allergy', 'redFlag', 'anticoagulation', 'pregnancy', 'implant', 'infection', 'medication', 'other')),
	CONSTRAINT "alerts_ended" CHECK(("alerts"."ended_at" is null) = ("alerts"."ended_by" is null))
) STRICT;
--> statement-breakpoint
CREATE INDEX `alerts_client` ON `alerts` (`client_id`);--> statement-breakpoint
CREATE TABLE `appointments` (
	`id` text PRIMARY KEY NOT NULL,
	`client_id` text,
	`service_id` text NOT NULL,
	`starts_at` text NOT NULL,
	`ends_at` text NOT NULL,
	`duration_minutes` integer NOT NULL,
	`buffer_minutes` integer NOT NULL,
	`note` text,
	`status` text NOT NULL,
	`cancelled_at` text,
	`cancelled_by` text,
	`cancel_reason` text,
	`series_id` text,
	`repeat_rule` text,
	`created_by` text NOT NULL,
	`created_at` text NOT NULL,
	`updated_at` text NOT NULL,
	`revision` integer NOT NULL,
	FOREIGN KEY (`client_id`) REFERENCES `clients`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`service_id`) REFERENCES `services`(`id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "appointments_status" CHECK("appointments"."status" in ('booked', 'arrived', 'completed', 'noShow', 'cancelled')),
	CONSTRAINT "appointments_cancelled" CHECK(("appointments"."status" = 'cancelled') = ("appointments"."cancelled_at" is not null)),
	CONSTRAINT "appointments_cancelled_by" CHECK("appointments"."cancelled_by" in ('client', 'practice')),
	CONSTRAINT "appointments_duration" CHECK("appointments"."duration_minutes" > 0 and "appointments"."ends_at" > "appointments"."starts_at")
) STRICT;
--> statement-breakpoint
CREATE INDEX `appointments_start` ON `appointments` (`starts_at`);--> statement-breakpoint
CREATE INDEX `appointments_client` ON `appointments` (`client_id`,`starts_at`);--> statement-breakpoint
CREATE INDEX `appointments_service` ON `appointments` (`service_id`);--> statement-breakpoint
CREATE INDEX `appointments_series` ON `appointments` (`series_id`) WHERE "appointments"."series_id" is not null;--> statement-breakpoint
CREATE TABLE `attachments` (
	`id` text PRIMARY KEY NOT NULL,
	`client_id` text NOT NULL,
	`visit_id` text,
	`kind` text NOT NULL,
	`file_name` text NOT NULL,
	`media_type` text NOT NULL,
	`bytes` integer NOT NULL,
	`content` text NOT NULL,
	`description` text,
	`metadata` text,
	`removed_at` text,
	`removed_reason` text,
	`created_at` text NOT NULL,
	`created_by` text NOT NULL,
	`updated_at` text NOT NULL,
	`revision` integer NOT NULL,
	FOREIGN KEY (`client_id`) REFERENCES `clients`(`id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "attachments_bytes" CHECK("attachments"."bytes" >= 0),
	CONSTRAINT "attachments_content_name" CHECK(length("attachments"."content") = 64)
) STRICT;
--> statement-breakpoint
CREATE INDEX `attachments_client` ON `attachments` (`client_id`);--> statement-breakpoint
CREATE INDEX `attachments_content` ON `attachments` (`content`);--> statement-breakpoint
CREATE TABLE `audit_findings` (
	`id` text PRIMARY KEY NOT NULL,
	`fingerprint` text NOT NULL,
	`kind` text NOT NULL,
	`number` integer,
	`detail` text NOT NULL,
	`found_at` text NOT NULL,
	`acknowledged_at` text,
	`acknowledged_by` text,
	`note` text
) STRICT;
--> statement-breakpoint
CREATE UNIQUE INDEX `audit_findings_fingerprint_unique` ON `audit_findings` (`fingerprint`);--> statement-breakpoint
CREATE TABLE `audit_head` (
	`one` integer PRIMARY KEY NOT NULL,
	`number` integer NOT NULL,
	`hash` text NOT NULL,
	CONSTRAINT "audit_head_one" CHECK("audit_head"."one" = 1)
) STRICT;
--> statement-breakpoint
CREATE TABLE `audit_log` (
	`number` integer PRIMARY KEY NOT NULL,
	`at` text NOT NULL,
	`user_id` text NOT NULL,
	`user_name` text NOT NULL,
	`user_title` text,
	`role` text NOT NULL,
	`provider` text,
	`client_ids` text NOT NULL,
	`method` text NOT NULL,
	`kind` text NOT NULL,
	`groups` text NOT NULL,
	`purpose` text,
	`source` text NOT NULL,
	`details` text,
	`previous_hash` text NOT NULL,
	`hash` text NOT NULL
) STRICT;
--> statement-breakpoint
CREATE INDEX `audit_log_at` ON `audit_log` (`at`);--> statement-breakpoint
CREATE INDEX `audit_log_user` ON `audit_log` (`user_id`,`number`);--> statement-breakpoint
CREATE INDEX `audit_log_signed` ON `audit_log` (`number`) WHERE "audit_log"."kind" = 'sign';--> statement-breakpoint
CREATE TABLE `audit_log_clients` (
	`client_id` text NOT NULL,
	`number` integer NOT NULL,
	PRIMARY KEY(`client_id`, `number`)
) STRICT, WITHOUT ROWID;
--> statement-breakpoint
CREATE TABLE `proofs` (
	`id` text PRIMARY KEY NOT NULL,
	`kind` text NOT NULL,
	`at` text NOT NULL,
	`ok` integer NOT NULL,
	`detail` text NOT NULL,
	CONSTRAINT "proofs_ok" CHECK("proofs"."ok" in (0, 1))
) STRICT;
--> statement-breakpoint
CREATE INDEX `proofs_kind` ON `proofs` (`kind`,`at`);--> statement-breakpoint
CREATE TABLE `backup_plan` (
	`number` integer PRIMARY KEY NOT NULL,
	`value` text NOT NULL,
	`revision` integer NOT NULL,
	`clock_confirmed_at` text,
	`last_failure` text,
	CONSTRAINT "backup_plan_one_row" CHECK("backup_plan"."number" = 1)
) STRICT;
--> statement-breakpoint
CREATE TABLE `backups` (
	`id` text PRIMARY KEY NOT NULL,
	`path` text NOT NULL,
	`folder_id` text,
	`created_at` text NOT NULL,
	`bytes` integer NOT NULL,
	`sha256` text,
	`log_number` integer NOT NULL,
	`log_hash` text NOT NULL,
	`verified_at` text,
	`proved_at` text,
	`proved_with` text,
	`recovery_recipient` text NOT NULL,
	`backup_recipient` text,
	`removed_at` text,
	`removed_why` text,
	CONSTRAINT "backups_proved" CHECK("backups"."proved_with" is null or "backups"."proved_with" in ('backupPassphrase', 'recoveryKey')),
	CONSTRAINT "backups_removed" CHECK("backups"."removed_why" is null or "backups"."removed_why" in ('keepRules', 'gone'))
) STRICT;
--> statement-breakpoint
CREATE INDEX `backups_created` ON `backups` (`created_at`);--> statement-breakpoint
CREATE UNIQUE INDEX `backups_file` ON `backups` (`path`,`created_at`);--> statement-breakpoint
CREATE TABLE `drills` (
	`id` text PRIMARY KEY NOT NULL,
	`at` text NOT NULL,
	`ok` integer NOT NULL,
	`opened_with` text NOT NULL,
	`backup_created_at` text NOT NULL,
	`file_name` text NOT NULL,
	`sha256` text NOT NULL,
	`user_id` text NOT NULL,
	`user_name` text NOT NULL,
	`facts` text NOT NULL,
	`certificate_path` text NOT NULL,
	`certificate_sha256` text NOT NULL,
	`language` text NOT NULL,
	`confirmed_at` text,
	`confirmed_by` text,
	CONSTRAINT "drills_ok" CHECK("drills"."ok" in (0, 1)),
	CONSTRAINT "drills_opened_with" CHECK("drills"."opened_with" in ('backupPassphrase', 'recoveryKey'))
) STRICT;
--> statement-breakpoint
CREATE INDEX `drills_at` ON `drills` (`at`);--> statement-breakpoint
CREATE TABLE `erasures` (
	`kind` text NOT NULL,
	`id_hash` text PRIMARY KEY NOT NULL,
	`erased_at` text NOT NULL
) STRICT;
--> statement-breakpoint
CREATE INDEX `erasures_at` ON `erasures` (`erased_at`);--> statement-breakpoint
CREATE TABLE `client_merges` (
	`id` text PRIMARY KEY NOT NULL,
	`kept_id` text NOT NULL,
	`absorbed_id` text NOT NULL,
	`before` text NOT NULL,
	`kept_revision` integer NOT NULL,
	`absorbed_revision` integer NOT NULL,
	`at` text NOT NULL,
	`user_id` text NOT NULL,
	`undone_at` text,
	FOREIGN KEY (`kept_id`) REFERENCES `clients`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`absorbed_id`) REFERENCES `clients`(`id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "client_merges_json" CHECK(json_valid("client_merges"."before"))
) STRICT;
--> statement-breakpoint
CREATE INDEX `client_merges_kept` ON `client_merges` (`kept_id`);--> statement-breakpoint
CREATE TABLE `clients` (
	`number` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`id` text NOT NULL,
	`last_name` text NOT NULL,
	`first_name` text,
	`call_name` text,
	`hetu` text,
	`birth_date` text,
	`birth_year` integer,
	`sex` text,
	`email` text,
	`phone` text,
	`street` text,
	`postal_code` text,
	`city` text,
	`country` text,
	`language` text,
	`occupation` text,
	`note` text,
	`safety_prohibition` integer NOT NULL,
	`date_of_death` text,
	`billing_name` text,
	`billing_email` text,
	`billing_street` text,
	`billing_postal_code` text,
	`billing_city` text,
	`billing_country` text,
	`e_invoice_address` text,
	`sort_key` text NOT NULL,
	`name_key` text NOT NULL,
	`phone_key` text,
	`email_key` text,
	`import_id` text,
	`archived_at` text,
	`merged_into` text,
	`created_at` text NOT NULL,
	`updated_at` text NOT NULL,
	`revision` integer NOT NULL,
	CONSTRAINT "clients_sex" CHECK("clients"."sex" in ('female', 'male', 'other', 'unknown')),
	CONSTRAINT "clients_safety" CHECK("clients"."safety_prohibition" in (0, 1))
) STRICT;
--> statement-breakpoint
CREATE UNIQUE INDEX `clients_id_unique` ON `clients` (`id`);--> statement-breakpoint
CREATE INDEX `clients_listed` ON `clients` (`sort_key`,`number`) WHERE "clients"."archived_at" is null;--> statement-breakpoint
CREATE INDEX `clients_archived` ON `clients` (`sort_key`,`number`) WHERE "clients"."archived_at" is not null;--> statement-breakpoint
CREATE INDEX `clients_hetu` ON `clients` (`hetu`) WHERE "clients"."hetu" is not null;--> statement-breakpoint
CREATE INDEX `clients_name` ON `clients` (`name_key`);--> statement-breakpoint
CREATE INDEX `clients_phone` ON `clients` (`phone_key`) WHERE "clients"."phone_key" is not null;--> statement-breakpoint
CREATE INDEX `clients_email` ON `clients` (`email_key`) WHERE "clients"."email_key" is not null;--> statement-breakpoint
CREATE INDEX `clients_import` ON `clients` (`import_id`) WHERE "clients"."import_id" is not null;--> statement-breakpoint
CREATE INDEX `clients_merged` ON `clients` (`merged_into`) WHERE "clients"."merged_into" is not null;--> statement-breakpoint
CREATE TABLE `consents` (
	`id` text PRIMARY KEY NOT NULL,
	`client_id` text NOT NULL,
	`purpose` text NOT NULL,
	`channel` text NOT NULL,
	`given` integer NOT NULL,
	`at` text NOT NULL,
	`how` text NOT NULL,
	`recorded_by` text NOT NULL,
	FOREIGN KEY (`client_id`) REFERENCES `clients`(`id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "consents_given" CHECK("consents"."given" in (0, 1)),
	CONSTRAINT "consents_channel" CHECK("consents"."channel" in ('email', 'sms', 'post', 'phone'))
) STRICT;
--> statement-breakpoint
CREATE INDEX `consents_client` ON `consents` (`client_id`,`purpose`,`channel`,`id`);--> statement-breakpoint
CREATE TABLE `guardians` (
	`id` text PRIMARY KEY NOT NULL,
	`client_id` text NOT NULL,
	`position` integer NOT NULL,
	`name` text NOT NULL,
	`phone` text,
	`relation` text,
	`created_at` text NOT NULL,
	FOREIGN KEY (`client_id`) REFERENCES `clients`(`id`) ON UPDATE no action ON DELETE no action
) STRICT;
--> statement-breakpoint
CREATE INDEX `guardians_client` ON `guardians` (`client_id`);--> statement-breakpoint
CREATE TABLE `codes` (
	`id` text PRIMARY KEY NOT NULL,
	`kind` text NOT NULL,
	`system` text NOT NULL,
	`code` text NOT NULL,
	`name` text NOT NULL,
	`search_key` text NOT NULL,
	`source` text NOT NULL,
	`imported_at` text NOT NULL,
	`retired_at` text,
	CONSTRAINT "codes_kind" CHECK("codes"."kind" in ('diagnosis', 'procedure'))
) STRICT;
--> statement-breakpoint
CREATE INDEX `codes_listed` ON `codes` (`kind`,`code`);--> statement-breakpoint
CREATE UNIQUE INDEX `codes_code` ON `codes` (`system`,`code`);--> statement-breakpoint
CREATE TABLE `vault` (
	`number` integer PRIMARY KEY NOT NULL,
	`vault_id` text NOT NULL,
	`installation_number` integer NOT NULL,
	`state` text NOT NULL,
	`demo` integer NOT NULL,
	`erasure_key` blob NOT NULL,
	`recovery_recipient` text NOT NULL,
	`backup_recipient` text,
	`backup_identity` text,
	`created_at` text NOT NULL,
	CONSTRAINT "vault_one_row" CHECK("vault"."number" = 1),
	CONSTRAINT "vault_state" CHECK("vault"."state" in ('live', 'restored', 'copied')),
	CONSTRAINT "vault_demo" CHECK("vault"."demo" in (0, 1))
) STRICT;
--> statement-breakpoint
CREATE TABLE `disclosures` (
	`id` text PRIMARY KEY NOT NULL,
	`client_id` text NOT NULL,
	`at` text NOT NULL,
	`recipient` text NOT NULL,
	`what` text NOT NULL,
	`purpose` text NOT NULL,
	`ground_kind` text NOT NULL,
	`ground` text NOT NULL,
	`how` text NOT NULL,
	`minor_forbids` integer NOT NULL,
	`provider` text,
	`user_id` text NOT NULL,
	`user_name` text NOT NULL,
	`user_title` text,
	`recorded_at` text NOT NULL,
	FOREIGN KEY (`client_id`) REFERENCES `clients`(`id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "disclosures_ground" CHECK("disclosures"."ground_kind" in ('provision', 'permission', 'consent', 'request')),
	CONSTRAINT "disclosures_how" CHECK("disclosures"."how" in ('paper', 'secureMail', 'kanta', 'inPerson', 'phone', 'file', 'other')),
	CONSTRAINT "disclosures_minor" CHECK("disclosures"."minor_forbids" in (0, 1))
) STRICT;
--> statement-breakpoint
CREATE INDEX `disclosures_client` ON `disclosures` (`client_id`,`at`);--> statement-breakpoint
CREATE TABLE `form_drafts` (
	`user_id` text NOT NULL,
	`form` text NOT NULL,
	`value` text NOT NULL,
	`caret` text,
	`saved_at` text NOT NULL,
	PRIMARY KEY(`user_id`, `form`),
	CONSTRAINT "form_drafts_json" CHECK(json_valid("form_drafts"."value"))
) STRICT, WITHOUT ROWID;
--> statement-breakpoint
CREATE TABLE `imports` (
	`id` text PRIMARY KEY NOT NULL,
	`source_name` text,
	`file_name` text NOT NULL,
	`imported_at` text NOT NULL,
	`user_id` text NOT NULL,
	`created` integer NOT NULL,
	`updated` integer NOT NULL,
	`skipped` integer NOT NULL,
	CONSTRAINT "imports_counts" CHECK("imports"."created" >= 0 and "imports"."updated" >= 0 and "imports"."skipped" >= 0)
) STRICT;
--> statement-breakpoint
CREATE INDEX `imports_at` ON `imports` (`imported_at`);--> statement-breakpoint
CREATE TABLE `kanta_answers` (
	`id` text PRIMARY KEY NOT NULL,
	`document_id` text NOT NULL,
	`result` text NOT NULL,
	`detail` text,
	`answered_at` text,
	`received_at` text NOT NULL,
	`received_by` text NOT NULL,
	`source` text NOT NULL,
	`outcome` text NOT NULL,
	CONSTRAINT "kanta_answers_result" CHECK("kanta_answers"."result" in ('accepted', 'rejected')),
	CONSTRAINT "kanta_answers_source" CHECK("kanta_answers"."source" in ('hand', 'file', 'connector')),
	CONSTRAINT "kanta_answers_outcome" CHECK("kanta_answers"."outcome" in ('applied', 'repeated', 'contradicting', 'unknown', 'notAwaited'))
) STRICT;
--> statement-breakpoint
CREATE INDEX `kanta_answers_document` ON `kanta_answers` (`document_id`);--> statement-breakpoint
CREATE TABLE `kanta_codes` (
	`key` text PRIMARY KEY NOT NULL,
	`code` text NOT NULL,
	`code_system` text NOT NULL,
	`code_system_name` text NOT NULL,
	`display_name` text NOT NULL,
	`source` text NOT NULL,
	`source_date` text NOT NULL,
	`verified` integer NOT NULL,
	`changed_by` text NOT NULL,
	`changed_at` text NOT NULL,
	CONSTRAINT "kanta_codes_verified" CHECK("kanta_codes"."verified" in (0, 1))
) STRICT;
--> statement-breakpoint
CREATE TABLE `kanta_documents` (
	`document_id` text PRIMARY KEY NOT NULL,
	`queue_id` text,
	`set_id` text NOT NULL,
	`version` integer NOT NULL,
	`kind` text NOT NULL,
	`bytes` blob,
	`size_bytes` integer NOT NULL,
	`sha256` text NOT NULL,
	`exported_at` text,
	`fixed_at` text NOT NULL,
	`answer` text,
	`answer_detail` text,
	`answered_at` text,
	FOREIGN KEY (`queue_id`) REFERENCES `kanta_queue`(`id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "kanta_documents_answer" CHECK("kanta_documents"."answer" in ('accepted', 'rejected')),
	CONSTRAINT "kanta_documents_answered" CHECK(("kanta_documents"."answer" is null) = ("kanta_documents"."answered_at" is null))
) STRICT;
--> statement-breakpoint
CREATE INDEX `kanta_documents_set` ON `kanta_documents` (`set_id`,`version`);--> statement-breakpoint
CREATE INDEX `kanta_documents_queue` ON `kanta_documents` (`queue_id`);--> statement-breakpoint
CREATE TABLE `kanta_holds` (
	`id` text PRIMARY KEY NOT NULL,
	`entry_id` text NOT NULL,
	`reason` text NOT NULL,
	`held_by` text NOT NULL,
	`held_by_name` text NOT NULL,
	`held_at` text NOT NULL,
	`release_reason` text,
	`released_by` text,
	`released_at` text,
	FOREIGN KEY (`entry_id`) REFERENCES `entries`(`id`) ON UPDATE no action ON DELETE no action
) STRICT;
--> statement-breakpoint
CREATE INDEX `kanta_holds_entry` ON `kanta_holds` (`entry_id`);--> statement-breakpoint
CREATE TABLE `kanta_numbers` (
	`id` text PRIMARY KEY NOT NULL,
	`last` integer NOT NULL,
	CONSTRAINT "kanta_numbers_last" CHECK("kanta_numbers"."last" > 0)
) STRICT;
--> statement-breakpoint
CREATE TABLE `kanta_outboxes` (
	`id` text PRIMARY KEY NOT NULL,
	`path` text NOT NULL,
	`first_used_at` text NOT NULL,
	`last_used_at` text NOT NULL
) STRICT;
--> statement-breakpoint
CREATE TABLE `kanta_queue` (
	`number` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`id` text NOT NULL,
	`entry_id` text NOT NULL,
	`entry_version` integer NOT NULL,
	`kind` text NOT NULL,
	`state` text NOT NULL,
	`rule` integer NOT NULL,
	`rule_case` text NOT NULL,
	`document_id` text,
	`set_id` text,
	`version` integer,
	`corrects_document_id` text,
	`attempts` integer NOT NULL,
	`last_error` text,
	`next_try_at` text,
	`created_at` text NOT NULL,
	`updated_at` text NOT NULL,
	FOREIGN KEY (`entry_id`) REFERENCES `entries`(`id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "kanta_queue_kind" CHECK("kanta_queue"."kind" in ('document', 'void')),
	CONSTRAINT "kanta_queue_state_known" CHECK("kanta_queue"."state" in ('withheld', 'pending', 'exported', 'accepted', 'rejected', 'superseded', 'withdrawn')),
	CONSTRAINT "kanta_queue_rule" CHECK("kanta_queue"."rule" between 1 and 4),
	CONSTRAINT "kanta_queue_written" CHECK("kanta_queue"."state" not in ('exported', 'accepted', 'rejected') or ("kanta_queue"."document_id" is not null and "kanta_queue"."set_id" is not null and "kanta_queue"."version" is not null))
) STRICT;
--> statement-breakpoint
CREATE UNIQUE INDEX `kanta_queue_id_unique` ON `kanta_queue` (`id`);--> statement-breakpoint
CREATE UNIQUE INDEX `kanta_queue_document_id_unique` ON `kanta_queue` (`document_id`);--> statement-breakpoint
CREATE INDEX `kanta_queue_state` ON `kanta_queue` (`state`,`number`);--> statement-breakpoint
CREATE INDEX `kanta_queue_set` ON `kanta_queue` (`set_id`) WHERE "kanta_queue"."set_id" is not null;--> statement-breakpoint
CREATE UNIQUE INDEX `kanta_queue_version` ON `kanta_queue` (`entry_id`,`entry_version`);--> statement-breakpoint
CREATE TABLE `kanta_service_events` (
	`visit_id` text PRIMARY KEY NOT NULL,
	`service_event_id` text NOT NULL,
	FOREIGN KEY (`visit_id`) REFERENCES `visits`(`id`) ON UPDATE no action ON DELETE no action
) STRICT;
--> statement-breakpoint
CREATE UNIQUE INDEX `kanta_service_events_service_event_id_unique` ON `kanta_service_events` (`service_event_id`);--> statement-breakpoint
CREATE TABLE `kanta_state` (
	`number` integer PRIMARY KEY NOT NULL,
	`judged_by` text,
	`installation_number` integer
) STRICT;
--> statement-breakpoint
CREATE TABLE `kanta_writes` (
	`id` text PRIMARY KEY NOT NULL,
	`outbox_id` text NOT NULL,
	`document_id` text NOT NULL,
	`sequence` integer NOT NULL,
	`written_at` text NOT NULL,
	FOREIGN KEY (`document_id`) REFERENCES `kanta_documents`(`document_id`) ON UPDATE no action ON DELETE no action
) STRICT;
--> statement-breakpoint
CREATE UNIQUE INDEX `kanta_writes_document` ON `kanta_writes` (`outbox_id`,`document_id`);--> statement-breakpoint
CREATE UNIQUE INDEX `kanta_writes_sequence` ON `kanta_writes` (`outbox_id`,`sequence`);--> statement-breakpoint
CREATE TABLE `register_description_files` (
	`id` text PRIMARY KEY NOT NULL,
	`version` integer NOT NULL,
	`audience` text NOT NULL,
	`variant` text NOT NULL,
	`format` text NOT NULL,
	`language` text NOT NULL,
	`sha256` text NOT NULL,
	`written_at` text NOT NULL,
	`content` blob NOT NULL,
	`content_sha256` text NOT NULL,
	FOREIGN KEY (`version`) REFERENCES `register_description_versions`(`number`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "register_description_files_audience" CHECK("register_description_files"."audience" in ('public', 'internal')),
	CONSTRAINT "register_description_files_language" CHECK("register_description_files"."language" in ('fi', 'sv', 'en'))
) STRICT;
--> statement-breakpoint
CREATE INDEX `register_description_files_version` ON `register_description_files` (`version`,`audience`,`language`);--> statement-breakpoint
CREATE TABLE `register_description_versions` (
	`number` integer PRIMARY KEY NOT NULL,
	`date` text NOT NULL,
	`written_at` text NOT NULL,
	`written_by` text NOT NULL,
	`facts_sha256` text NOT NULL,
	`facts` text NOT NULL,
	`changes` text NOT NULL,
	`confirmed_on` text,
	CONSTRAINT "register_description_versions_json" CHECK(json_valid("register_description_versions"."facts") and json_valid("register_description_versions"."changes"))
) STRICT;
--> statement-breakpoint
CREATE TABLE `register_fact_periods` (
	`id` text PRIMARY KEY NOT NULL,
	`fact` text NOT NULL,
	`value_sha256` text NOT NULL,
	`since` text NOT NULL,
	`until` text,
	`found` integer NOT NULL,
	`section` text,
	`kind` text NOT NULL,
	`urgency` text NOT NULL,
	`names` text NOT NULL,
	CONSTRAINT "register_fact_periods_found" CHECK("register_fact_periods"."found" in (0, 1)),
	CONSTRAINT "register_fact_periods_json" CHECK(json_valid("register_fact_periods"."names"))
) STRICT;
--> statement-breakpoint
CREATE INDEX `register_fact_periods_open` ON `register_fact_periods` (`fact`) WHERE "register_fact_periods"."until" is null;--> statement-breakpoint
CREATE INDEX `register_fact_periods_until` ON `register_fact_periods` (`until`);--> statement-breakpoint
CREATE TABLE `services` (
	`id` text PRIMARY KEY NOT NULL,
	`name` text NOT NULL,
	`short_name` text,
	`duration_minutes` integer NOT NULL,
	`buffer_minutes` integer NOT NULL,
	`price_cents` integer NOT NULL,
	`vat_basis_points` integer,
	`vat_exempt` integer NOT NULL,
	`colour` text,
	`archived_at` text,
	`created_at` text NOT NULL,
	`updated_at` text NOT NULL,
	`revision` integer NOT NULL,
	CONSTRAINT "services_duration" CHECK("services"."duration_minutes" > 0),
	CONSTRAINT "services_buffer" CHECK("services"."buffer_minutes" >= 0),
	CONSTRAINT "services_price" CHECK("services"."price_cents" >= 0),
	CONSTRAINT "services_exempt" CHECK("services"."vat_exempt" in (0, 1))
) STRICT;
--> statement-breakpoint
CREATE TABLE `settings` (
	`number` integer PRIMARY KEY NOT NULL,
	`value` text NOT NULL,
	`revision` integer NOT NULL,
	`created_at` text NOT NULL,
	`updated_at` text NOT NULL,
	CONSTRAINT "settings_one_row" CHECK("settings"."number" = 1),
	CONSTRAINT "settings_json" CHECK(json_valid("settings"."value"))
) STRICT;
--> statement-breakpoint
CREATE TABLE `entry_templates` (
	`id` text PRIMARY KEY NOT NULL,
	`name` text NOT NULL,
	`kind` text NOT NULL,
	`content` text NOT NULL,
	`archived_at` text,
	`created_at` text NOT NULL,
	`updated_at` text NOT NULL,
	`revision` integer NOT NULL,
	CONSTRAINT "entry_templates_json" CHECK(json_valid("entry_templates"."content"))
) STRICT;
--> statement-breakpoint
CREATE TABLE `phrases` (
	`id` text PRIMARY KEY NOT NULL,
	`abbreviation` text NOT NULL,
	`text` text NOT NULL,
	`hidden` integer NOT NULL,
	`created_at` text NOT NULL,
	`updated_at` text NOT NULL,
	`revision` integer NOT NULL,
	CONSTRAINT "phrases_hidden" CHECK("phrases"."hidden" in (0, 1))
) STRICT;
--> statement-breakpoint
CREATE UNIQUE INDEX `phrases_abbreviation` ON `phrases` (`abbreviation`);--> statement-breakpoint
CREATE TABLE `entries` (
	`id` text PRIMARY KEY NOT NULL,
	`visit_id` text NOT NULL,
	`client_id` text NOT NULL,
	`kind` text NOT NULL,
	`state` text NOT NULL,
	`version` integer NOT NULL,
	`author_id` text NOT NULL,
	`discarded_at` text,
	`created_at` text NOT NULL,
	`updated_at` text NOT NULL,
	`revision` integer NOT NULL,
	FOREIGN KEY (`visit_id`) REFERENCES `visits`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`client_id`) REFERENCES `clients`(`id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "entries_kind" CHECK("entries"."kind" in ('visit', 'phone', 'noShow', 'statement', 'privateNote')),
	CONSTRAINT "entries_state" CHECK("entries"."state" in ('draft', 'signed', 'amended', 'voided')),
	CONSTRAINT "entries_version" CHECK(("entries"."state" = 'draft') = ("entries"."version" = 0)),
	CONSTRAINT "entries_discarded" CHECK("entries"."discarded_at" is null or "entries"."state" = 'draft')
) STRICT;
--> statement-breakpoint
CREATE INDEX `entries_client` ON `entries` (`client_id`,`created_at`);--> statement-breakpoint
CREATE INDEX `entries_visit` ON `entries` (`visit_id`);--> statement-breakpoint
CREATE INDEX `entries_drafts` ON `entries` (`updated_at`) WHERE "entries"."state" = 'draft';--> statement-breakpoint
CREATE TABLE `entry_drafts` (
	`entry_id` text PRIMARY KEY NOT NULL,
	`content` text NOT NULL,
	`caret` text,
	`saved_at` text NOT NULL,
	`saved_by` text NOT NULL,
	`logged_at` text NOT NULL,
	`logged_by` text NOT NULL,
	FOREIGN KEY (`entry_id`) REFERENCES `entries`(`id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "entry_drafts_json" CHECK(json_valid("entry_drafts"."content"))
) STRICT;
--> statement-breakpoint
CREATE TABLE `entry_versions` (
	`id` text PRIMARY KEY NOT NULL,
	`entry_id` text NOT NULL,
	`number` integer NOT NULL,
	`state` text NOT NULL,
	`content` text NOT NULL,
	`salt` text NOT NULL,
	`content_hash` text NOT NULL,
	`signer_id` text NOT NULL,
	`signer_name` text NOT NULL,
	`signer_title` text,
	`signed_at` text NOT NULL,
	`reason` text,
	FOREIGN KEY (`entry_id`) REFERENCES `entries`(`id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "entry_versions_state" CHECK("entry_versions"."state" in ('signed', 'amended', 'voided')),
	CONSTRAINT "entry_versions_first" CHECK(("entry_versions"."number" = 1) = ("entry_versions"."state" = 'signed')),
	CONSTRAINT "entry_versions_reason" CHECK(("entry_versions"."state" = 'signed') = ("entry_versions"."reason" is null)),
	CONSTRAINT "entry_versions_json" CHECK(json_valid("entry_versions"."content")),
	CONSTRAINT "entry_versions_hash" CHECK(length("entry_versions"."content_hash") = 64 and length("entry_versions"."salt") = 64)
) STRICT;
--> statement-breakpoint
CREATE INDEX `entry_versions_signed` ON `entry_versions` (`signed_at`);--> statement-breakpoint
CREATE UNIQUE INDEX `entry_versions_number` ON `entry_versions` (`entry_id`,`number`);--> statement-breakpoint
CREATE TABLE `users` (
	`id` text PRIMARY KEY NOT NULL,
	`name` text NOT NULL,
	`title` text,
	`registration_number` text,
	`role` text NOT NULL,
	`active` integer NOT NULL,
	`disabled_at` text,
	`started_on` text,
	`ended_on` text,
	`confidentiality_told_on` text,
	`confidentiality_signed_on` text,
	`instructions_read_on` text,
	`training_on` text,
	`created_at` text NOT NULL,
	`updated_at` text NOT NULL,
	`revision` integer NOT NULL,
	CONSTRAINT "users_role" CHECK("users"."role" in ('owner', 'practitioner', 'assistant', 'bookkeeper')),
	CONSTRAINT "users_active" CHECK("users"."active" in (0, 1) and ("users"."active" = 1) = ("users"."disabled_at" is null))
) STRICT;
--> statement-breakpoint
CREATE INDEX `users_name` ON `users` (`name`);--> statement-breakpoint
CREATE TABLE `vault_keys` (
	`number` integer PRIMARY KEY NOT NULL,
	`sequence` integer NOT NULL,
	`recovery_slot_id` text NOT NULL,
	`recovery_confirmed_at` text,
	`path_hash` text NOT NULL,
	`inode` text NOT NULL,
	`born_at` text NOT NULL,
	CONSTRAINT "vault_keys_one_row" CHECK("vault_keys"."number" = 1),
	CONSTRAINT "vault_keys_sequence" CHECK("vault_keys"."sequence" >= 1)
) STRICT;
--> statement-breakpoint
CREATE TABLE `visits` (
	`id` text PRIMARY KEY NOT NULL,
	`client_id` text NOT NULL,
	`appointment_id` text,
	`service_name` text,
	`started_at` text NOT NULL,
	`ended_at` text,
	`other_provider` text,
	`created_by` text NOT NULL,
	`created_at` text NOT NULL,
	`updated_at` text NOT NULL,
	`revision` integer NOT NULL,
	FOREIGN KEY (`client_id`) REFERENCES `clients`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`appointment_id`) REFERENCES `appointments`(`id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "visits_order" CHECK("visits"."ended_at" is null or "visits"."ended_at" >= "visits"."started_at")
) STRICT;
--> statement-breakpoint
CREATE UNIQUE INDEX `visits_appointment_id_unique` ON `visits` (`appointment_id`);--> statement-breakpoint
CREATE INDEX `visits_client` ON `visits` (`client_id`,`started_at`);--> statement-breakpoint
CREATE INDEX `visits_start` ON `visits` (`started_at`);