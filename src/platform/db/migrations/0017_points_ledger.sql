CREATE TABLE `point_entry` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`person_id` integer NOT NULL,
	`cause_key` text NOT NULL,
	`difference` integer NOT NULL,
	`tenths` integer NOT NULL,
	`code` text,
	`nth` integer NOT NULL,
	`day` text NOT NULL,
	`booked_month` text NOT NULL,
	`rule_version_id` integer NOT NULL,
	`finding_id` text,
	`booked_at` integer NOT NULL,
	FOREIGN KEY (`person_id`) REFERENCES `person`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`finding_id`) REFERENCES `finding`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `point_entry_cause` ON `point_entry` (`person_id`,`cause_key`,`id`);--> statement-breakpoint
CREATE INDEX `point_entry_month` ON `point_entry` (`booked_month`,`person_id`);--> statement-breakpoint
CREATE TABLE `point_rule` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`from_day` text NOT NULL,
	`rules` text NOT NULL,
	`note` text NOT NULL,
	`created_at` integer NOT NULL,
	`created_by` integer NOT NULL,
	FOREIGN KEY (`created_by`) REFERENCES `person`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `point_rule_from` ON `point_rule` (`from_day`);