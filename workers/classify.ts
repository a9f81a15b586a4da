/** Worker process: classifies photographs from the queue until it is told to stop (`node workers/classify.ts`). */
import { createClassificationWorker } from '../src/classification/classification.worker.ts';
import { ConfigError, loadWorkerConfig, type WorkerConfig } from '../src/config/config.ts';
import { ModelError } from '../src/inference/manifest.ts';
import { createLogger, type Logger } from '../src/platform/logger.ts';
import { onSignals } from '../src/platform/processes/signals.ts';
import { exitCodes } from '../src/platform/processes/start-error.ts';

/** Less than the time after which whoever stops this process kills it. */
const closeTimeoutMs = 9_000;

async function run(config: WorkerConfig, log: Logger): Promise<void> {
  const worker = await createClassificationWorker({
    queue: { url: config.redisUrl, prefix: config.queuePrefix },
    webUrl: config.webUrl,
    workerKey: config.workerKey,
    photoDir: config.photoDir,
    modelDir: config.modelDir,
    concurrency: config.workerConcurrency,
    inferenceThreads: config.inferenceThreads,
    maxPixels: config.maxPhotoPixels,
    log,
    onClassifierDeath: (error) => {
      log.fatal({ err: error }, 'the classifier has died; its jobs go to another worker or to this one’s successor');
      process.exit(exitCodes.failed);
    },
  });
  let isStopping = false;
  const stop = async (): Promise<void> => {
    if (isStopping) return;
    isStopping = true;
    log.info('finishing what is running');
    // Without Redis there is nobody to say goodbye to.
    setTimeout(() => process.exit(exitCodes.failed), closeTimeoutMs).unref();
    await worker.close();
    process.exit(0);
  };
  onSignals(
    () => void stop(),
    () => process.exit(exitCodes.forced),
  );
  // Whoever started this process with a channel wants to know when it works, and takes it along when it goes away.
  process.on('disconnect', () => void stop());
  process.send?.({ type: 'ready' });
}

try {
  const config = loadWorkerConfig(process.env);
  await run(config, createLogger({ level: config.logLevel, name: 'worker' }));
} catch (error) {
  const isSettings = error instanceof ConfigError || error instanceof ModelError;
  console.error(isSettings ? error.message : error);
  process.exit(isSettings ? exitCodes.settings : exitCodes.failed);
}
