DROP INDEX `visits_appointment_id_unique`;--> statement-breakpoint
ALTER TABLE `visits` ADD `appointment_status` text;--> statement-breakpoint
ALTER TABLE `visits` ADD `discarded_at` text;--> statement-breakpoint
CREATE UNIQUE INDEX `visits_appointment` ON `visits` (`appointment_id`) WHERE "visits"."discarded_at" is null;