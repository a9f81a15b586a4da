/** The figures of a grouping as text for a terminal. */
import type { Proportion } from './evaluation.rules.ts';
import type { Figures, GroupingFigures } from './grouping.rules.ts';

const percent = (share: number | null | undefined): string =>
  share === null || share === undefined ? '–' : `${(share * 100).toFixed(2)} %`;

function line(name: string, { count, of, share, interval }: Proportion): string {
  const counts = `${count} of ${of}`;
  const range = interval ? `${percent(interval.low)} to ${percent(interval.high)}` : '–';
  return `  ${name.padEnd(16)}${counts.padStart(15)}${percent(share).padStart(10)}   ${range}`;
}

function block<Kind extends string>(title: string, { all, kinds }: Figures<Kind>): string[] {
  const byKind = kinds.filter(({ kind, wrong }) => wrong.of > 0 && kind !== 'all');
  return [title, line('all', all), ...byKind.map(({ kind, wrong }) => line(kind, wrong)), ''];
}

/** `about` are lines on what was measured. */
export function presentGrouping(figures: GroupingFigures, about: readonly string[]): string {
  const { sequences, frames, contents } = figures;
  return [
    ...about,
    `${sequences} sequences, ${contents} contents, ${frames} frames; shares with 95 % intervals (Wilson)`,
    '',
    'neighbouring frames: an odd one (arm, shadow) between them is passed over',
    '',
    ...block('pairs of neighbouring frames wrongly merged (bar 1 %), by how the content changed', figures.mergedPairs),
    ...block('pairs of neighbouring frames wrongly split (bar 10 %), by what happened between', figures.splitPairs),
    ...block('pairs of contents wrongly merged (bar 1 %)', figures.mergedContents),
    ...block('contents wrongly split (bar 10 %)', figures.splitContents),
    ...block('pairs of adjacent frames of one content that are split, odd frames too', figures.adjacentPairs),
    ...block('frames with an arm or a shadow kept apart from the frame before', figures.oddFrames),
  ]
    .join('\n')
    .trimEnd();
}
