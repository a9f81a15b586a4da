/** The three sentences at the top of a report, chosen by rules from its figures; each form puts them into words. Pure. */
import type { MonthlyReport } from './report.schemas.ts';

type Generated = MonthlyReport['sentences'][number]['generated'];
type Figures = Pick<MonthlyReport, 'rate' | 'trend' | 'confirmed' | 'causes' | 'notMeasured'>;
type Estimate = MonthlyReport['rate']['estimate'];

const z95 = 1.959963984540054;

/** Higher or lower only where the difference of two months is beyond chance: |d| > z √(SE₁² + SE₂²). */
export function changeBetween(before: Estimate, now: Estimate): 'higher' | 'lower' | 'no_clear_change' | 'unknown' {
  if (!before || !now) return 'unknown';
  const difference = now.rate - before.rate;
  if (Math.abs(difference) <= z95 * Math.hypot(before.standardError, now.standardError)) return 'no_clear_change';
  return difference > 0 ? 'higher' : 'lower';
}

function aboutRate({ rate, trend }: Figures): Generated {
  const { estimate, judged, misplaced } = rate;
  if (judged === 0) return { code: 'nothing_judged' };
  if (!estimate) return { code: 'rate_too_few', judged, misplaced };
  const before = trend.at(-2);
  const previous = before?.estimate
    ? { month: before.month, rate: before.estimate.rate, low: before.estimate.low, high: before.estimate.high }
    : null;
  return {
    code: 'rate_estimated',
    rate: estimate.rate,
    low: estimate.low,
    high: estimate.high,
    change: changeBetween(before?.estimate ?? null, estimate),
    previous,
  };
}

function aboutCauses({ confirmed, causes }: Figures): Generated {
  const [first] = causes.stations;
  const [pair] = confirmed.pairs;
  if (!first || !pair) return { code: 'nothing_confirmed' };
  return {
    code: 'causes',
    confirmed: confirmed.total,
    station: first.station,
    estate: first.estate,
    ofStation: first.confirmed,
    expected: pair.expected,
    actual: pair.actual,
    ofPair: pair.cases,
  };
}

function aboutBasis({ rate, notMeasured: { total, silentCameras } }: Figures): Generated {
  return {
    code: 'basis',
    judged: rate.judged,
    notMeasured: total.expected === 0 ? null : total.lost / total.expected,
    notReviewed: rate.sample.notReviewed,
    silentCameras: silentCameras.filter(({ silentHours }) => silentHours > 0).length,
  };
}

export function generateSentences(figures: Figures): Record<'rate' | 'causes' | 'basis', Generated> {
  return { rate: aboutRate(figures), causes: aboutCauses(figures), basis: aboutBasis(figures) };
}
