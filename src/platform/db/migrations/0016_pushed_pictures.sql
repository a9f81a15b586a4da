CREATE TABLE `push_address` (
	`id` integer PRIMARY KEY NOT NULL,
	`kind` text NOT NULL,
	`name` text NOT NULL,
	`camera_id` integer,
	`token_hash` text,
	`allowed` text NOT NULL,
	`auth_kind` text NOT NULL,
	`username` text,
	`password_digest` text,
	`picture_hosts` text NOT NULL,
	`created_at` integer NOT NULL,
	`last_seen_at` integer,
	`last_heartbeat_at` integer,
	FOREIGN KEY (`camera_id`) REFERENCES `camera`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `push_address_token` ON `push_address` (`token_hash`);--> statement-breakpoint
CREATE UNIQUE INDEX `push_address_camera` ON `push_address` (`camera_id`) WHERE "push_address"."camera_id" IS NOT NULL;--> statement-breakpoint
CREATE TABLE `push_body` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`address_id` integer NOT NULL,
	`source_id` integer,
	`received_at` integer NOT NULL,
	`remote_address` text NOT NULL,
	`method` text NOT NULL,
	`path` text NOT NULL,
	`query` text NOT NULL,
	`headers` text NOT NULL,
	`bytes` integer NOT NULL,
	`has_file` integer NOT NULL,
	`state` text NOT NULL,
	`summary` text,
	FOREIGN KEY (`address_id`) REFERENCES `push_address`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`source_id`) REFERENCES `push_source`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `push_body_address` ON `push_body` (`address_id`,`id`);--> statement-breakpoint
CREATE INDEX `push_body_source` ON `push_body` (`source_id`,`id`);--> statement-breakpoint
CREATE INDEX `push_body_received` ON `push_body` (`received_at`);--> statement-breakpoint
CREATE INDEX `push_body_stored` ON `push_body` (`id`) WHERE "push_body"."state" = 'stored';--> statement-breakpoint
CREATE TABLE `push_event` (
	`id` integer PRIMARY KEY NOT NULL,
	`source_id` integer NOT NULL,
	`vendor_key` text,
	`event_type` text NOT NULL,
	`first_at` integer NOT NULL,
	`last_at` integer NOT NULL,
	`count` integer NOT NULL,
	`pictures` integer NOT NULL,
	`is_resent` integer NOT NULL,
	FOREIGN KEY (`source_id`) REFERENCES `push_source`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `push_event_key` ON `push_event` (`source_id`,`vendor_key`) WHERE "push_event"."vendor_key" IS NOT NULL;--> statement-breakpoint
CREATE INDEX `push_event_last` ON `push_event` (`source_id`,`event_type`,`last_at`);--> statement-breakpoint
CREATE INDEX `push_event_time` ON `push_event` (`last_at`);--> statement-breakpoint
CREATE TABLE `push_fetch` (
	`id` integer PRIMARY KEY NOT NULL,
	`address_id` integer NOT NULL,
	`camera_id` integer NOT NULL,
	`url` text NOT NULL,
	`captured_at` text,
	`is_resent` integer NOT NULL,
	`is_doubtful` integer NOT NULL,
	`created_at` integer NOT NULL,
	`state` text NOT NULL,
	`attempts` integer DEFAULT 0 NOT NULL,
	`due_at` integer,
	`reason` text,
	`capture_id` integer,
	FOREIGN KEY (`address_id`) REFERENCES `push_address`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`camera_id`) REFERENCES `camera`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `push_fetch_due` ON `push_fetch` (`due_at`) WHERE "push_fetch"."due_at" IS NOT NULL;--> statement-breakpoint
CREATE INDEX `push_fetch_camera` ON `push_fetch` (`camera_id`,`id`);--> statement-breakpoint
CREATE INDEX `push_fetch_address` ON `push_fetch` (`address_id`,`id`);--> statement-breakpoint
CREATE INDEX `push_fetch_created` ON `push_fetch` (`created_at`);--> statement-breakpoint
CREATE TABLE `push_source` (
	`id` integer PRIMARY KEY NOT NULL,
	`address_id` integer NOT NULL,
	`identity` text NOT NULL,
	`channel` text NOT NULL,
	`camera_id` integer,
	`vendor` text,
	`mac` text,
	`device_id` text,
	`channel_name` text,
	`remote_address` text,
	`ignored_at` integer,
	`first_seen_at` integer NOT NULL,
	`last_seen_at` integer,
	`pictures` integer DEFAULT 0 NOT NULL,
	FOREIGN KEY (`address_id`) REFERENCES `push_address`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`camera_id`) REFERENCES `camera`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `push_source_identity` ON `push_source` (`address_id`,`identity`,`channel`);--> statement-breakpoint
CREATE INDEX `push_source_camera` ON `push_source` (`camera_id`);