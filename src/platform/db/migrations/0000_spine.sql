CREATE TABLE `camera_hour` (
	`camera_id` integer NOT NULL,
	`hour_at` integer NOT NULL,
	`expected` integer DEFAULT 0 NOT NULL,
	`received` integer DEFAULT 0 NOT NULL,
	`unusable` integer DEFAULT 0 NOT NULL,
	PRIMARY KEY(`camera_id`, `hour_at`),
	FOREIGN KEY (`camera_id`) REFERENCES `camera`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `camera_hour_at` ON `camera_hour` (`hour_at`);--> statement-breakpoint
CREATE TABLE `camera` (
	`id` integer PRIMARY KEY NOT NULL,
	`station_id` integer NOT NULL,
	`name` text NOT NULL,
	`key_hash` text,
	`interval_s` integer NOT NULL,
	`view_set_revision` integer NOT NULL,
	`created_at` integer NOT NULL,
	`hours_written_until` integer NOT NULL,
	`last_seen_at` integer,
	`retired_at` integer,
	FOREIGN KEY (`station_id`) REFERENCES `station`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `camera_key` ON `camera` (`key_hash`);--> statement-breakpoint
CREATE INDEX `camera_station` ON `camera` (`station_id`);--> statement-breakpoint
CREATE TABLE `view_revision` (
	`id` integer PRIMARY KEY NOT NULL,
	`view_id` integer NOT NULL,
	`revision` integer NOT NULL,
	`polygon` text NOT NULL,
	`from_set_revision` integer NOT NULL,
	`until_set_revision` integer,
	`created_at` integer NOT NULL,
	FOREIGN KEY (`view_id`) REFERENCES `view`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `view_revision_view` ON `view_revision` (`view_id`,`revision`);--> statement-breakpoint
CREATE TABLE `view` (
	`id` integer PRIMARY KEY NOT NULL,
	`camera_id` integer NOT NULL,
	`bin_id` integer NOT NULL,
	`counting` integer NOT NULL,
	`retired_at` integer,
	FOREIGN KEY (`camera_id`) REFERENCES `camera`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`bin_id`) REFERENCES `bin`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `view_camera` ON `view` (`camera_id`);--> statement-breakpoint
CREATE UNIQUE INDEX `view_counting_bin` ON `view` (`bin_id`) WHERE "view"."counting" = 1 AND "view"."retired_at" IS NULL;--> statement-breakpoint
CREATE TABLE `capture` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`camera_id` integer,
	`person_id` integer,
	`station_id` integer NOT NULL,
	`sha256` text NOT NULL,
	`bytes` integer NOT NULL,
	`mime` text NOT NULL,
	`width` integer,
	`height` integer,
	`view_set_revision` integer,
	`captured_at` integer NOT NULL,
	`captured_offset_min` integer,
	`clock_suspect` integer NOT NULL,
	`received_at` integer NOT NULL,
	`note` text,
	`state` text NOT NULL,
	`state_reason` text,
	`attempts` integer DEFAULT 0 NOT NULL,
	`due_at` integer,
	`ended_at` integer,
	FOREIGN KEY (`camera_id`) REFERENCES `camera`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`person_id`) REFERENCES `person`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`station_id`) REFERENCES `station`(`id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "capture_one_source" CHECK(("capture"."camera_id" IS NULL) <> ("capture"."person_id" IS NULL))
);
--> statement-breakpoint
CREATE UNIQUE INDEX `capture_camera_photo` ON `capture` (`camera_id`,`sha256`) WHERE "capture"."camera_id" IS NOT NULL;--> statement-breakpoint
CREATE UNIQUE INDEX `capture_person_photo` ON `capture` (`person_id`,`sha256`) WHERE "capture"."person_id" IS NOT NULL;--> statement-breakpoint
CREATE INDEX `capture_due` ON `capture` (`due_at`) WHERE "capture"."due_at" IS NOT NULL;--> statement-breakpoint
CREATE INDEX `capture_pending_camera` ON `capture` (`camera_id`,`captured_at`) WHERE "capture"."due_at" IS NOT NULL;--> statement-breakpoint
CREATE INDEX `capture_station_time` ON `capture` (`station_id`,`captured_at`);--> statement-breakpoint
CREATE INDEX `capture_time` ON `capture` (`captured_at`);--> statement-breakpoint
CREATE TABLE `community` (
	`id` integer PRIMARY KEY NOT NULL,
	`name` text NOT NULL,
	`time_zone` text NOT NULL,
	`scheme` text NOT NULL,
	`seed` text NOT NULL,
	`created_at` integer NOT NULL
);
--> statement-breakpoint
CREATE TABLE `episode` (
	`id` integer PRIMARY KEY NOT NULL,
	`bin_id` integer NOT NULL,
	`station_id` integer NOT NULL,
	`view_revision_id` integer NOT NULL,
	`model_id` integer NOT NULL,
	`expected` text NOT NULL,
	`started_at` integer NOT NULL,
	`ended_at` integer NOT NULL,
	`frames` integer NOT NULL,
	`usable_frames` integer NOT NULL,
	`first_fingerprint` blob NOT NULL,
	`last_fingerprint` blob NOT NULL,
	`best_observation_id` integer,
	`score` real,
	`threshold` real NOT NULL,
	`flagged` integer NOT NULL,
	`stratum` text,
	`selection_probability` real,
	`duplicate_of_id` integer,
	FOREIGN KEY (`bin_id`) REFERENCES `bin`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`station_id`) REFERENCES `station`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`view_revision_id`) REFERENCES `view_revision`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`model_id`) REFERENCES `model`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `episode_bin_end` ON `episode` (`bin_id`,`ended_at`);--> statement-breakpoint
CREATE INDEX `episode_station_start` ON `episode` (`station_id`,`started_at`);--> statement-breakpoint
CREATE INDEX `episode_start` ON `episode` (`started_at`);--> statement-breakpoint
CREATE TABLE `finding` (
	`id` text PRIMARY KEY NOT NULL,
	`source` text NOT NULL,
	`episode_id` integer,
	`report_capture_id` integer,
	`observation_id` integer,
	`station_id` integer NOT NULL,
	`state` text NOT NULL,
	`version` integer NOT NULL,
	`day` text NOT NULL,
	`deal_order` integer NOT NULL,
	`selection_probability` real,
	`leased_to` integer,
	`leased_until` integer,
	`created_at` integer NOT NULL,
	FOREIGN KEY (`episode_id`) REFERENCES `episode`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`report_capture_id`) REFERENCES `capture`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`observation_id`) REFERENCES `observation`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`station_id`) REFERENCES `station`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`leased_to`) REFERENCES `person`(`id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "finding_one_subject" CHECK(("finding"."episode_id" IS NULL) <> ("finding"."report_capture_id" IS NULL))
);
--> statement-breakpoint
CREATE UNIQUE INDEX `finding_episode_source` ON `finding` (`episode_id`,`source`) WHERE "finding"."episode_id" IS NOT NULL;--> statement-breakpoint
CREATE INDEX `finding_report` ON `finding` (`report_capture_id`) WHERE "finding"."report_capture_id" IS NOT NULL;--> statement-breakpoint
CREATE INDEX `finding_open` ON `finding` (`day`,`deal_order`) WHERE "finding"."state" = 'open';--> statement-breakpoint
CREATE INDEX `finding_day_station` ON `finding` (`day`,`station_id`);--> statement-breakpoint
CREATE TABLE `verdict` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`finding_id` text NOT NULL,
	`person_id` integer NOT NULL,
	`judgement` text NOT NULL,
	`actual` text,
	`note` text,
	`observation_id` integer,
	`on_version` integer NOT NULL,
	`after_reveal` integer NOT NULL,
	`given_at` integer NOT NULL,
	`undone_at` integer,
	`undone_by` integer,
	FOREIGN KEY (`finding_id`) REFERENCES `finding`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`person_id`) REFERENCES `person`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`observation_id`) REFERENCES `observation`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`undone_by`) REFERENCES `person`(`id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "verdict_actual" CHECK(("verdict"."judgement" = 'misplaced') = ("verdict"."actual" IS NOT NULL))
);
--> statement-breakpoint
CREATE UNIQUE INDEX `verdict_live` ON `verdict` (`finding_id`) WHERE "verdict"."undone_at" IS NULL;--> statement-breakpoint
CREATE INDEX `verdict_finding` ON `verdict` (`finding_id`);--> statement-breakpoint
CREATE TABLE `violation` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`finding_id` text NOT NULL,
	`verdict_id` integer NOT NULL,
	`episode_id` integer,
	`report_capture_id` integer,
	`station_id` integer NOT NULL,
	`bin_id` integer,
	`occurred_at` integer NOT NULL,
	`month` text NOT NULL,
	`expected` text NOT NULL,
	`actual` text NOT NULL,
	`created_at` integer NOT NULL,
	`voided_at` integer,
	`voided_by` integer,
	`void_reason` text,
	FOREIGN KEY (`finding_id`) REFERENCES `finding`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`verdict_id`) REFERENCES `verdict`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`episode_id`) REFERENCES `episode`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`report_capture_id`) REFERENCES `capture`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`station_id`) REFERENCES `station`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`bin_id`) REFERENCES `bin`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`voided_by`) REFERENCES `person`(`id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "violation_other_category" CHECK("violation"."actual" <> "violation"."expected"),
	CONSTRAINT "violation_one_subject" CHECK(("violation"."episode_id" IS NULL) <> ("violation"."report_capture_id" IS NULL))
);
--> statement-breakpoint
CREATE UNIQUE INDEX `violation_verdict` ON `violation` (`verdict_id`);--> statement-breakpoint
CREATE UNIQUE INDEX `violation_live_episode` ON `violation` (`episode_id`) WHERE "violation"."voided_at" IS NULL AND "violation"."episode_id" IS NOT NULL;--> statement-breakpoint
CREATE UNIQUE INDEX `violation_live_report` ON `violation` (`report_capture_id`) WHERE "violation"."voided_at" IS NULL AND "violation"."report_capture_id" IS NOT NULL;--> statement-breakpoint
CREATE INDEX `violation_month_station` ON `violation` (`month`,`station_id`);--> statement-breakpoint
CREATE TABLE `model` (
	`id` integer PRIMARY KEY NOT NULL,
	`name` text NOT NULL,
	`version` text NOT NULL,
	`sha256` text NOT NULL,
	`labels` text NOT NULL,
	`first_used_at` integer NOT NULL
);
--> statement-breakpoint
CREATE UNIQUE INDEX `model_name_version` ON `model` (`name`,`version`);--> statement-breakpoint
CREATE TABLE `observation` (
	`id` integer PRIMARY KEY NOT NULL,
	`capture_id` integer NOT NULL,
	`view_revision_id` integer,
	`model_id` integer NOT NULL,
	`current` integer NOT NULL,
	`bin_id` integer,
	`counting` integer NOT NULL,
	`expected` text,
	`captured_at` integer NOT NULL,
	`probabilities` blob NOT NULL,
	`quality` text NOT NULL,
	`fingerprint` blob NOT NULL,
	`decision` text NOT NULL,
	`score` real,
	`threshold` real NOT NULL,
	`episode_id` integer,
	`recorded_at` integer NOT NULL,
	FOREIGN KEY (`capture_id`) REFERENCES `capture`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`view_revision_id`) REFERENCES `view_revision`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`model_id`) REFERENCES `model`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`bin_id`) REFERENCES `bin`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`episode_id`) REFERENCES `episode`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `observation_view_model` ON `observation` (`capture_id`,`view_revision_id`,`model_id`);--> statement-breakpoint
CREATE UNIQUE INDEX `observation_whole_model` ON `observation` (`capture_id`,`model_id`) WHERE "observation"."view_revision_id" IS NULL;--> statement-breakpoint
CREATE UNIQUE INDEX `observation_current_view` ON `observation` (`capture_id`,`view_revision_id`) WHERE "observation"."current" = 1;--> statement-breakpoint
CREATE UNIQUE INDEX `observation_current_whole` ON `observation` (`capture_id`) WHERE "observation"."current" = 1 AND "observation"."view_revision_id" IS NULL;--> statement-breakpoint
CREATE INDEX `observation_ungrouped` ON `observation` (`bin_id`,`captured_at`) WHERE "observation"."episode_id" IS NULL AND "observation"."counting" = 1 AND "observation"."current" = 1;--> statement-breakpoint
CREATE INDEX `observation_bin_time` ON `observation` (`bin_id`,`captured_at`) WHERE "observation"."counting" = 1 AND "observation"."current" = 1;--> statement-breakpoint
CREATE INDEX `observation_episode` ON `observation` (`episode_id`,`captured_at`);--> statement-breakpoint
CREATE TABLE `person_estate` (
	`person_id` integer NOT NULL,
	`estate_id` integer NOT NULL,
	PRIMARY KEY(`person_id`, `estate_id`),
	FOREIGN KEY (`person_id`) REFERENCES `person`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`estate_id`) REFERENCES `estate`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE TABLE `person` (
	`id` integer PRIMARY KEY NOT NULL,
	`username` text NOT NULL,
	`name` text NOT NULL,
	`role` text NOT NULL,
	`password_hash` text NOT NULL,
	`household_id` integer,
	`created_at` integer NOT NULL,
	`deactivated_at` integer,
	FOREIGN KEY (`household_id`) REFERENCES `household`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `person_username` ON `person` (`username`);--> statement-breakpoint
CREATE TABLE `session` (
	`token_hash` text PRIMARY KEY NOT NULL,
	`person_id` integer NOT NULL,
	`created_at` integer NOT NULL,
	`expires_at` integer NOT NULL,
	FOREIGN KEY (`person_id`) REFERENCES `person`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `session_person` ON `session` (`person_id`);--> statement-breakpoint
CREATE INDEX `session_expires` ON `session` (`expires_at`);--> statement-breakpoint
CREATE TABLE `bin` (
	`id` integer PRIMARY KEY NOT NULL,
	`station_id` integer NOT NULL,
	`name` text NOT NULL,
	`expected` text NOT NULL,
	`position` integer NOT NULL,
	FOREIGN KEY (`station_id`) REFERENCES `station`(`id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "bin_expected" CHECK("bin"."expected" IN ('recyclable','hazardous','kitchen','residual'))
);
--> statement-breakpoint
CREATE UNIQUE INDEX `bin_station_position` ON `bin` (`station_id`,`position`);--> statement-breakpoint
CREATE TABLE `building` (
	`id` integer PRIMARY KEY NOT NULL,
	`estate_id` integer NOT NULL,
	`name` text NOT NULL,
	FOREIGN KEY (`estate_id`) REFERENCES `estate`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `building_estate_name` ON `building` (`estate_id`,`name`);--> statement-breakpoint
CREATE TABLE `estate` (
	`id` integer PRIMARY KEY NOT NULL,
	`name` text NOT NULL,
	`created_at` integer NOT NULL
);
--> statement-breakpoint
CREATE UNIQUE INDEX `estate_name` ON `estate` (`name`);--> statement-breakpoint
CREATE TABLE `household` (
	`id` integer PRIMARY KEY NOT NULL,
	`unit_id` integer NOT NULL,
	`room` text NOT NULL,
	FOREIGN KEY (`unit_id`) REFERENCES `unit`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `household_unit_room` ON `household` (`unit_id`,`room`);--> statement-breakpoint
CREATE TABLE `station` (
	`id` integer PRIMARY KEY NOT NULL,
	`estate_id` integer NOT NULL,
	`name` text NOT NULL,
	`opening_hours` text NOT NULL,
	`created_at` integer NOT NULL,
	FOREIGN KEY (`estate_id`) REFERENCES `estate`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `station_estate_name` ON `station` (`estate_id`,`name`);--> statement-breakpoint
CREATE TABLE `unit` (
	`id` integer PRIMARY KEY NOT NULL,
	`building_id` integer NOT NULL,
	`name` text NOT NULL,
	FOREIGN KEY (`building_id`) REFERENCES `building`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `unit_building_name` ON `unit` (`building_id`,`name`);