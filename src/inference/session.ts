/** Runs the network on a batch. `run` blocks its thread: only classifier.thread.ts uses this. */
import { InferenceSession, Tensor } from 'onnxruntime-node';
import { type LoadedManifest, ModelError } from './manifest.ts';
import { checkTensor, compareCheck } from './self-check.ts';
import { softmaxRows } from './softmax.ts';

export interface Session {
  /** Probabilities of `tensors`, row after row in the order of the manifest's labels. */
  run(tensors: Float32Array[]): Promise<Float32Array<ArrayBuffer>>;
  close(): Promise<void>;
}

function checkNames(session: InferenceSession, manifest: LoadedManifest): void {
  const { input, output } = manifest;
  if (!session.inputNames.includes(input.name) || !session.outputNames.includes(output.name)) {
    throw new ModelError(
      `${manifest.model} has the inputs ${session.inputNames} and outputs ${session.outputNames}; ` +
        `its manifest names ${input.name} and ${output.name}.`,
    );
  }
}

/**
 * Opens the network, on `threads` threads of the processor. A first run on a batch of two checks that batches of any size
 * are taken, that there are as many outputs as labels, and that this processor computes what was measured. Throws ModelError.
 */
export async function openSession(manifest: LoadedManifest, threads: number): Promise<Session> {
  const session = await InferenceSession.create(manifest.modelPath, {
    executionProviders: ['cpu'],
    intraOpNumThreads: threads,
    interOpNumThreads: 1,
    executionMode: 'sequential',
    graphOptimizationLevel: 'all',
    logSeverityLevel: 3,
    // Threads that spin while they wait would take the processor from decoding.
    extra: { session: { intra_op: { allow_spinning: '0' } } },
  });
  checkNames(session, manifest);
  const { width, height } = manifest.input;
  const values = 3 * width * height;
  const labels = manifest.labels.length;

  async function run(tensors: Float32Array[]): Promise<Float32Array<ArrayBuffer>> {
    const batch = new Float32Array(tensors.length * values);
    for (const [index, tensor] of tensors.entries()) batch.set(tensor, index * values);
    const input = new Tensor('float32', batch, [tensors.length, 3, height, width]);
    const answer = await session.run({ [manifest.input.name]: input }, [manifest.output.name]);
    const logits = answer[manifest.output.name]?.data;
    if (!(logits instanceof Float32Array) || logits.length !== tensors.length * labels) {
      throw new ModelError(
        `${manifest.model} gave ${logits?.length} numbers for ${tensors.length} pictures and ${labels} labels.`,
      );
    }
    return softmaxRows(logits, labels, manifest.temperature, manifest.offsets);
  }

  const first = await run([checkTensor(manifest.input), new Float32Array(values)]);
  compareCheck(manifest, first.subarray(0, labels));
  return { run, close: () => session.release() };
}
