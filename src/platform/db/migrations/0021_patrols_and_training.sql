CREATE TABLE `patrol_change` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`post_id` integer NOT NULL,
	`day` text NOT NULL,
	`kind` text NOT NULL,
	`person_id` integer,
	`reason` text,
	`recorded_at` integer NOT NULL,
	`recorded_by` integer NOT NULL,
	FOREIGN KEY (`post_id`) REFERENCES `patrol_post`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`person_id`) REFERENCES `person`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`recorded_by`) REFERENCES `person`(`id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "patrol_change_kind" CHECK("patrol_change"."kind" IN ('swapped','called_off','restored')),
	CONSTRAINT "patrol_change_person" CHECK(("patrol_change"."kind" = 'swapped') = ("patrol_change"."person_id" IS NOT NULL))
);
--> statement-breakpoint
CREATE INDEX `patrol_change_post` ON `patrol_change` (`post_id`,`day`);--> statement-breakpoint
CREATE TABLE `patrol_post` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`person_id` integer NOT NULL,
	`station_id` integer NOT NULL,
	`weekday` integer,
	`from_day` text NOT NULL,
	`last_day` text,
	`from_minute` integer NOT NULL,
	`to_minute` integer NOT NULL,
	`recorded_at` integer NOT NULL,
	`recorded_by` integer NOT NULL,
	`ended_at` integer,
	`ended_by` integer,
	`cancelled_at` integer,
	`cancelled_by` integer,
	FOREIGN KEY (`person_id`) REFERENCES `person`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`station_id`) REFERENCES `station`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`recorded_by`) REFERENCES `person`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`ended_by`) REFERENCES `person`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`cancelled_by`) REFERENCES `person`(`id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "patrol_post_weekday" CHECK("patrol_post"."weekday" IS NULL OR "patrol_post"."weekday" BETWEEN 1 AND 7),
	CONSTRAINT "patrol_post_days" CHECK("patrol_post"."last_day" IS NULL OR "patrol_post"."last_day" >= "patrol_post"."from_day"),
	CONSTRAINT "patrol_post_hours" CHECK("patrol_post"."from_minute" >= 0 AND "patrol_post"."from_minute" < "patrol_post"."to_minute" AND "patrol_post"."to_minute" <= 1440)
);
--> statement-breakpoint
CREATE INDEX `patrol_post_person` ON `patrol_post` (`person_id`);--> statement-breakpoint
CREATE INDEX `patrol_post_station` ON `patrol_post` (`station_id`);--> statement-breakpoint
CREATE TABLE `patrol` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`person_id` integer NOT NULL,
	`station_id` integer NOT NULL,
	`post_id` integer,
	`day` text NOT NULL,
	`started_at` integer NOT NULL,
	`due_end_at` integer NOT NULL,
	`ended_at` integer,
	`outcome` text,
	`note` text,
	FOREIGN KEY (`person_id`) REFERENCES `person`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`station_id`) REFERENCES `station`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`post_id`) REFERENCES `patrol_post`(`id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "patrol_times" CHECK("patrol"."started_at" <= "patrol"."due_end_at" AND ("patrol"."ended_at" IS NULL OR "patrol"."ended_at" BETWEEN "patrol"."started_at" AND "patrol"."due_end_at")),
	CONSTRAINT "patrol_outcome" CHECK("patrol"."outcome" IS NULL OR "patrol"."outcome" IN ('nothing_found','found'))
);
--> statement-breakpoint
CREATE UNIQUE INDEX `patrol_once` ON `patrol` (`post_id`,`day`) WHERE "patrol"."post_id" IS NOT NULL;--> statement-breakpoint
CREATE INDEX `patrol_day` ON `patrol` (`day`);--> statement-breakpoint
CREATE INDEX `patrol_person` ON `patrol` (`person_id`,`day`);--> statement-breakpoint
CREATE TABLE `training_attendance` (
	`session_id` integer NOT NULL,
	`person_id` integer NOT NULL,
	`recorded_at` integer NOT NULL,
	`removed_at` integer,
	PRIMARY KEY(`session_id`, `person_id`),
	FOREIGN KEY (`session_id`) REFERENCES `training_session`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`person_id`) REFERENCES `person`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `training_attendance_person` ON `training_attendance` (`person_id`);--> statement-breakpoint
CREATE TABLE `training_session` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`estate_id` integer,
	`group` text NOT NULL,
	`topic` text NOT NULL,
	`day` text NOT NULL,
	`place` text NOT NULL,
	`trainer` text NOT NULL,
	`others` integer NOT NULL,
	`recorded_at` integer NOT NULL,
	`recorded_by` integer NOT NULL,
	`changed_at` integer,
	`changed_by` integer,
	`cancelled_at` integer,
	`cancelled_by` integer,
	FOREIGN KEY (`estate_id`) REFERENCES `estate`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`recorded_by`) REFERENCES `person`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`changed_by`) REFERENCES `person`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`cancelled_by`) REFERENCES `person`(`id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "training_session_group" CHECK("training_session"."group" IN ('members','volunteers','bin_chiefs','property_staff','children','residents')),
	CONSTRAINT "training_session_others" CHECK("training_session"."others" >= 0),
	CONSTRAINT "training_session_cancelled_whole" CHECK(("training_session"."cancelled_at" IS NULL) = ("training_session"."cancelled_by" IS NULL))
);
--> statement-breakpoint
CREATE INDEX `training_session_day` ON `training_session` (`day`);