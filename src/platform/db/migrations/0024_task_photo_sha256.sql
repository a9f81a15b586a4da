ALTER TABLE `task_completion` RENAME COLUMN "photo" TO "photo_sha256";--> statement-breakpoint
CREATE INDEX `task_cause_violation` ON `task_cause` (`violation_id`);