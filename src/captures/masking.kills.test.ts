import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { AppError } from '../platform/errors.ts';
import { fieldsPicture } from '../testing/pictures.ts';
import {
  createWorld,
  filesIn,
  Killed,
  maskSets,
  type Polygon,
  paint,
  sha256Of,
  type World,
} from './masking.fixture.ts';

let originals: Buffer[];
beforeAll(async () => {
  originals = await Promise.all([1, 2, 3].map((seed) => fieldsPicture(['kitchen', 'residual'], seed)));
});

/** Holds at every moment, also in the very one in which the process was killed. */
function expectNothingLost({ folder, rows }: World, acknowledged: Set<string>): void {
  const spooled = filesIn(join(folder, 'spool/originals'));
  const stored = [...filesIn(join(folder, 'photos'))].filter(([path]) => !path.startsWith('incoming/'));
  for (const sha256 of acknowledged) expect(rows().map((row) => row.sha256)).toContain(sha256);
  for (const row of rows()) {
    if (row.masking === 'waiting') expect(sha256Of(spooled.get(`1-${row.sha256}`) ?? Buffer.alloc(0))).toBe(row.sha256);
    if (row.masking === 'masked') expect(stored.map(([, bytes]) => sha256Of(bytes))).toContain(row.maskedSha256);
  }
  const known = rows().map(({ maskedSha256 }) => maskedSha256);
  const received = new Set(originals.map(sha256Of));
  for (const [, bytes] of stored) {
    expect(known).toContain(sha256Of(bytes));
    expect(received.has(sha256Of(bytes))).toBe(false);
  }
}

/** Holds once the spool was swept. */
function expectNoOrphan({ folder, rows }: World): void {
  const waiting = rows().filter(({ masking }) => masking === 'waiting');
  expect([...filesIn(join(folder, 'spool')).keys()].sort()).toEqual(
    waiting.map(({ sha256 }) => `originals/1-${sha256}`).sort(),
  );
}

/** One life of the web process: the camera posts, a worker masks; the last photograph can't be read. Ends when it is killed. */
async function live(
  world: World,
  process: ReturnType<World['start']>,
  acknowledged: Set<string>,
  changeMasks: () => void,
) {
  const { masking, service, captures } = process;
  await masking.sweep();
  expectNoOrphan(world);
  for (const original of originals) {
    const { capture } = await service.receive(world.camera, original, {});
    acknowledged.add(capture.sha256);
  }
  for (const { id, sha256, masking: state } of world.rows()) {
    if (state !== 'waiting') continue;
    if (sha256 === sha256Of(originals[2] ?? Buffer.alloc(0))) {
      captures.end(id, { state: 'unreadable', stateReason: 'truncated', endedAt: 1_000_000 });
      world.advance();
      continue;
    }
    for (;;) {
      const task = masking.task(id);
      if (task.state === 'masked') break;
      const picture = await paint(await masking.original(id), task.polygons as Polygon[]);
      changeMasks();
      try {
        await masking.keep(id, { bytes: picture, revision: task.revision });
      } catch (error) {
        if (!(error instanceof AppError && error.code === 'masks_changed')) throw error;
      }
    }
  }
  await masking.sweep();
  expectNoOrphan(world);
}

describe('the masking of photographs, killed between any two of its steps', () => {
  it('loses no photograph, shows no original and leaves no file behind', async () => {
    const lives = fc.array(fc.record({ steps: fc.nat(24), masks: fc.nat(2), changes: fc.boolean() }), { maxLength: 8 });
    await fc.assert(
      fc.asyncProperty(lives, async (plan) => {
        const world = createWorld();
        const acknowledged = new Set<string>();
        try {
          for (const { steps, masks, changes } of plan) {
            let change = changes;
            const changeMasks = () => {
              if (change) world.masks.set(1, maskSets[masks] ?? [], null);
              change = false;
            };
            const process = world.start(steps);
            await live(world, process, acknowledged, changeMasks).catch((error) => {
              if (!(error instanceof Killed)) throw error;
            });
            expectNothingLost(world, acknowledged);
          }
          const last = world.start(Number.POSITIVE_INFINITY);
          await live(world, last, acknowledged, () => undefined);
          expectNothingLost(world, acknowledged);
          expect(filesIn(join(world.folder, 'spool')).size).toBe(0);
          expect(world.rows().map(({ masking }) => masking)).toEqual(['masked', 'masked', 'erased']);
          const kept = new Set(world.rows().flatMap(({ maskedSha256 }) => maskedSha256 ?? []));
          expect([...filesIn(join(world.folder, 'photos')).values()].map(sha256Of).sort()).toEqual([...kept].sort());
        } finally {
          world.close();
        }
      }),
      { numRuns: 25 },
    );
  }, 120_000);

  it('is stopped before each of its steps once', async () => {
    let points = 0;
    for (let steps = 0; ; steps += 1) {
      const world = createWorld();
      const acknowledged = new Set<string>();
      try {
        const process = world.start(steps);
        const end = await live(world, process, acknowledged, () => undefined).then(
          () => 'done',
          (error) => {
            if (!(error instanceof Killed)) throw error;
            return 'killed';
          },
        );
        expectNothingLost(world, acknowledged);
        await live(world, world.start(Number.POSITIVE_INFINITY), acknowledged, () => undefined);
        expectNothingLost(world, acknowledged);
        expect(filesIn(join(world.folder, 'spool')).size).toBe(0);
        if (end === 'done') break;
        points += 1;
      } finally {
        world.close();
      }
    }
    // Three photographs stored and entered, two masked in four steps, one given up in two.
    expect(points).toBe(3 * 2 + 2 * 4 + 2);
  }, 120_000);
});

describe('masking by several at once', () => {
  let world: World;
  beforeAll(() => {
    world = createWorld();
  });
  afterAll(() => world.close());

  it('keeps one picture when two workers return theirs, and erases what a camera sends again meanwhile', async () => {
    const { masking, service } = world.start(Number.POSITIVE_INFINITY);
    const original = originals[0] ?? Buffer.alloc(0);
    const posts = () => Promise.all([1, 2].map(() => service.receive(world.camera, original, {})));
    const [first, second] = await posts();
    expect(first?.capture.id).toBe(second?.capture.id);
    const id = first?.capture.id ?? 0;
    const [one, other] = [await paint(original, maskSets[0] ?? []), await paint(original, maskSets[1] ?? [])];
    const [kept, again] = await Promise.all([
      masking.keep(id, { bytes: one, revision: 1 }),
      masking.keep(id, { bytes: other, revision: 1 }),
      posts(),
    ]);
    expect(kept).toBe(again);
    expect([sha256Of(one), sha256Of(other)]).toContain(kept);
    expect(filesIn(join(world.folder, 'spool')).size).toBe(0);
    expect(filesIn(join(world.folder, 'photos')).size).toBe(1);
    expectNothingLost(world, new Set([sha256Of(original)]));
    // Long after: the bytes are known by their hash, though nobody has them any more.
    expect(await service.receive(world.camera, original, {})).toMatchObject({ duplicate: true, capture: { id } });
    expect(filesIn(join(world.folder, 'spool')).size).toBe(0);
  });

  it('leaves an original alone whose row is being written, and erases it when that fails', async () => {
    const { masking } = world.start(Number.POSITIVE_INFINITY);
    const original = originals[1] ?? Buffer.alloc(0);
    const source = { cameraId: 1, sha256: sha256Of(original) };
    const failing = masking.receive(source, original, async () => {
      await masking.sweep();
      expect(filesIn(join(world.folder, 'spool')).size).toBe(1);
      throw new Error('the row could not be written');
    });
    await expect(failing).rejects.toThrow('the row could not be written');
    expect(filesIn(join(world.folder, 'spool')).size).toBe(0);
  });
});
