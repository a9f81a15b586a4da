CREATE TABLE `participation` (
	`id` integer PRIMARY KEY NOT NULL,
	`household_id` integer NOT NULL,
	`day` text NOT NULL,
	`source` text NOT NULL,
	`times` integer NOT NULL,
	`recorded_at` integer NOT NULL,
	`recorded_by` integer NOT NULL,
	`voided_at` integer,
	`voided_by` integer,
	FOREIGN KEY (`household_id`) REFERENCES `household`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`recorded_by`) REFERENCES `person`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`voided_by`) REFERENCES `person`(`id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "participation_source" CHECK("participation"."source" IN ('bag_scan','tick','card')),
	CONSTRAINT "participation_times" CHECK("participation"."times" > 0),
	CONSTRAINT "participation_voided_whole" CHECK(("participation"."voided_at" IS NULL) = ("participation"."voided_by" IS NULL))
);
--> statement-breakpoint
CREATE UNIQUE INDEX `participation_once` ON `participation` (`household_id`,`day`,`source`) WHERE "participation"."voided_at" IS NULL;--> statement-breakpoint
CREATE INDEX `participation_day` ON `participation` (`day`);--> statement-breakpoint
CREATE INDEX `participation_recorded` ON `participation` (`recorded_by`,`day`);