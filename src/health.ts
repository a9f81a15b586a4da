/** Whether the service can do its work: the database it can't do without; without queue or workers photographs wait. */

export interface Health {
  status: 'ready' | 'degraded' | 'unavailable';
  checks: { database: 'ok' | 'failed'; queue: 'ok' | 'failed'; workers: number };
}

/** `database` throws when it can't be written; `workers` counts those connected and rejects when the queue is away. */
export async function checkHealth(deps: { database: () => void; workers: () => Promise<number> }): Promise<Health> {
  const counted = await deps.workers().then(
    (workers) => ({ queue: 'ok' as const, workers }),
    () => ({ queue: 'failed' as const, workers: 0 }),
  );
  try {
    deps.database();
  } catch {
    return { status: 'unavailable', checks: { database: 'failed', ...counted } };
  }
  const status = counted.queue === 'ok' && counted.workers > 0 ? 'ready' : 'degraded';
  return { status, checks: { database: 'ok', ...counted } };
}
