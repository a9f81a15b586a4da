CREATE TABLE `audit_draw` (
	`day` text PRIMARY KEY NOT NULL,
	`drawn_at` integer NOT NULL,
	`budget` integer NOT NULL,
	`episodes` integer NOT NULL,
	`audits` integer NOT NULL
);
