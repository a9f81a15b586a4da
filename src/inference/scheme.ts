/** Sorting schemes: which category each item belongs to, as data, because cities disagree. */
import { readdirSync, readFileSync } from 'node:fs';
import { z } from 'zod';
import { categories, type Outcome, type OutcomeDistribution } from './categories.ts';
import { addUpOutcomes } from './distributions.ts';

const folder = new URL('schemes/', import.meta.url);
const words = { 'zh-CN': z.string().min(1), en: z.string().min(1) };
const category = z.enum(categories);

const schemeSchema = z.object({
  schema: z.literal(1),
  id: z.string(),
  names: z.record(category, z.object({ ...words, colour: z.string().regex(/^#[0-9a-f]{6}$/i) })),
  items: z.record(z.string(), z.object({ ...words, category })),
});

/** Names of the categories in both languages and, for each item label, its category and names. */
export type Scheme = z.infer<typeof schemeSchema>;

/** Thrown when a scheme doesn't exist, is damaged or doesn't know an item. */
export class SchemeError extends Error {
  override name = 'SchemeError';
}

/** Ids of the schemes that are there. */
export function listSchemes(): string[] {
  return readdirSync(folder)
    .filter((name) => name.endsWith('.json'))
    .map((name) => name.slice(0, -'.json'.length))
    .sort();
}

/** Reads a scheme of src/inference/schemes by its id. Throws SchemeError. */
export function loadScheme(id: string): Scheme {
  if (!listSchemes().includes(id)) {
    throw new SchemeError(`There is no scheme "${id}"; there are: ${listSchemes().join(', ')}.`);
  }
  const parsed = schemeSchema.safeParse(JSON.parse(readFileSync(new URL(`${id}.json`, folder), 'utf8')));
  if (!parsed.success) throw new SchemeError(`The scheme ${id} is damaged:\n${z.prettifyError(parsed.error)}`);
  return parsed.data;
}

/** The outcome an item label stands for; `closed_bag` and `nothing_to_judge` stand for themselves. Throws SchemeError. */
export function outcomeOf(label: string, scheme: Scheme): Outcome {
  if (label === 'closed_bag' || label === 'nothing_to_judge') return label;
  const item = Object.hasOwn(scheme.items, label) ? scheme.items[label] : undefined;
  if (!item) throw new SchemeError(`The scheme ${scheme.id} has no category for the item "${label}".`);
  return item.category;
}

/** The outcomes that a model's labels stand for, in their order. Throws SchemeError for an unknown label. */
export function outcomesOf(labels: readonly string[], scheme: Scheme): Outcome[] {
  return labels.map((label) => outcomeOf(label, scheme));
}

/**
 * Adds up item probabilities (in the order of `labels`) to a distribution over the six outcomes.
 * Throws SchemeError for an unknown label, RangeError when there are not as many probabilities as labels.
 */
export function toCategories(
  itemProbabilities: ArrayLike<number>,
  labels: readonly string[],
  scheme: Scheme,
): OutcomeDistribution {
  return addUpOutcomes(itemProbabilities, outcomesOf(labels, scheme));
}
