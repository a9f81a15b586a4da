CREATE TABLE `bulk_rejection` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`person_id` integer NOT NULL,
	`bin_id` integer NOT NULL,
	`like_finding_id` text NOT NULL,
	`judgement` text NOT NULL,
	`asked` integer NOT NULL,
	`left_over` integer NOT NULL,
	`given_at` integer NOT NULL,
	`undone_at` integer,
	FOREIGN KEY (`person_id`) REFERENCES `person`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`bin_id`) REFERENCES `bin`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`like_finding_id`) REFERENCES `finding`(`id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "bulk_rejection_left" CHECK("bulk_rejection"."left_over" <= "bulk_rejection"."asked")
);
--> statement-breakpoint
CREATE INDEX `bulk_rejection_person` ON `bulk_rejection` (`person_id`);--> statement-breakpoint
CREATE TABLE `bulk_verdict` (
	`bulk_id` integer NOT NULL,
	`verdict_id` integer NOT NULL,
	PRIMARY KEY(`bulk_id`, `verdict_id`),
	FOREIGN KEY (`bulk_id`) REFERENCES `bulk_rejection`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`verdict_id`) REFERENCES `verdict`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `bulk_verdict_verdict` ON `bulk_verdict` (`verdict_id`);