/** Measures the quality gate on real photographs, spoilt by us in known ways, with the code that serves: preparePhoto. */
import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { UnusableReason } from '../inference/categories.ts';
import { frameReferenceOf, matchFrame, type Place, placeOf } from '../inference/frame-match.ts';
import type { InputSpec } from '../inference/manifest.ts';
import { preparePhoto } from '../inference/preprocess.ts';
import type { FrameQuality, Quality } from '../inference/quality.ts';
import { unusableReason } from '../inference/usability.ts';
import { readSquare, squareToJpeg } from '../platform/files/raw-picture.ts';
import type { Picture } from './degraded-pictures.ts';
import { seededRandom } from './evaluation.rules.ts';
import { EvaluationError, parseCsv, readLabels } from './labels-csv.ts';
import { degradedCases, moveCases, type Scene, type Severity, type Standing, usualFrame } from './quality-cases.ts';

/** As the models in models/ have it. */
const input: InputSpec = {
  name: 'input',
  layout: 'NCHW',
  width: 224,
  height: 224,
  mean: [0.5, 0.5, 0.5],
  std: [0.5, 0.5, 0.5],
  resize: { fit: 'fill', kernel: 'linear' },
};
const maxPixels = 50_000_000;
const drawnSide = 256;
const sceneSide = 512;
const thingSide = 128;
/** Photographs of which a reference is made, as in cameras.rules. */
const referenceFrames = 7;
const someThings = 40;

/** Limits are chosen on the photographs of one half of the groups, and reported on those of the other. */
type Half = 'choose' | 'report';

interface Source {
  kind: 'photo' | 'scene';
  path: string;
  group: string;
}

/** The measures of one picture and the reason for which it is refused. */
export interface Gauged {
  kind: Source['kind'];
  quality: Quality;
  frame: FrameQuality;
  reason: UnusableReason | null;
}

export interface QualityFigures {
  untouched: Gauged[];
  cases: { name: string; severity: Severity; pictures: Gauged[] }[];
  moves: { name: string; standing: Standing; places: Place[]; known: number[] }[];
}

export interface MeasureOptions {
  photosDir: string;
  scenesDir: string;
  /** A csv with the columns id and split; scenes of the split `train` are used. */
  scenesSplit: string;
  half: Half;
  /** Pictures to spoil, of each kind. */
  sample: number;
  seed: number;
  onProgress?: (what: string) => void;
}

function halfOf(group: string): Half {
  return createHash('sha256').update(group).digest()[0]! % 2 === 0 ? 'choose' : 'report';
}

function readScenes({ scenesDir, scenesSplit }: MeasureOptions): Source[] {
  if (!existsSync(scenesDir)) throw new EvaluationError(`There is no folder ${scenesDir}.`);
  const [, ...rows] = parseCsv(readFileSync(scenesSplit, 'utf8'));
  return rows
    .filter(([, split]) => split === 'train')
    .map(([id = '']): Source => ({ kind: 'scene', path: join(scenesDir, `${id}.jpg`), group: id }));
}

function drawFrom<Item>(items: readonly Item[], count: number, random: () => number): Item[] {
  const keyed = items.map((item) => ({ item, key: random() }));
  return keyed
    .sort((a, b) => a.key - b.key)
    .slice(0, count)
    .map(({ item }) => item);
}

async function gauge(source: Buffer | string, kind: Source['kind']): Promise<Gauged> {
  const { frame, views } = await preparePhoto(source, null, input, { maxPixels });
  const { quality } = views[0]!;
  return { kind, quality, frame: frame.quality, reason: unusableReason(quality, frame.quality) };
}

const jpegOf = (picture: Picture, random: () => number): Promise<Buffer> =>
  squareToJpeg(picture.rgb, picture.side, 50 + Math.floor(random() * 40));

async function signatureOf(picture: Picture, random: () => number): Promise<Buffer> {
  const { frame } = await preparePhoto(await jpegOf(picture, random), null, input, { maxPixels });
  return frame.signature;
}

const pictureAt = async (path: string, side: number): Promise<Picture> => ({ rgb: await readSquare(path, side), side });

async function measureDegraded(sources: readonly Source[], random: () => number): Promise<QualityFigures['cases']> {
  const cases = degradedCases.map(({ name, severity }) => ({ name, severity, pictures: [] as Gauged[] }));
  for (const { path, kind } of sources) {
    const picture = await pictureAt(path, drawnSide);
    for (const [number, { make }] of degradedCases.entries()) {
      cases[number]!.pictures.push(await gauge(await jpegOf(make(picture, random), random), kind));
    }
  }
  return cases;
}

async function measureMoves(
  scenes: readonly Source[],
  things: Picture[],
  random: () => number,
): Promise<QualityFigures['moves']> {
  const moves = moveCases.map(({ name, standing }) => ({
    name,
    standing,
    places: [] as Place[],
    known: [] as number[],
  }));
  for (const [index, { path }] of scenes.entries()) {
    const other = scenes[(index + 1) % scenes.length]!.path;
    const scene: Scene = {
      picture: await pictureAt(path, sceneSide),
      other: await pictureAt(other, sceneSide),
      things,
    };
    const usual: Buffer[] = [];
    while (usual.length < referenceFrames) usual.push(await signatureOf(usualFrame(scene, random), random));
    const reference = frameReferenceOf(usual);
    for (const [number, { make }] of moveCases.entries()) {
      const match = matchFrame(reference, await signatureOf(make(scene, random), random));
      moves[number]!.places.push(placeOf(match));
      moves[number]!.known.push(match.known);
    }
  }
  return moves;
}

/** Reads, spoils and measures. Throws EvaluationError for what can be put right. */
export async function measureQualityGate(options: MeasureOptions): Promise<QualityFigures> {
  const { photosDir, half, sample, seed, onProgress = () => undefined } = options;
  const random = seededRandom(seed);
  const labelled = readLabels(photosDir, 'train');
  const photos = labelled.map(({ path, group }): Source => ({ kind: 'photo', path, group }));
  const [ownPhotos, ownScenes] = [photos, readScenes(options)].map((all) =>
    all.filter(({ group }) => halfOf(group) === half),
  ) as [Source[], Source[]];
  const untouched: Gauged[] = [];
  for (const { path, kind } of [...ownPhotos, ...ownScenes]) {
    untouched.push(await gauge(path, kind));
    if (untouched.length % 1_000 === 0) onProgress(`${untouched.length} untouched pictures`);
  }
  const [somePhotos, someScenes] = [drawFrom(ownPhotos, sample, random), drawFrom(ownScenes, sample, random)];
  const cases = await measureDegraded([...somePhotos, ...someScenes], random);
  onProgress('spoilt pictures done');
  const bags = drawFrom(
    labelled.filter(({ category, group }) => category === 'closed_bag' && halfOf(group) === half),
    someThings,
    random,
  );
  const things = await Promise.all(bags.map(({ path }) => pictureAt(path, thingSide)));
  return { untouched, cases, moves: await measureMoves(someScenes, things, random) };
}
