/** The only way from a finding to JSON: an open one tells nothing of what the model thought. */

import type { PhotoAddresses } from '../captures/photo-addresses.ts';
import type { OutcomeDistribution } from '../inference/categories.ts';
import { type Scheme, toCategories } from '../inference/scheme.ts';
import type { ObservationsRepo } from '../observations/observations.repo.ts';
import { fromBlob } from '../observations/observations.service.ts';
import { renditionSize } from '../platform/files/renditions.ts';
import type { FindingInPlace } from './findings.repo.ts';
import type { JudgedFinding, ReviewItem, SchemeItems } from './findings.schemas.ts';
import type { FindingsService } from './findings.service.ts';

export type FindingsPresenter = ReturnType<typeof createFindingsPresenter>;

const shownItems = 3;
const iso = (at: number): string => new Date(at).toISOString();

export function createFindingsPresenter(deps: {
  findings: Pick<FindingsService, 'liveVerdict'>;
  observations: Pick<ObservationsRepo, 'find'>;
  addresses: PhotoAddresses;
  scheme: () => Scheme;
}) {
  const { findings, observations, addresses, scheme } = deps;

  const namesOf = (label: string): Record<string, string> => {
    const { category: _, ...names } = scheme().items[label] ?? { category: null };
    return names;
  };

  const presentCommon = (found: FindingInPlace, personId: number) => ({
    id: found.finding.id,
    version: found.finding.version,
    capturedAt: iso(found.capture.capturedAt),
    place: { estate: found.estate, station: found.station, bin: found.bin },
    expected: found.expected,
    photo: {
      url: addresses.make(found.capture.id, personId),
      ...renditionSize(found.capture.width ?? 1, found.capture.height ?? 1),
      outline: found.outline,
      hidden: found.isPhotoHidden === 1,
    },
  });

  const presentReveal = (found: FindingInPlace): JudgedFinding['reveal'] => {
    const shown = found.finding.observationId === null ? null : observations.find(found.finding.observationId);
    if (!shown) return null;
    const { observation, model } = shown;
    const probabilities = fromBlob(observation.probabilities);
    const outcomes: OutcomeDistribution = toCategories(probabilities, model.labels, scheme());
    const items = model.labels
      .map((label, index) => ({ label, probability: probabilities[index] ?? 0 }))
      .sort((a, b) => b.probability - a.probability)
      .slice(0, shownItems)
      .map(({ label, probability }) => {
        return { label, names: namesOf(label), probability };
      });
    return {
      source: found.source,
      decision: observation.decision,
      unusable: observation.unusable,
      score: observation.score,
      threshold: observation.threshold,
      model: `${model.name}@${model.version}`,
      outcomes,
      items,
    };
  };

  const presentOpen = (found: FindingInPlace, personId: number): ReviewItem => ({
    ...presentCommon(found, personId),
    state: 'open',
    leasedUntil: found.finding.leasedUntil === null ? null : iso(found.finding.leasedUntil),
  });

  /** Null while it is open. */
  const presentVerdict = (found: FindingInPlace, personId: number): JudgedFinding | null => {
    const live = findings.liveVerdict(found.finding.id);
    if (found.finding.state !== 'judged' || !live) return null;
    const { id, judgement, actual, further, item, note, givenAt, afterReveal } = live.verdict;
    return {
      ...presentCommon(found, personId),
      state: 'judged',
      verdict: {
        id,
        judgement,
        actual,
        further: further ?? [],
        item: item === null ? null : { label: item, names: namesOf(item) },
        note,
        by: live.by,
        at: iso(givenAt),
        afterReveal,
      },
      reveal: presentReveal(found),
    };
  };

  return {
    presentItems: (): SchemeItems => ({
      items: Object.entries(scheme().items).map(([label, { category }]) => ({
        label,
        category,
        names: namesOf(label),
      })),
    }),
    presentOpen,
    /** An open or a judged finding, as its state asks for. */
    present: (found: FindingInPlace, personId: number): ReviewItem | JudgedFinding =>
      presentVerdict(found, personId) ?? presentOpen(found, personId),
    /** For lists of what was judged; throws for an open one. */
    presentJudged(found: FindingInPlace, personId: number): JudgedFinding {
      const judged = presentVerdict(found, personId);
      if (!judged) throw new Error(`finding ${found.finding.id} is listed as judged and is not`);
      return judged;
    },
  };
}
