/** What the classifier and its thread say to each other. */

/** Given to the thread when it starts. */
export interface ThreadSettings {
  modelDir: string;
  threads: number;
}

/** A batch to run; the tensors' memory changes hands. */
export interface BatchRequest {
  tensors: Float32Array<ArrayBuffer>[];
}

/** From the thread: `ready` once, then one answer to each batch in turn. */
export type ThreadMessage =
  | { kind: 'ready' }
  | { kind: 'probabilities'; probabilities: Float32Array<ArrayBuffer> }
  | { kind: 'failed'; reason: string };
