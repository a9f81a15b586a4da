CREATE TABLE `audit_entry` (
	`id` integer PRIMARY KEY NOT NULL,
	`at` integer NOT NULL,
	`person_id` integer,
	`action` text NOT NULL,
	`object` text NOT NULL,
	`object_id` text,
	`details` text,
	FOREIGN KEY (`person_id`) REFERENCES `person`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `audit_entry_at` ON `audit_entry` (`at`);--> statement-breakpoint
CREATE INDEX `audit_entry_person` ON `audit_entry` (`person_id`,`id`);--> statement-breakpoint
CREATE INDEX `audit_entry_action` ON `audit_entry` (`action`,`id`);--> statement-breakpoint
CREATE INDEX `audit_entry_object` ON `audit_entry` (`object`,`object_id`,`id`);--> statement-breakpoint
CREATE TABLE `account_link` (
	`id` integer PRIMARY KEY NOT NULL,
	`kind` text NOT NULL,
	`token_hash` text NOT NULL,
	`created_by` integer NOT NULL,
	`created_at` integer NOT NULL,
	`expires_at` integer NOT NULL,
	`revoked_at` integer,
	`used_at` integer,
	`person_id` integer,
	`role` text,
	`estates` text,
	`note` text,
	FOREIGN KEY (`created_by`) REFERENCES `person`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`person_id`) REFERENCES `person`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `account_link_token` ON `account_link` (`token_hash`);--> statement-breakpoint
CREATE INDEX `account_link_person` ON `account_link` (`person_id`);--> statement-breakpoint
ALTER TABLE `session` ADD `last_used_at` integer;--> statement-breakpoint
ALTER TABLE `session` ADD `agent` text;--> statement-breakpoint
CREATE TRIGGER `audit_entry_unchanged` BEFORE UPDATE ON `audit_entry`
BEGIN SELECT RAISE(ABORT, 'the log of who did what is never changed'); END;--> statement-breakpoint
CREATE TRIGGER `audit_entry_kept` BEFORE DELETE ON `audit_entry`
BEGIN SELECT RAISE(ABORT, 'the log of who did what is never deleted from'); END;--> statement-breakpoint
CREATE TRIGGER `audit_entry_not_replaced` BEFORE INSERT ON `audit_entry`
WHEN EXISTS (SELECT 1 FROM `audit_entry` WHERE `id` = NEW.`id`)
BEGIN SELECT RAISE(ABORT, 'the log of who did what is never changed'); END;
