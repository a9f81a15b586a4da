CREATE INDEX `finding_station_day` ON `finding` (`station_id`,`day`);--> statement-breakpoint
CREATE INDEX `verdict_person` ON `verdict` (`person_id`);