/** Parts of street scenes for which it is known whether anything in them can be judged. */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Outcome } from '../inference/categories.ts';
import type { Crop } from '../inference/preprocess.ts';
import { EvaluationError, parseCsv } from './labels-csv.ts';

/** A part of a scene that shows a closed bag, or nothing that could be judged. */
export interface SceneCrop {
  scene: string;
  /** The scene's photograph. */
  path: string;
  split: string;
  label: string;
  truth: Extract<Outcome, 'closed_bag' | 'nothing_to_judge'>;
  crop: Crop;
}

const nothing = 'nothing_to_judge';
/** What a labelled part shows; labels that aren't here (loose waste, filled bins) could be judged, as could a bin with waste by it. */
const truthOf: Readonly<Record<string, SceneCrop['truth']>> = {
  closed_bag: 'closed_bag',
  bin_closed: nothing,
  bin_open_empty: nothing,
  ground: nothing,
  wall: nothing,
  greenery: nothing,
  person_or_hand: nothing,
  vehicle: nothing,
  sign: nothing,
};

function readRows(path: string, columns: readonly string[]): string[][] {
  const [header = [], ...rows] = parseCsv(readFileSync(path, 'utf8'));
  const missing = columns.filter((name) => !header.includes(name));
  if (missing.length > 0) throw new EvaluationError(`${path} has no column ${missing.join(', ')}.`);
  return rows.map((row) => columns.map((name) => row[header.indexOf(name)] ?? ''));
}

function readLabelled(path: string, dir: string): SceneCrop[] {
  return readRows(path, ['scene', 'split', 'x', 'y', 'width', 'height', 'label', 'note']).flatMap((row) => {
    const [scene = '', split = '', x, y, width, height, label = '', note = ''] = row;
    const showsWaste = label.startsWith('bin_') && note.includes('waste');
    const truth = Object.hasOwn(truthOf, label) && !showsWaste ? truthOf[label] : undefined;
    const crop = { x: Number(x), y: Number(y), width: Number(width), height: Number(height) };
    if (!Object.values(crop).every((value) => value >= 0 && value <= 1)) {
      throw new EvaluationError(`${path}: ${scene} has a part that isn't given in fractions of the picture.`);
    }
    return truth ? [{ scene, path: join(dir, `${scene}.jpg`), split, label, truth, crop }] : [];
  });
}

interface Box {
  kind: 'waste' | 'bin' | 'overflow';
  crop: Crop;
}

const kinds = ['waste', 'bin', 'overflow'] as const;

/** YOLO boxes (class, centre and size in fractions); waste on the ground, bin and overflow are classes 0, 1 and 2. */
function readBoxes(path: string): Box[] {
  return readFileSync(path, 'utf8')
    .split('\n')
    .filter((line) => line.trim() !== '')
    .map((line) => {
      const [kind = Number.NaN, cx = 0, cy = 0, width = 0, height = 0] = line.trim().split(/\s+/).map(Number);
      const known = kinds[kind];
      if (!known) throw new EvaluationError(`${path} has a box of the unknown class ${kind}.`);
      return { kind: known, crop: { x: Math.max(0, cx - width / 2), y: Math.max(0, cy - height / 2), width, height } };
    });
}

function overlap(a: Crop, b: Crop): boolean {
  const across = Math.min(a.x + a.width, b.x + b.width) > Math.max(a.x, b.x);
  return across && Math.min(a.y + a.height, b.y + b.height) > Math.max(a.y, b.y);
}

/** Bins smaller than this are a few pixels. */
const smallestSide = 0.08;
const street: readonly Crop[] = [0, 1, 2].flatMap((row) =>
  [0, 1, 2].map((column) => ({ x: column / 3, y: row / 3, width: 1 / 3, height: 1 / 3 })),
);

/** Bins that touch neither waste nor overflow, and ninths of the picture that touch no box at all. */
export function emptyParts(boxes: readonly Box[]): { label: string; crop: Crop }[] {
  const waste = boxes.filter(({ kind }) => kind !== 'bin');
  const touches = (crop: Crop, others: readonly Box[]): boolean => others.some((other) => overlap(crop, other.crop));
  const bins = boxes.filter(
    ({ kind, crop }) => kind === 'bin' && Math.min(crop.width, crop.height) >= smallestSide && !touches(crop, waste),
  );
  return [
    ...bins.map(({ crop }) => ({ label: 'bin', crop })),
    ...street.filter((crop) => !touches(crop, boxes)).map((crop) => ({ label: 'street', crop })),
  ];
}

function readUnlabelled(splitPath: string, dir: string): SceneCrop[] {
  return readRows(splitPath, ['id', 'split']).flatMap(([scene = '', split = '']) => {
    const path = join(dir, `${scene}.jpg`);
    const parts = emptyParts(readBoxes(join(dir, `${scene}.txt`)));
    return parts.map(({ label, crop }) => ({ scene, path, split, label, truth: nothing, crop }) as const);
  });
}

export interface SceneFiles {
  /** Folder with NAME.jpg and NAME.txt. */
  dir: string;
  /** Parts looked at by a person: columns scene, split, x, y, width, height, label, note. */
  crops: string;
  /** Columns id and split; used with the boxes where there is no file of parts. */
  split: string;
}

/** The parts of dev and held-back scenes that must never be flagged. Throws EvaluationError. */
export function readSceneCrops({ dir, crops, split }: SceneFiles): SceneCrop[] {
  if (!existsSync(dir)) throw new EvaluationError(`There is no folder ${dir}.`);
  if (!existsSync(crops) && !existsSync(split)) throw new EvaluationError(`There is neither ${crops} nor ${split}.`);
  const found = existsSync(crops) ? readLabelled(crops, dir) : readUnlabelled(split, dir);
  return found.filter((part) => part.split === 'dev' || part.split === 'held');
}
