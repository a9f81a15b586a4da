/** What the review interface sends and gets. An open item never tells source, decision, prediction or score. */
import { z } from 'zod';
import { categories, decisions, outcomes, unusableReasons } from '../inference/categories.ts';

const category = z.enum(categories);

export const judgements = ['misplaced', 'fits', 'unclear', 'no_waste'] as const;
export const findingSources = ['flag', 'audit', 'report'] as const;

/** Body of POST /review/deals: how many to deal; items the page holds already are renewed, not dealt again. */
export const dealRequestSchema = z.strictObject({
  count: z.int().min(1).max(5).default(1),
  holding: z.array(z.uuid()).max(20).default([]),
});

/** Body of PUT /findings/{id}/verdict. `version` is the one shown; `actual` belongs to `misplaced` alone. */
export const verdictRequestSchema = z
  .strictObject({
    version: z.int().min(0),
    judgement: z.enum(judgements),
    actual: z.enum([...categories, 'mixed']).optional(),
    /** Other categories seen besides; goes with `misplaced`. */
    further: z.array(category).max(categories.length).optional(),
    /** Label of the item, from GET /review/items. */
    item: z.string().max(60).optional(),
    note: z.string().trim().max(500).optional(),
  })
  .refine((body) => (body.judgement === 'misplaced') === (body.actual !== undefined), {
    path: ['actual'],
    message: 'goes with the judgement “misplaced”, and only with it',
  })
  .refine(
    ({ further = [], judgement, actual }) =>
      further.length === 0 ||
      (judgement === 'misplaced' && new Set(further).size === further.length && !further.some((one) => one === actual)),
    { path: ['further'], message: 'goes with “misplaced”; each once, and none that is the actual one' },
  );

/** Body of POST /findings/{id}/undo. */
export const undoRequestSchema = z.strictObject({ version: z.int().min(1) });

export const findingPlaceSchema = z.object({
  estate: z.object({ id: z.int(), name: z.string() }),
  station: z.object({ id: z.int(), name: z.string() }),
  /** Null for a photograph of no bin. */
  bin: z.object({ id: z.int(), name: z.string() }).nullable(),
});

/** An item to judge. */
export const reviewItemSchema = z.object({
  id: z.uuid(),
  version: z.int(),
  state: z.literal('open'),
  capturedAt: z.iso.datetime({ offset: true }),
  place: findingPlaceSchema,
  expected: category.nullable(),
  photo: z.object({
    /** Signed and short-lived; also needs the session. */
    url: z.string(),
    /** Upright pixels of what is served. */
    width: z.int(),
    height: z.int(),
    /** The view as a polygon in fractions of width and height; null: the whole photo. */
    outline: z.array(z.tuple([z.number(), z.number()])).nullable(),
    /** Hidden as sensitive: its address answers nobody. */
    hidden: z.boolean(),
  }),
  leasedUntil: z.iso.datetime({ offset: true }).nullable(),
});

/** What the model thought, told only after the verdict. */
const revealSchema = z.object({
  source: z.enum(findingSources),
  decision: z.enum(decisions),
  /** Why the view can't be judged; null when it can. */
  unusable: z.enum(unusableReasons).nullable(),
  score: z.number().nullable(),
  threshold: z.number(),
  model: z.string(),
  outcomes: z.record(z.enum(outcomes), z.number()),
  /** The likeliest items, at most three. */
  items: z.array(z.object({ label: z.string(), names: z.record(z.string(), z.string()), probability: z.number() })),
});

/** An item after its verdict. */
export const judgedFindingSchema = reviewItemSchema.omit({ state: true, leasedUntil: true }).extend({
  state: z.literal('judged'),
  verdict: z.object({
    /** Counts up over all verdicts; `before` of the list takes it. */
    id: z.int(),
    judgement: z.enum(judgements),
    actual: z.enum([...categories, 'mixed']).nullable(),
    further: z.array(category),
    /** The item, with its names in the scheme. */
    item: z.object({ label: z.string(), names: z.record(z.string(), z.string()) }).nullable(),
    note: z.string().nullable(),
    by: z.object({ id: z.int(), name: z.string() }),
    at: z.iso.datetime({ offset: true }),
    /** True when the judge had seen the prediction: a verdict given after an undo. */
    afterReveal: z.boolean(),
  }),
  reveal: revealSchema.nullable(),
});

/** Answer of GET /findings/{id} and after a verdict or an undo. */
export const findingSchema = z.discriminatedUnion('state', [reviewItemSchema, judgedFindingSchema]);
/** Answer of POST /review/deals. `waiting` counts all open items this person may get, the dealt ones included. */
export const dealSchema = z.object({
  items: z.array(reviewItemSchema),
  waiting: z.int(),
  /** Of those held: to be put away, as their photograph was hidden. */
  gone: z.array(z.uuid()),
});

/** Answer of GET /review/items: what a verdict may name, from the community's scheme. */
export const schemeItemsSchema = z.object({
  items: z.array(z.object({ label: z.string(), category, names: z.record(z.string(), z.string()) })),
});

export type FindingSource = (typeof findingSources)[number];
export type Judgement = (typeof judgements)[number];
export type VerdictRequest = z.infer<typeof verdictRequestSchema>;
export type ReviewItem = z.infer<typeof reviewItemSchema>;
export type JudgedFinding = z.infer<typeof judgedFindingSchema>;
export type SchemeItems = z.infer<typeof schemeItemsSchema>;
export type Deal = z.infer<typeof dealSchema>;
