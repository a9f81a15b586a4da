CREATE TABLE `spot_check` (
	`completion_id` integer PRIMARY KEY NOT NULL,
	`draw` real NOT NULL,
	`share` real NOT NULL,
	`seed_mark` text NOT NULL,
	`drawn_at` integer NOT NULL,
	`checked_by` integer,
	`checked_at` integer,
	`outcome` text,
	`note` text,
	FOREIGN KEY (`completion_id`) REFERENCES `task_completion`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`checked_by`) REFERENCES `person`(`id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "spot_check_whole" CHECK(("spot_check"."checked_at" IS NULL) = ("spot_check"."checked_by" IS NULL) AND ("spot_check"."checked_at" IS NULL) = ("spot_check"."outcome" IS NULL)),
	CONSTRAINT "spot_check_drawn" CHECK("spot_check"."checked_at" IS NULL OR "spot_check"."draw" < "spot_check"."share")
);
--> statement-breakpoint
CREATE INDEX `spot_check_waiting` ON `spot_check` (`drawn_at`) WHERE "spot_check"."draw" < "spot_check"."share" AND "spot_check"."checked_at" IS NULL;--> statement-breakpoint
CREATE TABLE `task_cause` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`task_id` integer NOT NULL,
	`violation_id` integer NOT NULL,
	`added_at` integer NOT NULL,
	`ended_at` integer,
	FOREIGN KEY (`task_id`) REFERENCES `task`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`violation_id`) REFERENCES `violation`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `task_cause_live` ON `task_cause` (`violation_id`) WHERE "task_cause"."ended_at" IS NULL;--> statement-breakpoint
CREATE INDEX `task_cause_task` ON `task_cause` (`task_id`);--> statement-breakpoint
CREATE TABLE `task_completion` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`task_id` integer NOT NULL,
	`person_id` integer NOT NULL,
	`completed_at` integer NOT NULL,
	`note` text NOT NULL,
	`photo` text,
	`undone_at` integer,
	FOREIGN KEY (`task_id`) REFERENCES `task`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`person_id`) REFERENCES `person`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `task_completion_live` ON `task_completion` (`task_id`) WHERE "task_completion"."undone_at" IS NULL;--> statement-breakpoint
CREATE INDEX `task_completion_time` ON `task_completion` (`completed_at`);--> statement-breakpoint
CREATE TABLE `task` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`kind` text NOT NULL,
	`household_id` integer,
	`station_id` integer,
	`bin_id` integer,
	`quarter` text,
	`person_id` integer,
	`assigned_by` integer,
	`created_at` integer NOT NULL,
	`due_day` text NOT NULL,
	`done_at` integer,
	`withdrawn_at` integer,
	`withdrawn_because` text,
	FOREIGN KEY (`household_id`) REFERENCES `household`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`station_id`) REFERENCES `station`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`bin_id`) REFERENCES `bin`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`person_id`) REFERENCES `person`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`assigned_by`) REFERENCES `person`(`id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "task_subject" CHECK(("task"."household_id" IS NULL) <> ("task"."station_id" IS NULL)),
	CONSTRAINT "task_withdrawn_whole" CHECK(("task"."withdrawn_at" IS NULL) = ("task"."withdrawn_because" IS NULL)),
	CONSTRAINT "task_one_end" CHECK("task"."done_at" IS NULL OR "task"."withdrawn_at" IS NULL)
);
--> statement-breakpoint
CREATE UNIQUE INDEX `task_open_visit` ON `task` (`household_id`) WHERE "task"."kind" = 'visit' AND "task"."done_at" IS NULL AND "task"."withdrawn_at" IS NULL;--> statement-breakpoint
CREATE UNIQUE INDEX `task_open_bin` ON `task` (`bin_id`) WHERE "task"."kind" = 'rectification' AND "task"."bin_id" IS NOT NULL AND "task"."done_at" IS NULL AND "task"."withdrawn_at" IS NULL;--> statement-breakpoint
CREATE UNIQUE INDEX `task_open_station` ON `task` (`station_id`) WHERE "task"."kind" = 'rectification' AND "task"."bin_id" IS NULL AND "task"."done_at" IS NULL AND "task"."withdrawn_at" IS NULL;--> statement-breakpoint
CREATE UNIQUE INDEX `task_contact` ON `task` (`household_id`,`quarter`) WHERE "task"."kind" = 'contact';--> statement-breakpoint
CREATE INDEX `task_person` ON `task` (`person_id`,`done_at`);--> statement-breakpoint
CREATE INDEX `task_due` ON `task` (`due_day`);