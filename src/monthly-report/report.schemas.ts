/**
 * The monthly report as plain data: the one model that page, Word document, workbook and CSV are made from. Codes and figures, no
 * sentences in any language; shares are 0 to 1; days are yyyy-mm-dd of the community; keys always come in this order.
 */
import { z } from 'zod';
import { categories } from '../inference/categories.ts';
import { monthSchema } from '../ledger/months.schemas.ts';
import { laterSchema } from './later.schemas.ts';
import { rateFigureSchema, shareSchema as share } from './rate.schemas.ts';

const count = z.int().min(0);
const named = z.object({ id: z.int(), name: z.string() });
const place = { station: named, estate: named };
const expected = z.enum(categories);
const actual = z.enum([...categories, 'mixed']);
const day = z.iso.date();
const moment = z.iso.datetime({ offset: true });

/** `running`: the month is not over; `draft`: it is, and may be closed; `closed`: its inputs are frozen. */
export const reportStates = ['running', 'draft', 'closed'] as const;
export const sentencePlaces = ['rate', 'causes', 'basis'] as const;

/** How a rate stands to that of the month before: `no_clear_change` where the difference may be chance. */
export const rateChanges = ['higher', 'lower', 'no_clear_change', 'unknown'] as const;

/** The three sentences as figures, for each form and language to put into words. */
const generatedSentenceSchema = z.discriminatedUnion('code', [
  z.object({
    code: z.literal('rate_estimated'),
    rate: share,
    low: share,
    high: share,
    change: z.enum(rateChanges),
    /** Of the month before; null where it has none. */
    previous: z.object({ month: monthSchema, rate: share, low: share, high: share }).nullable(),
  }),
  /** Judged, but too few for a rate. */
  z.object({ code: z.literal('rate_too_few'), judged: count, misplaced: count }),
  z.object({ code: z.literal('nothing_judged') }),
  z.object({
    code: z.literal('causes'),
    confirmed: count,
    /** The station with most confirmed cases, and the most frequent pair. */
    ...place,
    ofStation: count,
    expected,
    actual,
    ofPair: count,
  }),
  z.object({ code: z.literal('nothing_confirmed') }),
  /** For somebody who may not see where most of them were. */
  z.object({ code: z.literal('confirmed_cases'), confirmed: count }),
  z.object({
    code: z.literal('basis'),
    judged: count,
    /** Of the photographs expected in the month; null: none were. */
    notMeasured: share.nullable(),
    notReviewed: count,
    silentCameras: count,
  }),
]);

const sentenceSchema = z.object({
  place: z.enum(sentencePlaces),
  generated: generatedSentenceSchema,
  /** What a person has written instead; the generated one stays beside it. */
  edit: z.object({ text: z.string(), by: named, at: moment }).nullable(),
  /** Counts the edits so far; sent along with the next one. */
  version: count,
});

/** A place with its rate and the plain counts beside it. */
const placeRow = rateFigureSchema.extend({
  /** Episodes of counting views, and flagged ones: counts of rows. */
  episodes: count,
  flagged: count,
  /** Confirmed cases that cameras saw, and those that only volunteers did. */
  confirmed: count,
  reported: count,
});

const hoursSchema = z.object({
  /** Photographs: expected within opening hours, received, of these unusable, and lost: missing or unusable, hour by hour. */
  expected: count,
  received: count,
  unusable: count,
  lost: count,
});

const correctionSchema = z.object({
  /** The month it belongs to. */
  month: monthSchema,
  kind: z.enum(['confirmed', 'voided', 'changed']),
  violation: z.int(),
  day,
  ...place,
  expected,
  actual,
  /** Of a changed one: what it was said to be. */
  before: actual.nullable(),
  /** Community day of the change. */
  on: day,
});

/** Of the same verdict given twice by two people who did not know. */
const secondLooksSchema = z.object({
  drawn: count,
  waiting: count,
  same: count,
  otherCategory: count,
  contested: count,
  decided: count,
  overruled: count,
  /** Cohen's, of misplaced or not, with its 95 % interval; null with fewer than 30 pairs or where all say the same. */
  kappa: z.object({ value: z.number(), low: z.number(), high: z.number() }).nullable(),
  /** First verdicts that did not stand, of those looked at twice and settled: a lower bound, as two can err alike. */
  error: z.object({ settled: count, share, low: share, high: share }).nullable(),
});

/** Answer of GET /months/{month}/report. */
export const monthlyReportSchema = z.object({
  version: z.literal(1),
  head: z.object({
    community: z.string(),
    month: monthSchema,
    timeZone: z.string(),
    state: z.enum(reportStates),
    /** SHA-256 of the rows that all figures were computed from. */
    inputsHash: z.string().regex(/^[0-9a-f]{64}$/),
    closedBy: named.nullable(),
    closedAt: moment.nullable(),
  }),
  sentences: z.array(sentenceSchema).length(sentencePlaces.length),
  rate: rateFigureSchema.extend({
    /** Flags confirmed by all episodes: a lower bound. */
    naive: share.nullable(),
    /** Estimated share of episodes that could be judged at all. */
    judgeableShare: share.nullable(),
    /** Of what the model flags: right; of what is misplaced: flagged. */
    precision: share.nullable(),
    recall: z.object({ share, low: share, high: share }).nullable(),
    sample: z.object({
      episodes: count,
      flags: count,
      flagsJudged: count,
      audits: count,
      auditsJudged: count,
      /** Flags that a further draw at the end of the month left: no verdict, no consequence; others stand for them. */
      notReviewed: count,
      /** Days with a draw of audits, and those of them the figures rest on. */
      days: count,
      daysCounted: count,
    }),
    /** True while flags or audits of the month wait: what was judged stands for the rest of its day. */
    isProvisional: z.boolean(),
  }),
  /** Thirteen months, oldest first, this one last. */
  trend: z.array(rateFigureSchema.extend({ month: monthSchema, state: z.enum(reportStates) })),
  estates: z.array(placeRow.extend({ estate: named })),
  stations: z.array(placeRow.extend(place)),
  /** By the category a bin is for. */
  categories: z.array(rateFigureSchema.extend({ expected })),
  /** Found in → belongs to, as a share of what bins of that category held; most frequent first. */
  pairs: z.array(rateFigureSchema.extend({ expected, actual })),
  /** By the community's clock, 0 to 23; only hours of which something was judged. */
  hours: z.array(rateFigureSchema.extend({ hour: z.int().min(0).max(23) })),
  /** 1 Monday to 7 Sunday. */
  weekdays: z.array(rateFigureSchema.extend({ weekday: z.int().min(1).max(7) })),
  /** Most confirmed cases that cameras saw first; a few of each. */
  causes: z.object({
    stations: z.array(rateFigureSchema.extend({ ...place, confirmed: count })),
    bins: z.array(rateFigureSchema.extend({ bin: named, ...place, expected, confirmed: count })),
  }),
  /** Live rows of the ledger: a count, never a rate. */
  confirmed: z.object({
    total: count,
    /** Seen by cameras; only by volunteers. */
    cameras: count,
    reported: count,
    /** Two people differ and a third has yet to decide. */
    contested: count,
    pairs: z.array(z.object({ expected, actual, cases: count })),
  }),
  /** What volunteers photographed, and what became of it; no part of the rate. */
  volunteers: z.object({
    bins: z.object({
      total: count,
      confirmed: count,
      rejected: count,
      inReview: count,
      cannotTell: count,
      unreadable: count,
      received: count,
    }),
    /** Waste beside the bins. */
    stations: z.object({ total: count, dealtWith: count, passedOn: count }),
  }),
  secondLooks: secondLooksSchema,
  /** Shown as not measured, never as zero. */
  notMeasured: z.object({
    total: hoursSchema,
    stations: z.array(
      hoursSchema.extend({
        ...place,
        /** Only days and hours of the day in which something was expected or received. */
        days: z.array(hoursSchema.extend({ day })),
        hours: z.array(hoursSchema.extend({ hour: z.int().min(0).max(23) })),
      }),
    ),
    /** Cameras with hours of which less than half was seen, silent ones among them; most of these hours first. */
    silentCameras: z.array(
      z.object({
        ...{ camera: named, ...place },
        /** The hours that the camera's page calls not measured; missing in months closed before they were told here. */
        hoursNotMeasured: count.optional(),
        /** Of these, hours in which photographs were expected and none came. */
        silentHours: count,
        expectedHours: count,
      }),
    ),
  }),
  corrections: z.object({
    /** To this month since it was closed. */
    own: z.array(correctionSchema),
    /** To earlier closed months, told in no report before. */
    earlier: z.array(correctionSchema),
  }),
  later: laterSchema,
});

export type MonthlyReport = z.infer<typeof monthlyReportSchema>;
