CREATE TABLE `attribution` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`finding_id` text NOT NULL,
	`verdict_id` integer NOT NULL,
	`household_id` integer,
	`unit_id` integer,
	`basis` text,
	`detail` text,
	`attributed_by` integer NOT NULL,
	`attributed_at` integer NOT NULL,
	`signed_by` integer,
	`signed_at` integer,
	`ended_by` integer,
	`ended_at` integer,
	`ended_because` text,
	`ended_note` text,
	FOREIGN KEY (`finding_id`) REFERENCES `finding`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`verdict_id`) REFERENCES `verdict`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`household_id`) REFERENCES `household`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`unit_id`) REFERENCES `unit`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`attributed_by`) REFERENCES `person`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`signed_by`) REFERENCES `person`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`ended_by`) REFERENCES `person`(`id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "attribution_one_target" CHECK(("attribution"."household_id" IS NULL) OR ("attribution"."unit_id" IS NULL)),
	CONSTRAINT "attribution_basis" CHECK(("attribution"."basis" IS NULL) = ("attribution"."household_id" IS NULL AND "attribution"."unit_id" IS NULL)),
	CONSTRAINT "attribution_signed_whole" CHECK(("attribution"."signed_at" IS NULL) = ("attribution"."signed_by" IS NULL)),
	CONSTRAINT "attribution_ended_whole" CHECK(("attribution"."ended_at" IS NULL) = ("attribution"."ended_because" IS NULL))
);
--> statement-breakpoint
CREATE UNIQUE INDEX `attribution_live` ON `attribution` (`finding_id`) WHERE "attribution"."ended_at" IS NULL;--> statement-breakpoint
CREATE INDEX `attribution_unsigned` ON `attribution` (`attributed_at`) WHERE "attribution"."signed_at" IS NULL AND "attribution"."ended_at" IS NULL AND "attribution"."basis" IS NOT NULL;--> statement-breakpoint
CREATE INDEX `attribution_finding` ON `attribution` (`finding_id`);--> statement-breakpoint
CREATE INDEX `attribution_household` ON `attribution` (`household_id`) WHERE "attribution"."household_id" IS NOT NULL;--> statement-breakpoint
CREATE TABLE `signature` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`attribution_id` integer NOT NULL,
	`person_id` integer NOT NULL,
	`decision` text NOT NULL,
	`reason` text,
	`given_at` integer NOT NULL,
	`undone_at` integer,
	FOREIGN KEY (`attribution_id`) REFERENCES `attribution`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`person_id`) REFERENCES `person`(`id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "signature_reason" CHECK(("signature"."decision" = 'refused') = ("signature"."reason" IS NOT NULL))
);
--> statement-breakpoint
CREATE UNIQUE INDEX `signature_standing` ON `signature` (`attribution_id`) WHERE "signature"."undone_at" IS NULL;--> statement-breakpoint
CREATE INDEX `signature_attribution` ON `signature` (`attribution_id`);--> statement-breakpoint
CREATE INDEX `signature_person` ON `signature` (`person_id`);