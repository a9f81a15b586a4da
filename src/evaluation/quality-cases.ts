/** The degradations by which the quality gate is measured, and how bad each is to a person. */
import {
  covered,
  darkened,
  fogged,
  infrared,
  outOfFocus,
  overExposed,
  type Picture,
  rainedOn,
  shaken,
  withNoise,
} from './degraded-pictures.ts';
import { inOtherLight, inShadow, type Move, meanMove, pasted, seen, unmoved } from './moved-pictures.ts';

type Random = () => number;

/** `mild`: anybody can judge it, it should pass; `between`: no aim; `heavy`: nobody can, it should be refused. */
export type Severity = 'mild' | 'between' | 'heavy';

export interface DegradedCase {
  name: string;
  severity: Severity;
  make: (picture: Picture, random: Random) => Picture;
}

/** Blur in fractions of the side (a view is 224 pixels wide to the network). */
export const degradedCases: DegradedCase[] = [
  { name: 'infrared-like grey', severity: 'mild', make: infrared },
  { name: 'out of focus 0.5 %', severity: 'mild', make: (picture) => outOfFocus(picture, 0.005) },
  { name: 'out of focus 1 %', severity: 'mild', make: (picture) => outOfFocus(picture, 0.01) },
  { name: 'out of focus 2 %', severity: 'between', make: (picture) => outOfFocus(picture, 0.02) },
  { name: 'out of focus 4 %', severity: 'heavy', make: (picture) => outOfFocus(picture, 0.04) },
  {
    name: 'out of focus 4 %, noise',
    severity: 'heavy',
    make: (p, random) => withNoise(outOfFocus(p, 0.04), 5, random),
  },
  { name: 'out of focus 8 %', severity: 'heavy', make: (picture) => outOfFocus(picture, 0.08) },
  { name: 'shaken 4 %', severity: 'mild', make: (picture, random) => shaken(picture, 0.04, random) },
  { name: 'shaken 10 %', severity: 'between', make: (picture, random) => shaken(picture, 0.1, random) },
  { name: 'shaken 30 %', severity: 'heavy', make: (picture, random) => shaken(picture, 0.3, random) },
  { name: 'a third of the light', severity: 'mild', make: (picture, random) => darkened(picture, 0.33, random) },
  { name: 'an eighth of the light', severity: 'between', make: (picture, random) => darkened(picture, 0.12, random) },
  { name: '6 % of the light', severity: 'heavy', make: (picture, random) => darkened(picture, 0.06, random) },
  { name: '2 % of the light', severity: 'heavy', make: (picture, random) => darkened(picture, 0.02, random) },
  { name: 'half as bright again', severity: 'mild', make: (picture) => overExposed(picture, 1.5, 0) },
  { name: 'three times as bright', severity: 'between', make: (picture) => overExposed(picture, 3, 30) },
  { name: 'white but for black', severity: 'heavy', make: (picture) => overExposed(picture, 10, 190) },
  { name: 'glare over everything', severity: 'heavy', make: (picture) => overExposed(picture, 0.08, 232) },
  { name: 'mist, half the contrast', severity: 'mild', make: (picture) => fogged(picture, 0.5, 0.005) },
  { name: 'mist, a fifth', severity: 'between', make: (picture) => fogged(picture, 0.2, 0.02) },
  { name: 'mist, a tenth', severity: 'heavy', make: (picture) => fogged(picture, 0.1, 0.03) },
  { name: 'some drops on the lens', severity: 'mild', make: (picture, random) => rainedOn(picture, 12, 0.05, random) },
  { name: 'lens covered, dark', severity: 'heavy', make: ({ side }, random) => covered(side, 'dark', random) },
  { name: 'lens covered, cloth', severity: 'heavy', make: ({ side }, random) => covered(side, 'cloth', random) },
  { name: 'lens covered, hand', severity: 'heavy', make: ({ side }, random) => covered(side, 'hand', random) },
  { name: 'lens covered, film', severity: 'heavy', make: ({ side }, random) => covered(side, 'film', random) },
];

/** A camera's scene, with things to put before it. */
export interface Scene {
  picture: Picture;
  /** Another scene. */
  other: Picture;
  things: Picture[];
}

/** `still`: the camera stands; `near`: moved by less than matters, no aim; `moved`: by so much that views cut wrongly. */
export type Standing = 'still' | 'near' | 'moved';

export interface MoveCase {
  name: string;
  standing: Standing;
  make: (scene: Scene, random: Random) => Picture;
}

const frameSide = 320;
/** The part of the scene's width that the camera sees: room to move in. */
const seenShare = 0.66;

const at = ({ picture }: Scene, move: Move): Picture => seen(picture, frameSide, seenShare, move);

function withThings(
  picture: Picture,
  { things }: Scene,
  count: number,
  size: [number, number],
  random: Random,
): Picture {
  let result = picture;
  for (let number = 0; number < count; number += 1) {
    const scale = 0.7 + 0.6 * random();
    const [width, height] = [size[0] * scale, size[1] * scale];
    const place = { x: random() - width / 2, y: random() * Math.max(0, 1 - height), width, height };
    result = pasted(result, things[Math.floor(random() * things.length)]!, place);
  }
  return result;
}

/** The light of another hour, noise; compression is added to all. */
const anyLight = (picture: Picture, random: Random): Picture => withNoise(inOtherLight(picture, random), 3, random);

/** What the camera sees on an ordinary minute: other light, up to two people. */
export const usualFrame = (scene: Scene, random: Random): Picture =>
  anyLight(withThings(at(scene, unmoved), scene, Math.floor(random() * 3), [0.15, 0.35], random), random);

function shiftedBy(share: number, random: Random): Move {
  const angle = random() * 2 * Math.PI;
  return { ...unmoved, right: share * Math.cos(angle), down: share * Math.sin(angle) };
}

/** The turn or zoom by which points move by `share` of the width on average. */
function amountFor(share: number, moveBy: (amount: number) => Move): Move {
  let [low, high] = [0, 1];
  for (let round = 0; round < 24; round += 1) {
    const middle = (low + high) / 2;
    if (meanMove(moveBy(middle)) < share) low = middle;
    else high = middle;
  }
  return moveBy(high);
}

const turnBy = (turn: number): Move => ({ ...unmoved, turn });
const zoomBy = (amount: number): Move => ({ ...unmoved, zoom: 1 + amount });
const moved = (name: string, standing: Standing, move: (random: Random) => Move): MoveCase => ({
  name,
  standing,
  make: (scene, random) => anyLight(at(scene, move(random)), random),
});

export const moveCases: MoveCase[] = [
  { name: 'other light', standing: 'still', make: (scene, random) => anyLight(at(scene, unmoved), random) },
  {
    name: 'a hard shadow',
    standing: 'still',
    make: (scene, random) => anyLight(inShadow(at(scene, unmoved), random), random),
  },
  { name: 'infrared-like grey', standing: 'still', make: (scene, random) => infrared(at(scene, unmoved), random) },
  {
    name: 'a fifth of the light',
    standing: 'still',
    make: (scene, random) => darkened(at(scene, unmoved), 0.2, random),
  },
  {
    name: 'out of focus 1 %',
    standing: 'still',
    make: (scene, random) => anyLight(outOfFocus(at(scene, unmoved), 0.01), random),
  },
  {
    name: 'four bags',
    standing: 'still',
    make: (scene, random) => anyLight(withThings(at(scene, unmoved), scene, 4, [0.2, 0.2], random), random),
  },
  {
    name: 'three people near by',
    standing: 'still',
    make: (scene, random) => anyLight(withThings(at(scene, unmoved), scene, 3, [0.2, 0.5], random), random),
  },
  {
    name: 'people and a shadow',
    standing: 'still',
    make: (scene, random) =>
      anyLight(withThings(inShadow(at(scene, unmoved), random), scene, 3, [0.2, 0.5], random), random),
  },
  {
    name: 'a van, half the picture',
    standing: 'still',
    make: (scene, random) => anyLight(withThings(at(scene, unmoved), scene, 1, [0.7, 0.7], random), random),
  },
  moved('shifted 1 %', 'still', (random) => shiftedBy(0.01, random)),
  moved('shifted 2 %', 'still', (random) => shiftedBy(0.02, random)),
  moved('shifted 4 %', 'near', (random) => shiftedBy(0.04, random)),
  moved('shifted 6 %', 'near', (random) => shiftedBy(0.06, random)),
  moved('shifted 8 %', 'moved', (random) => shiftedBy(0.08, random)),
  moved('shifted 12 %', 'moved', (random) => shiftedBy(0.12, random)),
  moved('shifted 20 %', 'moved', (random) => shiftedBy(0.2, random)),
  {
    name: 'shifted 8 %, people',
    standing: 'moved',
    make: (scene, random) =>
      anyLight(withThings(at(scene, shiftedBy(0.08, random)), scene, 2, [0.2, 0.5], random), random),
  },
  {
    name: 'shifted 8 %, infrared',
    standing: 'moved',
    make: (scene, random) => infrared(at(scene, shiftedBy(0.08, random)), random),
  },
  moved('turned, mean 4 %', 'near', () => amountFor(0.04, turnBy)),
  moved('turned, mean 8 %', 'moved', () => amountFor(0.08, turnBy)),
  moved('turned, mean 12 %', 'moved', () => amountFor(0.12, turnBy)),
  moved('zoomed, mean 8 %', 'moved', () => amountFor(0.08, zoomBy)),
  moved('zoomed, mean 12 %', 'moved', () => amountFor(0.12, zoomBy)),
  {
    name: 'another place',
    standing: 'moved',
    make: ({ other }, random) => anyLight(seen(other, frameSide, seenShare, unmoved), random),
  },
];
