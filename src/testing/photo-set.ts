/** Photographs with known truth for the end-to-end test: real ones where they are there, else the project's own. */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Category, categories } from '../inference/categories.ts';
import { seededRandom } from './pictures.ts';

export interface KnownPhoto {
  path: string;
  truth: Category | 'closed_bag';
}

/** A photograph and the bin it is put into. */
export interface PlacedPhoto extends KnownPhoto {
  bin: Category;
  misplaced: boolean;
}

const root = join(import.meta.dirname, '../..');

/** Where photographs come from: a folder with a labels.csv. `isReal` is false for the project's own. */
export function findPhotoFolder(): { folder: string; isReal: boolean } {
  const real = join(root, '../shared/photos');
  return existsSync(join(real, 'labels.csv'))
    ? { folder: real, isReal: true }
    : { folder: join(root, 'fixtures/items'), isReal: false };
}

/** Photographs of the dev split, which the model was not trained on. */
export function readPhotos(folder: string): KnownPhoto[] {
  const [header = '', ...lines] = readFileSync(join(folder, 'labels.csv'), 'utf8').trim().split(/\r?\n/);
  const columns = header.split(',');
  const at = (name: string): number => columns.indexOf(name);
  return lines
    .map((line) => line.split(','))
    .filter((fields) => fields[at('split')] === 'dev')
    .map((fields) => ({
      path: join(folder, fields[at('file')] ?? ''),
      truth: fields[at('category')] as KnownPhoto['truth'],
    }));
}

function shuffled<Item>(items: readonly Item[], random: () => number): Item[] {
  const keyed = items.map((item) => ({ item, key: random() }));
  return keyed.sort((a, b) => a.key - b.key).map(({ item }) => item);
}

/**
 * Draws `perCategory` photographs of each category and `bags` closed bags (fewer where there are fewer), and puts
 * exactly a fifth of each category into a bin of another one. Same seed, same draw.
 */
export function placePhotos(photos: KnownPhoto[], perCategory: number, bags: number, seed: number): PlacedPhoto[] {
  const random = seededRandom(seed);
  const drawn = (truth: KnownPhoto['truth'], count: number): KnownPhoto[] =>
    shuffled(
      photos.filter((photo) => photo.truth === truth),
      random,
    ).slice(0, count);
  const placed = categories.flatMap((category) =>
    drawn(category, perCategory).map((photo, index): PlacedPhoto => {
      const others = categories.filter((other) => other !== category);
      const misplaced = index % 5 === 0;
      const bin = misplaced ? (others[Math.floor(random() * others.length)] ?? category) : category;
      return { ...photo, bin, misplaced };
    }),
  );
  const bagged = drawn('closed_bag', bags).map(
    (photo, index): PlacedPhoto => ({ ...photo, bin: categories[index % 4] ?? 'residual', misplaced: false }),
  );
  return shuffled([...placed, ...bagged], random);
}
