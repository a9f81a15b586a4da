/** What a report is computed from: plain rows, in a fixed order, so that the same rows give the same bytes. */
import type { Category } from '../inference/categories.ts';
import type { Later } from './later.schemas.ts';
import type { MonthSample, RateFigure } from './rate.rules.ts';
import type { MonthlyReport } from './report.schemas.ts';

interface Named {
  id: number;
  name: string;
}
export interface StationRow extends Named {
  estate: Named;
}
export interface BinRow extends Named {
  stationId: number;
  expected: Category;
}

/** A live row of the ledger. */
export interface CaseRow {
  violation: number;
  /** `episode:12` or `report:7` (the capture): a case keeps it when another verdict comes to carry it. */
  subject: string;
  month: string;
  stationId: number;
  binId: number | null;
  expected: Category;
  actual: Category | 'mixed';
  /** Community day of the content. */
  day: string;
  isContested: boolean;
}

export interface CameraHourRow {
  cameraId: number;
  stationId: number;
  day: string;
  hour: number;
  expected: number;
  received: number;
  unusable: number;
}

type Verdict = 'misplaced' | 'fits' | 'unclear' | 'no_waste';
export interface LookRow {
  state: 'waiting' | 'agreed' | 'contested' | 'decided';
  agreement: 'same' | 'other_category' | 'differ' | null;
  first: Verdict | null;
  second: Verdict | null;
  /** A third has decided against the first. */
  isOverruled: boolean;
}

export type CorrectionRow = MonthlyReport['corrections']['own'][number];
export type TrendRow = RateFigure & Pick<MonthlyReport['trend'][number], 'month' | 'state'>;

export interface ReportInputs extends MonthSample {
  community: string;
  timeZone: string;
  month: string;
  stations: StationRow[];
  bins: BinRow[];
  cameras: (Named & { stationId: number })[];
  notReviewed: number;
  episodes: { stationId: number; episodes: number; flagged: number }[];
  cases: CaseRow[];
  /** Volunteers' reports by what became of them; `event`: of waste beside the bins. */
  reports: { state: string; reports: number }[];
  looks: LookRow[];
  hours: CameraHourRow[];
  /** The twelve months before. */
  trend: TrendRow[];
  /** To earlier closed months, told in no report before. */
  corrections: CorrectionRow[];
  /** What followed from cases, and what people came together for. */
  later: Later;
}
