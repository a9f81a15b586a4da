CREATE TABLE `second_look` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`finding_id` text NOT NULL,
	`second_id` text NOT NULL,
	`third_id` text,
	`probability` real NOT NULL,
	`draw` real NOT NULL,
	`seed_mark` text NOT NULL,
	`drawn_at` integer NOT NULL,
	`state` text NOT NULL,
	`agreement` text,
	`standing_verdict_id` integer,
	FOREIGN KEY (`finding_id`) REFERENCES `finding`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`second_id`) REFERENCES `finding`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`third_id`) REFERENCES `finding`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`standing_verdict_id`) REFERENCES `verdict`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `second_look_finding` ON `second_look` (`finding_id`);--> statement-breakpoint
CREATE UNIQUE INDEX `second_look_second` ON `second_look` (`second_id`);--> statement-breakpoint
CREATE UNIQUE INDEX `second_look_third` ON `second_look` (`third_id`) WHERE "second_look"."third_id" IS NOT NULL;--> statement-breakpoint
CREATE INDEX `second_look_standing` ON `second_look` (`standing_verdict_id`) WHERE "second_look"."standing_verdict_id" IS NOT NULL;--> statement-breakpoint
CREATE INDEX `second_look_drawn` ON `second_look` (`drawn_at`);--> statement-breakpoint
DROP INDEX `violation_verdict`;--> statement-breakpoint
CREATE UNIQUE INDEX `violation_live_verdict` ON `violation` (`verdict_id`) WHERE "violation"."voided_at" IS NULL;--> statement-breakpoint
CREATE INDEX `violation_verdict` ON `violation` (`verdict_id`);