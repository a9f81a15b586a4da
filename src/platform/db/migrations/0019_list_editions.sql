CREATE TABLE `list_edition` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`month` text NOT NULL,
	`number` integer NOT NULL,
	`inputs` text NOT NULL,
	`inputs_hash` text NOT NULL,
	`content` text NOT NULL,
	`reason` text,
	`made_at` integer NOT NULL,
	`made_by` integer,
	`signed_at` integer,
	`signed_by` integer,
	`published_at` integer,
	`published_by` integer,
	FOREIGN KEY (`made_by`) REFERENCES `person`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`signed_by`) REFERENCES `person`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`published_by`) REFERENCES `person`(`id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "list_edition_published_signed" CHECK("list_edition"."published_at" IS NULL OR "list_edition"."signed_at" IS NOT NULL OR "list_edition"."made_by" IS NULL)
);
--> statement-breakpoint
CREATE UNIQUE INDEX `list_edition_month` ON `list_edition` (`month`,`number`);