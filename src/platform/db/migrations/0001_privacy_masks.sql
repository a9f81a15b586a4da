CREATE TABLE `mask_set` (
	`id` integer PRIMARY KEY NOT NULL,
	`camera_id` integer NOT NULL,
	`revision` integer NOT NULL,
	`polygons` text NOT NULL,
	`created_at` integer NOT NULL,
	`set_by` integer,
	FOREIGN KEY (`camera_id`) REFERENCES `camera`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`set_by`) REFERENCES `person`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `mask_set_camera` ON `mask_set` (`camera_id`,`revision`);--> statement-breakpoint
ALTER TABLE `camera` ADD `mask_set_revision` integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE `capture` ADD `mask_set_revision` integer;--> statement-breakpoint
ALTER TABLE `capture` ADD `masking` text;--> statement-breakpoint
ALTER TABLE `capture` ADD `masked_sha256` text;--> statement-breakpoint
ALTER TABLE `capture` ADD `masked_through_revision` integer;--> statement-breakpoint
CREATE INDEX `capture_original_waiting` ON `capture` (`received_at`) WHERE "capture"."masking" = 'waiting';--> statement-breakpoint
CREATE INDEX `capture_masked_photo` ON `capture` (`masked_sha256`) WHERE "capture"."masked_sha256" IS NOT NULL;