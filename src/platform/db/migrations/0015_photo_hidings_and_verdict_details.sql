CREATE TABLE `episode_edit` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`kind` text NOT NULL,
	`episode_id` integer NOT NULL,
	`other_id` integer NOT NULL,
	`edited_by` integer NOT NULL,
	`edited_at` integer NOT NULL,
	`undone_by` integer,
	`undone_at` integer,
	FOREIGN KEY (`episode_id`) REFERENCES `episode`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`edited_by`) REFERENCES `person`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`undone_by`) REFERENCES `person`(`id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "episode_edit_undone_whole" CHECK(("episode_edit"."undone_at" IS NULL) = ("episode_edit"."undone_by" IS NULL))
);
--> statement-breakpoint
CREATE UNIQUE INDEX `episode_edit_duplicate` ON `episode_edit` (`episode_id`) WHERE "episode_edit"."kind" = 'duplicate' AND "episode_edit"."undone_at" IS NULL;--> statement-breakpoint
CREATE INDEX `episode_edit_episode` ON `episode_edit` (`episode_id`);--> statement-breakpoint
CREATE INDEX `episode_edit_other` ON `episode_edit` (`other_id`);--> statement-breakpoint
CREATE TABLE `photo_hiding` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`capture_id` integer NOT NULL,
	`sha256` text NOT NULL,
	`finding_id` text NOT NULL,
	`reason` text NOT NULL,
	`note` text,
	`hidden_by` integer NOT NULL,
	`hidden_at` integer NOT NULL,
	`lifted_by` integer,
	`lifted_at` integer,
	`lifted_note` text,
	FOREIGN KEY (`capture_id`) REFERENCES `capture`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`finding_id`) REFERENCES `finding`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`hidden_by`) REFERENCES `person`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`lifted_by`) REFERENCES `person`(`id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "photo_hiding_lifted_whole" CHECK(("photo_hiding"."lifted_at" IS NULL) = ("photo_hiding"."lifted_by" IS NULL))
);
--> statement-breakpoint
CREATE UNIQUE INDEX `photo_hiding_live` ON `photo_hiding` (`sha256`) WHERE "photo_hiding"."lifted_at" IS NULL;--> statement-breakpoint
CREATE INDEX `photo_hiding_capture` ON `photo_hiding` (`capture_id`);--> statement-breakpoint
ALTER TABLE `episode` ADD `outside_draw` integer DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE `verdict` ADD `further` text;--> statement-breakpoint
ALTER TABLE `verdict` ADD `item` text;