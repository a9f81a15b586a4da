CREATE TABLE `message_channel` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`kind` text NOT NULL,
	`name` text NOT NULL,
	`sealed_address` text NOT NULL,
	`address_hint` text NOT NULL,
	`sealed_secret` text,
	`topics` text NOT NULL,
	`language` text NOT NULL,
	`quiet_from` integer,
	`quiet_to` integer,
	`digest_minutes` integer NOT NULL,
	`template` text,
	`created_at` integer NOT NULL,
	`retired_at` integer
);
--> statement-breakpoint
CREATE TABLE `message_delivery_event` (
	`channel_id` integer NOT NULL,
	`event_id` integer NOT NULL,
	`delivery_id` integer NOT NULL,
	PRIMARY KEY(`channel_id`, `event_id`),
	FOREIGN KEY (`event_id`) REFERENCES `message_event`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`delivery_id`) REFERENCES `message_delivery`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `message_delivery_event_delivery` ON `message_delivery_event` (`delivery_id`);--> statement-breakpoint
CREATE TABLE `message_delivery` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`channel_id` integer NOT NULL,
	`state` text NOT NULL,
	`due_at` integer NOT NULL,
	`tries` integer DEFAULT 0 NOT NULL,
	`sent_at` integer,
	`fault` text,
	FOREIGN KEY (`channel_id`) REFERENCES `message_channel`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `message_delivery_due` ON `message_delivery` (`state`,`due_at`);--> statement-breakpoint
CREATE UNIQUE INDEX `message_delivery_waiting` ON `message_delivery` (`channel_id`) WHERE "message_delivery"."state" = 'waiting' AND "message_delivery"."tries" = 0;--> statement-breakpoint
CREATE INDEX `message_delivery_channel` ON `message_delivery` (`channel_id`,`id`);--> statement-breakpoint
CREATE TABLE `message_event` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`key` text NOT NULL,
	`topic` text NOT NULL,
	`facts` text NOT NULL,
	`at` integer NOT NULL
);
--> statement-breakpoint
CREATE UNIQUE INDEX `message_event_key` ON `message_event` (`key`);