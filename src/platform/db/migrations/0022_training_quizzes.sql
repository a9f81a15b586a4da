CREATE TABLE `training_answer` (
	`quiz_id` integer NOT NULL,
	`attempt` text NOT NULL,
	`position` integer NOT NULL,
	`group` text NOT NULL,
	`chosen` text NOT NULL,
	`answered_at` integer NOT NULL,
	PRIMARY KEY(`quiz_id`, `attempt`, `position`),
	FOREIGN KEY (`quiz_id`) REFERENCES `training_quiz`(`id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "training_answer_group" CHECK("training_answer"."group" IN ('members','volunteers','bin_chiefs','property_staff','children','residents'))
);
--> statement-breakpoint
CREATE TABLE `training_question` (
	`quiz_id` integer NOT NULL,
	`position` integer NOT NULL,
	`violation_id` integer NOT NULL,
	`category` text NOT NULL,
	PRIMARY KEY(`quiz_id`, `position`),
	FOREIGN KEY (`quiz_id`) REFERENCES `training_quiz`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`violation_id`) REFERENCES `violation`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `training_question_violation` ON `training_question` (`violation_id`);--> statement-breakpoint
CREATE TABLE `training_quiz` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`code` text NOT NULL,
	`title` text NOT NULL,
	`estate_id` integer,
	`seed` text NOT NULL,
	`created_at` integer NOT NULL,
	`created_by` integer NOT NULL,
	`closed_at` integer,
	FOREIGN KEY (`estate_id`) REFERENCES `estate`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`created_by`) REFERENCES `person`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `training_quiz_code` ON `training_quiz` (`code`);