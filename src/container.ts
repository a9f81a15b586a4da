/** The one place where everything is wired together: foundation, features, web; started and stopped here. */
import { fileURLToPath } from 'node:url';
import type { App } from './app.ts';
import type { WebConfig } from './config/config.ts';
import { createFeatures } from './container/features.ts';
import { type ContainerDeps, createFoundation } from './container/foundation.ts';
import { createWeb } from './container/web.ts';
import { loadScenes } from './demo/camera-simulator.scenes.ts';
import type { Demo } from './demo/demo.schemas.ts';
import { seedAdministrator, seedDemo } from './demo/demo.seed.ts';
import type { Health } from './health.ts';
import { createConsumer } from './platform/queue/consumer.ts';
import { recordClassification } from './platform/queue/queues.ts';
import { type Repeated, repeat } from './platform/repeat.ts';

const scenesFolder = fileURLToPath(new URL('../fixtures/scenes', import.meta.url));
const sweepEveryMs = 2_000;
const pullTickMs = 1_000;
const hoursEveryMs = 60_000;
/** The first round, at the start, finds what a killed process left; later ones what has waited too long. */
const spoolEveryMs = 600_000;
const messagesEveryMs = 20_000;
const drawEveryMs = 600_000;
const resumeEveryMs = 5_000;
const resultsAtOnce = 100;
/** Recording takes milliseconds; what a lost connection left unfinished is taken up again soon. */
const resultLockMs = 10_000;
const resultStalledMs = 5_000;

export interface Container {
  app: App;
  /** Begins to record results, sweep and keep the hours. */
  start(): Promise<void>;
  /** Ends the streams of live events, which would never end by themselves. */
  hangUp(): void;
  /** Ends that, then closes the queue and the database. */
  stop(): Promise<void>;
  health(): Promise<Health>;
  /** Erases what need not wait in the spool any longer; also done at the start and every ten minutes. */
  sweepSpool(): Promise<void>;
  /** Raises notices about cameras that have been silent; also done every minute. */
  watchSilence(): void;
  /** Draws the audits of days that have ended; also done every ten minutes. */
  drawAudits(): void;
  /** Makes the drafts of reports of months that are over; also done every ten minutes. */
  draftReports(): Promise<void>;
  /** Finishes what was left of bodies that devices pushed, and forgets the oldest; also done every few seconds and minutes. */
  sweepPushed(): Promise<void>;
  /** Makes messages of what has happened and sends what is due; also done every twenty seconds. */
  tell(): Promise<void>;
  /** Resolves when everything that devices were answered for is done. */
  settlePushed(): Promise<void>;
  /** Makes the notices that are due and brings points and published lists in step; also done every minute. */
  recompute(): void;
  /** Makes the contacts of the quarter and draws the spot-checks that are due; also done every ten minutes. */
  planTasks(): void;
  /** The demonstration community, its logins and camera keys kept in `file`; null when another one is here. */
  seedDemo(file: string, url: string): Promise<Demo | null>;
  /** The first account, with its password; null when there are people here already. */
  seedAdministrator(): Promise<{ username: string; password: string } | null>;
}

/** Opens the database in config.dataDir and wires the web process; nothing runs before `start`. */
export function createContainer(config: WebConfig, deps: ContainerDeps): Container {
  const foundation = createFoundation(config, deps);
  const { db, log, connection, onQueueError, producer, results, community } = foundation;
  const features = createFeatures(foundation);
  const { people, places, homes, cameras, masking, dispatch, observations, live } = features;
  const { app, health } = createWeb(foundation, features, deps);
  const { watchSilence } = features.health;
  const running: Repeated[] = [];
  const recompute = (): void => {
    features.notices.issueDue();
    features.points.recompute();
    features.lists.correctVoid();
  };
  const planTasks = (): void => {
    features.taskPlan.planContacts();
    features.spotChecks.drawDue();
  };
  let closeConsumer = async (): Promise<void> => {};
  return {
    app,
    health,
    sweepSpool: masking.sweep,
    watchSilence,
    drawAudits: features.audits.drawDue,
    recompute,
    planTasks,
    draftReports: features.monthReports.draftDue,
    async tell() {
      features.messages.gather();
      await features.messages.sendDue();
    },
    settlePushed: features.push.settle,
    async sweepPushed() {
      await features.push.resume();
      await features.push.settle();
      await features.push.sweep();
    },
    hangUp: live.close,
    async seedDemo(file, url) {
      const { layouts } = await loadScenes(scenesFolder);
      return seedDemo({ db, people, places, homes, cameras, community, layouts }, file, url);
    },
    seedAdministrator: () => seedAdministrator(people),
    async start() {
      features.homes.completeCodes();
      const consumer = createConsumer(connection, recordClassification, observations.record, {
        concurrency: resultsAtOnce,
        lockDurationMs: resultLockMs,
        stalledIntervalMs: resultStalledMs,
        onFailure: ({ reason, final }) => log.warn({ reason, final }, 'a result could not be recorded'),
        onError: onQueueError,
      });
      closeConsumer = consumer.close;
      const onError = (error: unknown): void => log.error({ err: error }, 'housekeeping failed');
      const sweep = async (): Promise<void> => {
        await dispatch.sweep();
        observations.groupWaiting();
      };
      const lookAfterHours = async (): Promise<void> => {
        cameras.writeHours();
        watchSilence();
      };
      running.push(repeat(sweepEveryMs, sweep, onError));
      running.push(repeat(hoursEveryMs, lookAfterHours, onError));
      running.push(repeat(spoolEveryMs, masking.sweep, onError));
      features.arrivals.watchDropFolder();
      running.push(repeat(pullTickMs, async () => features.arrivals.pulls.tick(), onError));
      running.push(repeat(hoursEveryMs, async () => recompute(), onError));
      features.messages.settle();
      const tell = async (): Promise<void> => {
        features.messages.gather();
        await features.messages.sendDue();
      };
      running.push(repeat(messagesEveryMs, tell, onError));
      const draw = async (): Promise<void> => {
        features.audits.drawDue();
        planTasks();
        await features.monthReports.draftDue();
      };
      running.push(repeat(drawEveryMs, draw, onError));
      running.push(repeat(spoolEveryMs, features.reports.sweepUploads, onError));
      running.push(repeat(spoolEveryMs, features.push.sweep, onError));
      running.push(repeat(resumeEveryMs, features.push.resume, onError));
      running.push(repeat(sweepEveryMs, features.pushFetches.fetchDue, onError));
    },
    async stop() {
      live.close();
      features.points.stop();
      await Promise.all(running.map((one) => one.stop()));
      await closeConsumer();
      await features.reportReader.close();
      await features.push.settle();
      await features.arrivals.closeArrivals();
      await dispatch.settle();
      await Promise.all([producer.close(), results.close()]);
      db.$client.close();
    },
  };
}
