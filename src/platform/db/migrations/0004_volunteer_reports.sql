CREATE TABLE `place_code` (
	`code` text PRIMARY KEY NOT NULL,
	`station_id` integer NOT NULL,
	`bin_id` integer,
	`created_at` integer NOT NULL,
	`retired_at` integer,
	FOREIGN KEY (`station_id`) REFERENCES `station`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`bin_id`) REFERENCES `bin`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `place_code_bin` ON `place_code` (`bin_id`) WHERE "place_code"."retired_at" IS NULL AND "place_code"."bin_id" IS NOT NULL;--> statement-breakpoint
CREATE UNIQUE INDEX `place_code_station` ON `place_code` (`station_id`) WHERE "place_code"."retired_at" IS NULL AND "place_code"."bin_id" IS NULL;--> statement-breakpoint
CREATE TABLE `station_event` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`report_id` text NOT NULL,
	`station_id` integer NOT NULL,
	`occurred_at` integer NOT NULL,
	`done_at` integer,
	`done_by` integer,
	FOREIGN KEY (`report_id`) REFERENCES `volunteer_report`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`station_id`) REFERENCES `station`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`done_by`) REFERENCES `person`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `station_event_report` ON `station_event` (`report_id`);--> statement-breakpoint
CREATE INDEX `station_event_open` ON `station_event` (`station_id`,`occurred_at`) WHERE "station_event"."done_at" IS NULL;--> statement-breakpoint
CREATE INDEX `station_event_station` ON `station_event` (`station_id`,`occurred_at`);--> statement-breakpoint
CREATE TABLE `volunteer_report` (
	`id` text PRIMARY KEY NOT NULL,
	`person_id` integer NOT NULL,
	`capture_id` integer NOT NULL,
	`station_id` integer NOT NULL,
	`bin_id` integer,
	`expected` text,
	`suspected` text,
	`note` text,
	`captured_at` integer NOT NULL,
	`created_at` integer NOT NULL,
	`episode_id` integer,
	FOREIGN KEY (`person_id`) REFERENCES `person`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`capture_id`) REFERENCES `capture`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`station_id`) REFERENCES `station`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`bin_id`) REFERENCES `bin`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`episode_id`) REFERENCES `episode`(`id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "volunteer_report_expected" CHECK(("volunteer_report"."bin_id" IS NULL) = ("volunteer_report"."expected" IS NULL))
);
--> statement-breakpoint
CREATE UNIQUE INDEX `volunteer_report_capture` ON `volunteer_report` (`capture_id`);--> statement-breakpoint
CREATE INDEX `volunteer_report_person` ON `volunteer_report` (`person_id`,`capture_id`);--> statement-breakpoint
CREATE INDEX `volunteer_report_bin_time` ON `volunteer_report` (`bin_id`,`captured_at`) WHERE "volunteer_report"."bin_id" IS NOT NULL;--> statement-breakpoint
CREATE INDEX `volunteer_report_episode` ON `volunteer_report` (`episode_id`) WHERE "volunteer_report"."episode_id" IS NOT NULL;