// Lets simulated cameras post the project's own photographs to a running demonstration community.
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { z } from 'zod';
import { loadScenes } from '../src/demo/camera-simulator.scenes.ts';
import { createCameraSimulator } from '../src/demo/camera-simulator.ts';

const HELP = `Usage: node scripts/simulate-cameras.ts --data DIR [--url URL] [--interval 20s] [--count N]

  --data DIR       the service's data folder; cameras and keys are read from DIR/demo.json
  --url URL        the service's address (default: the one in demo.json)
  --interval TIME  time between two photographs of one camera, such as 500ms, 30s or 2m (default 20s)
  --count N        stop after N accepted photographs (default: go on until stopped)`;

const demoSchema = z.object({
  url: z.url(),
  cameras: z.array(z.object({ id: z.int(), key: z.string(), layout: z.string() })),
});

function parseInterval(text: string): number {
  const [, amount, unit] = /^(\d+(?:\.\d+)?)(ms|s|m)$/.exec(text) ?? [];
  if (!amount) throw new Error(`--interval ${text}: expected a time such as 500ms, 30s or 2m.`);
  return Number(amount) * (unit === 'ms' ? 1 : unit === 's' ? 1_000 : 60_000);
}

async function simulate(values: { data: string; url?: string; interval: string; count?: string }): Promise<void> {
  const count = values.count === undefined ? undefined : Number(values.count);
  if (count !== undefined && !(count > 0)) throw new Error(`--count ${values.count}: expected a number above 0.`);
  const demo = demoSchema.parse(JSON.parse(await readFile(join(values.data, 'demo.json'), 'utf8')));
  const stop = new AbortController();
  for (const event of ['SIGINT', 'SIGTERM', 'disconnect']) process.on(event, () => stop.abort());
  const webUrl = values.url ?? demo.url;
  console.log(`${demo.cameras.length} simulated cameras post to ${webUrl}`);
  const totals = await createCameraSimulator({
    webUrl,
    cameras: demo.cameras,
    scenes: await loadScenes(join(import.meta.dirname, '../fixtures/scenes')),
    intervalMs: parseInterval(values.interval),
    random: Math.random,
    signal: stop.signal,
    log: (line) => console.log(line),
    ...(count === undefined ? {} : { count }),
  }).run();
  console.log(`${totals.accepted} photographs accepted, ${totals.refused} refused, ${totals.stopped} cameras stopped`);
}

const options = {
  data: { type: 'string' },
  url: { type: 'string' },
  interval: { type: 'string', default: '20s' },
  count: { type: 'string' },
  help: { type: 'boolean' },
} as const;
const { data, help, ...rest } = parseArgs({ options }).values;
if (help || data === undefined) console.log(HELP);
else await simulate({ data, ...rest });
if (process.connected) process.disconnect();
if (!help && data === undefined) process.exitCode = 2;
