CREATE TABLE `bin_chief_post` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`person_id` integer NOT NULL,
	`from_day` text NOT NULL,
	`last_day` text,
	`recorded_at` integer NOT NULL,
	`recorded_by` integer NOT NULL,
	`ended_at` integer,
	`ended_by` integer,
	`cancelled_at` integer,
	`cancelled_by` integer,
	`station_id` integer,
	`bin_id` integer,
	FOREIGN KEY (`person_id`) REFERENCES `person`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`recorded_by`) REFERENCES `person`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`ended_by`) REFERENCES `person`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`cancelled_by`) REFERENCES `person`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`station_id`) REFERENCES `station`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`bin_id`) REFERENCES `bin`(`id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "bin_chief_post_one_target" CHECK(("bin_chief_post"."station_id" IS NOT NULL) + ("bin_chief_post"."bin_id" IS NOT NULL) = 1),
	CONSTRAINT "bin_chief_post_days" CHECK("bin_chief_post"."last_day" IS NULL OR "bin_chief_post"."last_day" >= "bin_chief_post"."from_day")
);
--> statement-breakpoint
CREATE INDEX `bin_chief_post_person` ON `bin_chief_post` (`person_id`);--> statement-breakpoint
CREATE INDEX `bin_chief_post_station` ON `bin_chief_post` (`station_id`) WHERE "bin_chief_post"."station_id" IS NOT NULL;--> statement-breakpoint
CREATE INDEX `bin_chief_post_bin` ON `bin_chief_post` (`bin_id`) WHERE "bin_chief_post"."bin_id" IS NOT NULL;--> statement-breakpoint
CREATE TABLE `responsibility_field` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`person_id` integer NOT NULL,
	`from_day` text NOT NULL,
	`last_day` text,
	`recorded_at` integer NOT NULL,
	`recorded_by` integer NOT NULL,
	`ended_at` integer,
	`ended_by` integer,
	`cancelled_at` integer,
	`cancelled_by` integer,
	`building_id` integer,
	`unit_id` integer,
	`household_id` integer,
	FOREIGN KEY (`person_id`) REFERENCES `person`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`recorded_by`) REFERENCES `person`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`ended_by`) REFERENCES `person`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`cancelled_by`) REFERENCES `person`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`building_id`) REFERENCES `building`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`unit_id`) REFERENCES `unit`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`household_id`) REFERENCES `household`(`id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "responsibility_field_one_target" CHECK(("responsibility_field"."building_id" IS NOT NULL) + ("responsibility_field"."unit_id" IS NOT NULL) + ("responsibility_field"."household_id" IS NOT NULL) = 1),
	CONSTRAINT "responsibility_field_days" CHECK("responsibility_field"."last_day" IS NULL OR "responsibility_field"."last_day" >= "responsibility_field"."from_day")
);
--> statement-breakpoint
CREATE INDEX `responsibility_field_person` ON `responsibility_field` (`person_id`);--> statement-breakpoint
CREATE INDEX `responsibility_field_building` ON `responsibility_field` (`building_id`) WHERE "responsibility_field"."building_id" IS NOT NULL;--> statement-breakpoint
CREATE INDEX `responsibility_field_unit` ON `responsibility_field` (`unit_id`) WHERE "responsibility_field"."unit_id" IS NOT NULL;--> statement-breakpoint
CREATE INDEX `responsibility_field_household` ON `responsibility_field` (`household_id`) WHERE "responsibility_field"."household_id" IS NOT NULL;--> statement-breakpoint
CREATE TABLE `import` (
	`id` text PRIMARY KEY NOT NULL,
	`kind` text NOT NULL,
	`file_name` text NOT NULL,
	`sha256` text NOT NULL,
	`person_id` integer NOT NULL,
	`read_at` integer NOT NULL,
	`rows` text,
	`committed_at` integer,
	`outcome` text,
	FOREIGN KEY (`person_id`) REFERENCES `person`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `import_read` ON `import` (`read_at`);--> statement-breakpoint
CREATE TABLE `branch` (
	`id` integer PRIMARY KEY NOT NULL,
	`name` text NOT NULL,
	`created_at` integer NOT NULL,
	`retired_at` integer
);
--> statement-breakpoint
CREATE UNIQUE INDEX `branch_name` ON `branch` (`name`);--> statement-breakpoint
CREATE TABLE `red_list_consent` (
	`id` integer PRIMARY KEY NOT NULL,
	`household_id` integer NOT NULL,
	`from_day` text NOT NULL,
	`last_day` text,
	`recorded_at` integer NOT NULL,
	`recorded_by` integer NOT NULL,
	`ended_at` integer,
	`ended_by` integer,
	FOREIGN KEY (`household_id`) REFERENCES `household`(`id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "red_list_consent_ended_whole" CHECK(("red_list_consent"."ended_at" IS NULL) = ("red_list_consent"."last_day" IS NULL))
);
--> statement-breakpoint
CREATE INDEX `red_list_consent_household` ON `red_list_consent` (`household_id`);--> statement-breakpoint
CREATE UNIQUE INDEX `red_list_consent_open` ON `red_list_consent` (`household_id`) WHERE "red_list_consent"."last_day" IS NULL;--> statement-breakpoint
DROP INDEX `bin_station_position`;--> statement-breakpoint
ALTER TABLE `bin` ADD `retired_at` integer;--> statement-breakpoint
CREATE UNIQUE INDEX `bin_station_position` ON `bin` (`station_id`,`position`) WHERE "bin"."retired_at" IS NULL;--> statement-breakpoint
ALTER TABLE `person` ADD `branch_id` integer REFERENCES branch(id);--> statement-breakpoint
ALTER TABLE `building` ADD `retired_at` integer;--> statement-breakpoint
ALTER TABLE `estate` ADD `retired_at` integer;--> statement-breakpoint
ALTER TABLE `household` ADD `code` text;--> statement-breakpoint
ALTER TABLE `household` ADD `retired_at` integer;--> statement-breakpoint
CREATE UNIQUE INDEX `household_code` ON `household` (`code`);--> statement-breakpoint
ALTER TABLE `station` ADD `retired_at` integer;--> statement-breakpoint
ALTER TABLE `unit` ADD `retired_at` integer;