/** Monthly reports and their closing, wired together. */
import { join } from 'node:path';
import type { FindingsRepo } from '../findings/findings.repo.ts';
import type { LiveService } from '../live/live.service.ts';
import { createClosingService } from '../monthly-report/closing.service.ts';
import { createMonthReportsRepo } from '../monthly-report/month-reports.repo.ts';
import { createMonthReportsService } from '../monthly-report/month-reports.service.ts';
import { createReportReader } from '../monthly-report/report-reader.ts';
import type { PlacesService } from '../places/places.service.ts';
import type { Foundation } from './foundation.ts';

/** Long reads go to a thread. */
export function createMonthReports(
  { config, db, clock, log, calendar, community }: Foundation,
  places: PlacesService,
  live: LiveService,
  more: { findingsRepo: FindingsRepo; drawnDay: () => string | null; firstEpisodeAt: () => number | null },
) {
  const repo = createMonthReportsRepo(db);
  const reader = createReportReader(join(config.dataDir, 'greensleeve.db'));
  const closing = createClosingService({
    db,
    repo,
    reader,
    findings: more.findingsRepo,
    calendar,
    clock,
    seed: () => community.settings().seed,
    drawnDay: more.drawnDay,
    drawsAudits: () => config.auditsPerDay > 0,
    onChange: (change) => (change.kind === 'months' ? live.monthsChanged() : live.queueChanged(change.stationId)),
  });
  const { firstEpisodeAt } = more;
  const onChange = live.monthsChanged;
  const services = { db, repo, reader, places, calendar, clock, log, firstEpisodeAt, onChange };
  return { reader, closing, monthReports: createMonthReportsService(services) };
}
