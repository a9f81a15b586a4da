ALTER TABLE `community` ADD `lease_minutes` integer;--> statement-breakpoint
ALTER TABLE `community` ADD `session_hours` integer;--> statement-breakpoint
ALTER TABLE `community` ADD `unusable_grace_minutes` integer;--> statement-breakpoint
ALTER TABLE `community` ADD `spool_hours` integer;--> statement-breakpoint
CREATE INDEX `capture_camera_time` ON `capture` (`camera_id`,`captured_at`) WHERE "capture"."camera_id" IS NOT NULL;--> statement-breakpoint
CREATE INDEX `capture_ended` ON `capture` (`ended_at`,`state`) WHERE "capture"."ended_at" IS NOT NULL;--> statement-breakpoint
CREATE INDEX `capture_not_classified` ON `capture` (`ended_at`) WHERE "capture"."state" IN ('unreadable', 'failed');