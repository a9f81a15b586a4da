/** Counts what a grouping got wrong on sequences with known truth. Pure. */
import { type Proportion, proportion } from './evaluation.rules.ts';
import { type Change, changes, type Obstruction, type SequencePlan } from './grouping-plan.rules.ts';

/** What happened between two neighbouring frames of one content. */
const happenings = ['nothing', 'light changed', 'arm passed', 'shadow passed'] as const;
type Happening = (typeof happenings)[number];

/** A planned sequence and the episodes (indexes of frames) it was grouped into. */
export interface Grouped {
  plan: SequencePlan;
  episodes: number[][];
}

interface Case<Kind> {
  kind: Kind;
  isWrong: boolean;
}

const passed: Record<Obstruction, Happening> = { arm: 'arm passed', shadow: 'shadow passed' };

function episodeByFrame({ plan, episodes }: Grouped): number[] {
  const byFrame: number[] = Array(plan.frames.length).fill(-1);
  episodes.forEach((episode, number) => {
    for (const frame of episode) byFrame[frame] = number;
  });
  return byFrame;
}

/** Neighbouring frames that nothing stands before; an odd frame between them is passed over. */
function clearPairs({ frames }: SequencePlan): { from: number; to: number; happening: Happening }[] {
  const clear = frames.flatMap(({ obstruction }, index) => (obstruction ? [] : [index]));
  return clear.slice(1).map((to, at) => {
    const from = clear[at]!;
    const between = frames.slice(from + 1, to).find(({ obstruction }) => obstruction)?.obstruction;
    const lightChanged = frames.slice(from + 1, to + 1).some((frame) => frame.lightChanged);
    return { from, to, happening: between ? passed[between] : lightChanged ? 'light changed' : 'nothing' };
  });
}

function casesOf(grouped: Grouped) {
  const { frames, contents } = grouped.plan;
  const byFrame = episodeByFrame(grouped);
  const pairs = clearPairs(grouped.plan);
  const isSplit = (from: number, to: number): boolean => byFrame[from] !== byFrame[to];
  const same = pairs.filter(({ from, to }) => frames[from]!.content === frames[to]!.content);
  const splitPairs = same.map(({ from, to, happening }) => ({ kind: happening, isWrong: isSplit(from, to) }));
  const mergedPairs = pairs.flatMap(({ from, to }): Case<Change>[] => {
    const change = contents[frames[to]!.content]!.change;
    // Where a content was never seen clearly, the pair beside it is none of neighbouring contents.
    if (frames[to]!.content !== frames[from]!.content + 1 || change === null) return [];
    return [{ kind: change, isWrong: !isSplit(from, to) }];
  });
  const adjacentPairs = frames.flatMap(({ content }, to): Case<'all'>[] =>
    frames[to - 1]?.content === content ? [{ kind: 'all', isWrong: isSplit(to - 1, to) }] : [],
  );
  const oddFrames = frames.flatMap(({ obstruction, content }, index): Case<Obstruction>[] => {
    const before = frames[index - 1];
    if (!obstruction || before?.content !== content) return [];
    return [{ kind: obstruction, isWrong: isSplit(index - 1, index) }];
  });
  return { splitPairs, mergedPairs, adjacentPairs, oddFrames, ...contentCases(grouped, byFrame) };
}

function contentCases({ plan: { frames, contents } }: Grouped, byFrame: readonly number[]) {
  const clearEpisodes = contents.map((_, content) =>
    frames.flatMap((frame, index) => (frame.content === content && !frame.obstruction ? [byFrame[index]!] : [])),
  );
  const splitContents = clearEpisodes
    .filter((episodes) => episodes.length > 1)
    .map((episodes) => ({ kind: 'all' as const, isWrong: new Set(episodes).size > 1 }));
  const shares = (a: number, b: number): boolean => clearEpisodes[a]!.some((one) => clearEpisodes[b]!.includes(one));
  const mergedContents = contents.flatMap(({ change }, content): Case<Change | 'over another'>[] => {
    const next = change === null ? [] : [{ kind: change, isWrong: shares(content - 1, content) }];
    const isEmptyAgain = contents[content - 2]?.layers.length === 0 && contents[content]!.layers.length === 0;
    // An empty bin, briefly filled, is the same empty bin again.
    if (content < 2 || isEmptyAgain) return next;
    return [...next, { kind: 'over another', isWrong: shares(content - 2, content) }];
  });
  return { splitContents, mergedContents };
}

export interface Figures<Kind extends string> {
  all: Proportion;
  kinds: { kind: Kind; wrong: Proportion }[];
}

function figures<Kind extends string>(cases: readonly Case<Kind>[], kinds: readonly Kind[]): Figures<Kind> {
  const wrong = (of: readonly Case<Kind>[]): Proportion =>
    proportion(of.filter((one) => one.isWrong).length, of.length);
  return {
    all: wrong(cases),
    kinds: kinds.map((kind) => ({ kind, wrong: wrong(cases.filter((one) => one.kind === kind)) })),
  };
}

export interface GroupingFigures {
  sequences: number;
  frames: number;
  contents: number;
  /** Neighbouring clear frames of two contents in one episode, by how the content changed. */
  mergedPairs: Figures<Change>;
  /** Neighbouring clear frames of one content in two episodes, by what happened between them. */
  splitPairs: Figures<Happening>;
  /** Contents that share an episode with the next one, or with the one after it. */
  mergedContents: Figures<Change | 'over another'>;
  /** Contents (of at least two clear frames) in more than one episode. */
  splitContents: Figures<'all'>;
  /** Any two frames of one content next to each other, also those with something before the content, in two episodes. */
  adjacentPairs: Figures<'all'>;
  /** Frames with something before the content that aren't in the episode of the frame before. */
  oddFrames: Figures<Obstruction>;
}

export function groupingFigures(grouped: readonly Grouped[]): GroupingFigures {
  const cases = grouped.map(casesOf);
  return {
    sequences: grouped.length,
    frames: grouped.reduce((sum, { plan }) => sum + plan.frames.length, 0),
    contents: grouped.reduce((sum, { plan }) => sum + plan.contents.length, 0),
    mergedPairs: figures(
      cases.flatMap(({ mergedPairs }) => mergedPairs),
      changes,
    ),
    splitPairs: figures(
      cases.flatMap(({ splitPairs }) => splitPairs),
      happenings,
    ),
    mergedContents: figures(
      cases.flatMap(({ mergedContents }) => mergedContents),
      [...changes, 'over another'],
    ),
    splitContents: figures(
      cases.flatMap(({ splitContents }) => splitContents),
      ['all'],
    ),
    adjacentPairs: figures(
      cases.flatMap(({ adjacentPairs }) => adjacentPairs),
      ['all'],
    ),
    oddFrames: figures(
      cases.flatMap(({ oddFrames }) => oddFrames),
      ['arm', 'shadow'],
    ),
  };
}
