/** The model in use, for administrators. */
import type { Manifest } from '../inference/manifest.ts';
import type { Api, Guards } from '../people/people.guards.ts';
import type { Model } from './models.repo.ts';
import { type ModelInUse, modelInUseSchema } from './models.schemas.ts';
import type { ModelsService } from './models.service.ts';

const versionOf = ({ name, version, sha256, firstUsedAt }: Model) => {
  return { name, version, sha256, firstUsedAt: new Date(firstUsedAt).toISOString() };
};

/** By value, the highest first; what gets nothing added is left out. */
function offsetsOf({ labels, offsets = [] }: Pick<Manifest, 'labels' | 'offsets'>): ModelInUse['offsets'] {
  const byValue = Map.groupBy(labels, (_, index) => offsets[index] ?? 0);
  byValue.delete(0);
  return [...byValue].map(([offset, those]) => ({ offset, labels: those })).toSorted((a, b) => b.offset - a.offset);
}

export function createModelsRoutes(deps: {
  models: Pick<ModelsService, 'current' | 'earlier'>;
  manifest: Pick<Manifest, 'labels' | 'bytes' | 'licence' | 'thresholds' | 'offsets'>;
  card: Pick<ModelInUse, 'figures' | 'limits'>;
  guards: Guards;
}): Api {
  const { models, manifest, card, guards } = deps;
  const api = guards.api();
  const { labels, bytes, licence, thresholds } = manifest;
  const offsets = offsetsOf(manifest);
  api.get(
    '/model',
    { access: 'administer', summary: 'The model in use: figures, thresholds, versions', answer: modelInUseSchema },
    () => ({
      current: { ...versionOf(models.current()), labels: labels.length, bytes, licence },
      thresholds,
      offsets,
      ...card,
      earlier: models.earlier().map(versionOf),
    }),
  );
  return api;
}
