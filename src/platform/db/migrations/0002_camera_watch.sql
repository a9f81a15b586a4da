CREATE TABLE `camera_notice` (
	`id` integer PRIMARY KEY NOT NULL,
	`camera_id` integer NOT NULL,
	`kind` text NOT NULL,
	`reason` text NOT NULL,
	`since` integer NOT NULL,
	`until` integer,
	`count` integer NOT NULL,
	`raised_at` integer NOT NULL,
	`ended_at` integer,
	FOREIGN KEY (`camera_id`) REFERENCES `camera`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `camera_notice_open` ON `camera_notice` (`camera_id`,`kind`) WHERE "camera_notice"."until" IS NULL;--> statement-breakpoint
CREATE INDEX `camera_notice_since` ON `camera_notice` (`since`);--> statement-breakpoint
CREATE TABLE `camera_reference` (
	`camera_id` integer PRIMARY KEY NOT NULL,
	`view_set_revision` integer NOT NULL,
	`samples` blob NOT NULL,
	`sampled_at` integer NOT NULL,
	`edges` blob,
	`steady` blob,
	`set_at` integer,
	FOREIGN KEY (`camera_id`) REFERENCES `camera`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE TABLE `camera_watch` (
	`camera_id` integer PRIMARY KEY NOT NULL,
	`latest_at` integer NOT NULL,
	`standing` text NOT NULL,
	`stretch` text,
	FOREIGN KEY (`camera_id`) REFERENCES `camera`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
ALTER TABLE `observation` ADD `unusable` text;