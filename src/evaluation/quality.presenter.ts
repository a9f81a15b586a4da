/** The figures of the quality gate as text for a terminal. */
import { unusableReasons } from '../inference/categories.ts';
import { type Proportion, proportion } from './evaluation.rules.ts';
import type { Gauged, QualityFigures } from './quality-measure.service.ts';

const percent = (share: number | null | undefined): string =>
  share === null || share === undefined ? '–' : `${(share * 100).toFixed(2)} %`;

function line(name: string, { count, of, share, interval }: Proportion, more = ''): string {
  const range = interval ? `${percent(interval.low)} to ${percent(interval.high)}` : '–';
  return `  ${name.padEnd(26)}${`${count} of ${of}`.padStart(14)}${percent(share).padStart(10)}   ${range.padEnd(20)}${more}`.trimEnd();
}

function reasonsOf(pictures: readonly Gauged[]): string {
  return unusableReasons
    .map((reason) => ({ reason, count: pictures.filter((one) => one.reason === reason).length }))
    .filter(({ count }) => count > 0)
    .map(({ reason, count }) => `${reason} ${count}`)
    .join(', ');
}

const refused = (name: string, pictures: readonly Gauged[]): string =>
  line(name, proportion(pictures.filter(({ reason }) => reason !== null).length, pictures.length), reasonsOf(pictures));

/** How the measures of pictures that should pass lie near the limits: the values that so many of them don't reach. */
function quantiles(pictures: readonly Gauged[]): string[] {
  const shares = [0, 0.001, 0.003, 0.01, 0.05, 0.5];
  const row = (name: string, values: number[], isUpper: boolean): string => {
    const sorted = values.toSorted((a, b) => (isUpper ? b - a : a - b));
    const at = shares.map((share) => sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? 0);
    return `  ${name.padEnd(26)}${at.map((value) => value.toFixed(3).padStart(9)).join('')}`;
  };
  return [
    `untouched pictures nearest to the limits: the extreme, then ${shares.slice(1).map(percent).join(', ')}`,
    row(
      'darkShare (from above)',
      pictures.map(({ quality }) => quality.darkShare),
      true,
    ),
    row(
      'brightShare (from above)',
      pictures.map(({ quality }) => quality.brightShare),
      true,
    ),
    row(
      'darkest (from above)',
      pictures.map(({ quality }) => quality.darkest),
      true,
    ),
    row(
      'edges',
      pictures.map(({ quality }) => quality.edges),
      false,
    ),
    row(
      'detail',
      pictures.map(({ quality }) => quality.detail),
      false,
    ),
    row(
      'frame detail',
      pictures.map(({ frame }) => frame.detail),
      false,
    ),
    row(
      'sharpness',
      pictures.map(({ quality }) => quality.sharpness),
      false,
    ),
  ];
}

/** `about` are lines on what was measured. */
export function presentQuality({ untouched, cases, moves }: QualityFigures, about: readonly string[]): string {
  const bySeverity = (['mild', 'between', 'heavy'] as const).flatMap((severity) => {
    const own = cases.filter((one) => one.severity === severity);
    const all = own.flatMap(({ pictures }) => pictures);
    return [
      `refused of those spoilt: ${severity}`,
      ...own.map(({ name, pictures }) => refused(name, pictures)),
      refused('together', all),
      '',
    ];
  });
  const byStanding = (['still', 'near', 'moved'] as const).flatMap((standing) => {
    const own = moves.filter((one) => one.standing === standing);
    const row = (name: string, places: string[]): string => {
      const of = (place: string): number => places.filter((one) => one === place).length;
      const out = of('shifted') + of('hidden');
      const more = `shifted ${of('shifted')}, hidden ${of('hidden')}, unknown ${of('unknown')}`;
      return line(name, proportion(out, places.length), more);
    };
    return [
      `found out of place: ${standing}`,
      ...own.map(({ name, places }) => row(name, places)),
      row(
        'together',
        own.flatMap(({ places }) => places),
      ),
      '',
    ];
  });
  const kinds = (['photo', 'scene'] as const).map((kind) =>
    refused(
      `${kind}s`,
      untouched.filter((one) => one.kind === kind),
    ),
  );
  return [
    ...about,
    'shares with 95 % intervals (Wilson)',
    '',
    'refused of those untouched (bar 0.5 %)',
    ...kinds,
    '',
    ...quantiles(untouched),
    '',
    ...bySeverity,
    ...byStanding,
  ]
    .join('\n')
    .trimEnd();
}
