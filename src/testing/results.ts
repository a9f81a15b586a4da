/** Plays the worker in a test: puts results into the real result queue and waits until they are recorded. */
import { fingerprintBytes } from '../inference/fingerprint.ts';
import { signatureBytes } from '../inference/frame-signature.ts';
import { loadModel } from '../inference/manifest.ts';
import type { Quality } from '../inference/quality.ts';
import { createProducer, type Producer } from '../platform/queue/producer.ts';
import { type ObservedView, type RecordClassification, recordClassification } from '../platform/queue/queues.ts';
import { cameraClient } from './client.ts';
import type { TestStation } from './community.ts';
import { seededRandom } from './pictures.ts';
import { type TestService, tinyModelDir } from './service.ts';
import { waitFor } from './wait.ts';

const manifest = loadModel(tinyModelDir);

/** What a view of a picture shows, in the words of the tiny model's labels, and how surely. */
export interface Seen {
  label: string;
  probability?: number;
  /** Two views with the same content look alike to grouping. */
  content?: number;
  dark?: boolean;
}

const goodQuality: Quality = {
  brightness: 0.5,
  darkShare: 0,
  brightShare: 0,
  darkest: 0.1,
  sharpness: 0.1,
  edges: 0.7,
  detail: 0.2,
};

/** What a worker measures of a whole photograph in which there is something to see; one without edges unless given. */
const goodFrame = (signature: Buffer = Buffer.alloc(signatureBytes)) => ({
  quality: { detail: 0.2, flatShare: 0.2 },
  signature: signature.toString('base64'),
});

/** The same for the same content, and unlike for another. */
function fingerprintLike(content: number): Buffer {
  const random = seededRandom(content);
  return Buffer.from(Array.from({ length: fingerprintBytes }, () => Math.floor(random() * 256)));
}

function observe(
  viewRevisionId: number | null,
  { label, probability = 0.98, content = 0, dark = false }: Seen,
): ObservedView {
  const rest = (1 - probability) / (manifest.labels.length - 1);
  return {
    viewRevisionId,
    probabilities: manifest.labels.map((one) => (one === label ? probability : rest)),
    quality: { ...goodQuality, ...(dark ? { brightness: 0, darkShare: 1, darkest: 0, sharpness: 0, detail: 0 } : {}) },
    fingerprint: fingerprintLike(content).toString('base64'),
  };
}

/** What the whole photograph shows. */
export interface SeenFrame {
  /** View set revision in force (default: that of a camera added with its views). */
  viewSetRevision?: number;
  signature?: Buffer;
}

export interface TestResults {
  /** Puts a result for a capture with its views from left to right; recording is not waited for. */
  put(station: TestStation, captureId: number, seen: Seen[], frame?: SeenFrame): Promise<void>;
  putOutcome(captureId: number, outcome: RecordClassification['outcome']): Promise<void>;
  /** Puts a result for a volunteer's photograph, which is one view. */
  putWhole(captureId: number, seen: Seen): Promise<void>;
  /** Posts a photograph as the station's camera; returns the capture's number. */
  post(station: TestStation, photo: Buffer, capturedAt: string): Promise<number>;
  /** Waits until the capture has ended; returns its state. */
  ended(station: TestStation, captureId: number): Promise<string>;
  /** All of it: posts, puts the result, waits. */
  classify(station: TestStation, photo: Buffer, capturedAt: string, seen: Seen[], frame?: SeenFrame): Promise<number>;
  close(): Promise<void>;
}

/** View set revision of a camera that was added with its views. */
const firstViewSet = 2;

export function createTestResults(service: TestService): TestResults {
  const connection = { url: service.redis.url, prefix: 'greensleeve' };
  const producer: Producer<RecordClassification> = createProducer(connection, recordClassification, () => undefined);
  const model = `${manifest.id}@${manifest.version}`;
  let jobs = 0;

  const viewRevisionsOf = async (station: TestStation, viewSetRevision: number): Promise<number[]> => {
    const { body } = await cameraClient(service.url, service.workerKey).get<{ views: { viewRevisionId: number }[] }>(
      `/internal/v1/view-sets/${station.camera.id}/${viewSetRevision}`,
    );
    return body.views.map((view) => view.viewRevisionId);
  };

  const results: TestResults = {
    async putOutcome(captureId, outcome) {
      jobs += 1;
      const job = { key: `test-${jobs}`, payload: { captureId, model, outcome } };
      // The first attempts may come before the connection is there.
      await waitFor(() => producer.add([job]).then(() => true), { what: 'the result queue' });
    },
    async put(station, captureId, seen, frame = {}) {
      const revisions = await viewRevisionsOf(station, frame.viewSetRevision ?? firstViewSet);
      const observations = seen.map((one, index) => observe(revisions[index] ?? 0, one));
      const [width, height] = [96 * seen.length, 96];
      const whole = goodFrame(frame.signature);
      await results.putOutcome(captureId, { kind: 'classified', width, height, frame: whole, observations });
    },
    putWhole: (captureId, seen) =>
      results.putOutcome(captureId, {
        kind: 'classified',
        width: 96,
        height: 96,
        frame: goodFrame(),
        observations: [observe(null, seen)],
      }),
    async post(station, photo, capturedAt) {
      const path = `/api/v1/captures?captured_at=${encodeURIComponent(capturedAt)}`;
      const { status, body } = await station.camera.client.send<{ id: number }>('POST', path, photo);
      if (status !== 202) throw new Error(`not taken in: ${status} ${JSON.stringify(body)}`);
      return body.id;
    },
    ended: (station, captureId) =>
      waitFor(
        async () => {
          const { body } = await station.camera.client.get<{ state: string }>(`/api/v1/captures/${captureId}`);
          return ['received', 'queued'].includes(body.state) ? null : body.state;
        },
        { what: `capture ${captureId} to end` },
      ),
    async classify(station, photo, capturedAt, seen, frame) {
      const captureId = await results.post(station, photo, capturedAt);
      await results.put(station, captureId, seen, frame);
      await results.ended(station, captureId);
      return captureId;
    },
    close: () => producer.close(),
  };
  return results;
}
