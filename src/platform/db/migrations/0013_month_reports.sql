CREATE TABLE `month_report` (
	`month` text PRIMARY KEY NOT NULL,
	`drafted_at` integer NOT NULL,
	`draft_hash` text NOT NULL,
	`closed_at` integer,
	`closed_by` integer,
	`inputs_hash` text,
	`inputs` blob,
	`report` blob,
	FOREIGN KEY (`closed_by`) REFERENCES `person`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE TABLE `rest_draw` (
	`month` text NOT NULL,
	`number` integer NOT NULL,
	`drawn_at` integer NOT NULL,
	`drawn_by` integer NOT NULL,
	`flags` integer NOT NULL,
	`chosen` integer NOT NULL,
	`strata` text NOT NULL,
	PRIMARY KEY(`month`, `number`),
	FOREIGN KEY (`drawn_by`) REFERENCES `person`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE TABLE `report_sentence_edit` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`month` text NOT NULL,
	`place` text NOT NULL,
	`text` text,
	`person_id` integer NOT NULL,
	`edited_at` integer NOT NULL,
	FOREIGN KEY (`person_id`) REFERENCES `person`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `report_sentence_edit_month` ON `report_sentence_edit` (`month`,`place`);--> statement-breakpoint
DROP INDEX `episode_start`;--> statement-breakpoint
CREATE INDEX `episode_start` ON `episode` (`started_at`,`station_id`,`flagged`);--> statement-breakpoint
CREATE INDEX `volunteer_report_time` ON `volunteer_report` (`captured_at`);