/** The model in use: what the web process must know of it to decide, and its row in the database. */
import { type Manifest, ModelError } from '../inference/manifest.ts';
import type { Clock } from '../platform/clock.ts';
import type { Model, ModelsRepo } from './models.repo.ts';

export type ModelsService = ReturnType<typeof createModelsService>;

/**
 * Registers the model of the manifest. Throws when the same version was used here before with another file: a changed
 * model needs a new version, or its results could not be told apart.
 */
export function createModelsService(deps: { repo: ModelsRepo; manifest: Manifest; clock: Clock }) {
  const { repo, manifest, clock } = deps;
  const known = repo.findVersion(manifest.id, manifest.version);
  if (known && known.sha256 !== manifest.sha256) {
    const name = `${manifest.id}@${manifest.version}`;
    throw new ModelError(`Model ${name} was used here with another file; a changed model needs a new version.`);
  }
  const current: Model =
    known ??
    repo.insert({
      name: manifest.id,
      version: manifest.version,
      sha256: manifest.sha256,
      labels: manifest.labels,
      firstUsedAt: clock(),
    });
  return {
    /** Row of the model in use. */
    current: (): Model => current,
    /** As workers name it: id@version. */
    currentName: (): string => `${manifest.id}@${manifest.version}`,
    /** Other versions that were used here, the latest first. */
    earlier: (): Model[] => repo.others(current.id),
    thresholds: () => manifest.thresholds,
    offsets: () => manifest.offsets,
    find: (id: number): Model | null => repo.find(id),
  };
}
