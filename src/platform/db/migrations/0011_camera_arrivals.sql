CREATE TABLE `camera_health` (
	`camera_id` integer PRIMARY KEY NOT NULL,
	`last_contact_at` integer,
	`last_contact_kind` text,
	`clock_drift_ms` integer,
	`clock_drift_at` integer,
	`width` integer,
	`height` integer,
	`size_since` integer,
	`former_width` integer,
	`former_height` integer,
	`agent` text,
	FOREIGN KEY (`camera_id`) REFERENCES `camera`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE TABLE `drop_rejection` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`path` text NOT NULL,
	`reason` text NOT NULL,
	`rejected_at` integer NOT NULL
);
--> statement-breakpoint
CREATE INDEX `drop_rejection_at` ON `drop_rejection` (`rejected_at`);--> statement-breakpoint
CREATE TABLE `drop_setting` (
	`id` integer PRIMARY KEY NOT NULL,
	`patterns` text NOT NULL,
	`keeps_done` integer NOT NULL
);
--> statement-breakpoint
CREATE TABLE `drop_source` (
	`camera_id` integer PRIMARY KEY NOT NULL,
	`folder` text NOT NULL,
	`channel` integer NOT NULL,
	FOREIGN KEY (`camera_id`) REFERENCES `camera`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `drop_source_folder` ON `drop_source` (`folder`,`channel`);--> statement-breakpoint
CREATE TABLE `camera_pull` (
	`camera_id` integer PRIMARY KEY NOT NULL,
	`enabled` integer NOT NULL,
	`preset` text NOT NULL,
	`scheme` text NOT NULL,
	`host` text NOT NULL,
	`port` integer NOT NULL,
	`channel` integer NOT NULL,
	`path` text NOT NULL,
	`auth` text NOT NULL,
	`username` text NOT NULL,
	`sealed_password` text,
	`any_certificate` integer NOT NULL,
	`changed_at` integer NOT NULL,
	`last_tried_at` integer,
	`last_ok_at` integer,
	`failures` integer DEFAULT 0 NOT NULL,
	`failing_since` integer,
	`fault` text,
	`fault_detail` text,
	FOREIGN KEY (`camera_id`) REFERENCES `camera`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
ALTER TABLE `capture` ADD `late` integer DEFAULT false NOT NULL;