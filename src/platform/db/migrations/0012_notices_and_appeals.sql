CREATE TABLE `appeal_decision` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`appeal_id` integer NOT NULL,
	`decision` text NOT NULL,
	`reason` text NOT NULL,
	`decided_by` integer NOT NULL,
	`decided_at` integer NOT NULL,
	`undone_at` integer,
	FOREIGN KEY (`appeal_id`) REFERENCES `appeal`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`decided_by`) REFERENCES `person`(`id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "appeal_decision_reason" CHECK("appeal_decision"."reason" <> '')
);
--> statement-breakpoint
CREATE UNIQUE INDEX `appeal_decision_standing` ON `appeal_decision` (`appeal_id`) WHERE "appeal_decision"."undone_at" IS NULL;--> statement-breakpoint
CREATE INDEX `appeal_decision_appeal` ON `appeal_decision` (`appeal_id`);--> statement-breakpoint
CREATE TABLE `appeal` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`notice_id` integer NOT NULL,
	`ground` text NOT NULL,
	`statement` text,
	`filed_by` integer,
	`filed_at` integer NOT NULL,
	`due_at` integer NOT NULL,
	FOREIGN KEY (`notice_id`) REFERENCES `notice`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`filed_by`) REFERENCES `person`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `appeal_notice` ON `appeal` (`notice_id`);--> statement-breakpoint
CREATE INDEX `appeal_due` ON `appeal` (`due_at`);--> statement-breakpoint
CREATE TABLE `notice_delivery` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`notice_id` integer NOT NULL,
	`way` text NOT NULL,
	`person_id` integer NOT NULL,
	`delivered_at` integer NOT NULL,
	`undone_at` integer,
	`undone_by` integer,
	FOREIGN KEY (`notice_id`) REFERENCES `notice`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`person_id`) REFERENCES `person`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`undone_by`) REFERENCES `person`(`id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "notice_delivery_undone" CHECK(("notice_delivery"."undone_at" IS NULL) = ("notice_delivery"."undone_by" IS NULL))
);
--> statement-breakpoint
CREATE UNIQUE INDEX `notice_delivery_standing` ON `notice_delivery` (`notice_id`) WHERE "notice_delivery"."undone_at" IS NULL;--> statement-breakpoint
CREATE INDEX `notice_delivery_notice` ON `notice_delivery` (`notice_id`);--> statement-breakpoint
CREATE TABLE `notice` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`attribution_id` integer NOT NULL,
	`code` text NOT NULL,
	`term_days` integer NOT NULL,
	`created_at` integer NOT NULL,
	FOREIGN KEY (`attribution_id`) REFERENCES `attribution`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `notice_attribution` ON `notice` (`attribution_id`);--> statement-breakpoint
CREATE UNIQUE INDEX `notice_code` ON `notice` (`code`);