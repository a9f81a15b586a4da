import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { pino } from 'pino';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { variables } from '../config/variables.ts';
import { readReport } from '../evaluation/report-file.ts';
import { loadModel } from '../inference/manifest.ts';
import { setUpCommunity } from '../testing/community.ts';
import { openTestDatabase } from '../testing/database.ts';
import { startTestService, type TestService, tinyModelDir } from '../testing/service.ts';
import { limitsOf, readModelCard } from './model-card.ts';
import { createModelsRepo } from './models.repo.ts';
import type { ModelInUse } from './models.schemas.ts';
import { createModelsService } from './models.service.ts';

const served = join(import.meta.dirname, '../..', variables.modelDir.fallback);
const log = pino({ level: 'silent' });

describe('what lies beside a model', () => {
  it('is its figures as they were measured, and its limits', () => {
    const report = readReport(served);
    const { figures, limits } = readModelCard(served, log);
    expect(figures?.photos).toBe(report?.photos);
    expect(figures?.balancedAccuracy?.value).toBe(report?.balancedAccuracy.value);
    expect(figures?.flags[0]?.precision?.value).toBe(report?.flags.byShare[0]?.precision.value);
    expect(limits.length).toBeGreaterThan(0);
    expect(limits.some((limit) => limit.includes('\n'))).toBe(false);
  });

  it('is nothing for a model without it', () => {
    expect(readModelCard(tinyModelDir, log).figures).toBeNull();
    expect(limitsOf('# Model\n\n## Data\n\n- one\n')).toEqual([]);
    expect(limitsOf('## Limits\n\n- one\n  more\n- two\n\n## After\n\n- three\n')).toEqual(['one more', 'two']);
  });
});

describe('the model in use', () => {
  let service: TestService;
  beforeAll(async () => {
    service = await startTestService({ config: { modelDir: served } });
  });
  afterAll(() => service.stop());

  it('is told with thresholds, and since when', async () => {
    const { administrator } = await setUpCommunity(service);
    const { body } = await administrator.get<ModelInUse>('/api/v1/model');
    const manifest = JSON.parse(readFileSync(join(served, 'manifest.json'), 'utf8'));
    expect(body.current).toMatchObject({
      name: manifest.id,
      version: manifest.version,
      labels: manifest.labels.length,
    });
    expect(body.thresholds.flag).toBe(manifest.thresholds.flag);
    expect(body.figures?.flags.length).toBeGreaterThan(0);
    expect(body.earlier).toEqual([]);
    for (const { offset, labels } of body.offsets) {
      for (const label of labels) expect(manifest.offsets?.[manifest.labels.indexOf(label)]).toBe(offset);
    }
    const told = body.offsets.flatMap(({ labels }) => labels);
    expect(told).toHaveLength(manifest.offsets?.filter((one: number) => one !== 0).length ?? 0);
  });

  it('remembers the versions before it', () => {
    const { db, close } = openTestDatabase();
    const repo = createModelsRepo(db);
    const tiny = loadModel(tinyModelDir);
    let now = 1;
    createModelsService({ repo, manifest: { ...tiny, version: '0.0.1' }, clock: () => now });
    now = 2;
    createModelsService({ repo, manifest: { ...tiny, version: '0.0.2' }, clock: () => now });
    now = 3;
    const models = createModelsService({ repo, manifest: tiny, clock: () => now });
    expect(models.earlier().map(({ version }) => version)).toEqual(['0.0.2', '0.0.1']);
    close();
  });
});
