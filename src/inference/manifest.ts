/** Reads a model folder's manifest.json and makes sure that the network beside it is the one the manifest speaks of. */
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { z } from 'zod';

const perChannel = z.tuple([z.number(), z.number(), z.number()]);
const share = z.number().min(0).max(1);

const inputSchema = z.object({
  name: z.string().min(1),
  layout: z.literal('NCHW'),
  width: z.int().min(8).max(4096),
  height: z.int().min(8).max(4096),
  mean: perChannel,
  std: perChannel.refine((std) => std.every((value) => value > 0), { message: 'must be above 0' }),
  resize: z.object({ fit: z.literal('fill'), kernel: z.literal('linear') }),
});

const thresholdsSchema = z.object({
  flag: share,
  fits: share,
  closedBag: share,
  nothing: share,
  /** How much the score is softened (see distributions.ts); 1: not at all. */
  softening: z.number().min(1).max(10).default(1),
  chosenFor: z.string().min(1),
});

const manifestObject = z.object({
  schema: z.literal(1),
  id: z.string().regex(/^[a-z0-9][a-z0-9.-]*$/, 'may hold a-z, 0-9, - and .'),
  version: z.string().regex(/^\d+\.\d+\.\d+$/, 'must look like 1.0.0'),
  file: z.string().regex(/^[\w.-]+\.onnx$/, 'must be the name of an .onnx file in the same folder'),
  sha256: z.string().regex(/^[0-9a-f]{64}$/, 'must be 64 hexadecimal digits'),
  bytes: z.int().positive(),
  input: inputSchema,
  output: z.object({ name: z.string().min(1) }),
  labels: z
    .array(z.string().min(1))
    .min(2)
    .refine((labels) => new Set(labels).size === labels.length, { message: 'must not repeat a label' }),
  temperature: z.number().positive(),
  /** Added to each label's logit after the division by the temperature, in the order of the labels; absent: nothing. */
  offsets: z.array(z.number()).optional(),
  thresholds: thresholdsSchema,
  /** What the network made of the tensor of self-check.ts where it was measured. */
  check: z.object({ probabilities: z.array(share) }).optional(),
  training: z.looseObject({}),
  licence: z.string().min(1),
});

const manifestSchema = manifestObject.refine(({ labels, offsets }) => !offsets || offsets.length === labels.length, {
  message: 'must be as many as labels',
  path: ['offsets'],
});

/** What manifest.json says. */
export type Manifest = z.infer<typeof manifestSchema>;
/** What the network takes in: float32 [batch, 3, height, width], (rgb / 255 − mean) / std. */
export type InputSpec = Manifest['input'];
/** Probabilities from which decisions are made; `chosenFor` says what they were chosen for. */
export type Thresholds = Omit<Manifest['thresholds'], 'chosenFor'>;

/** A manifest whose network was found and is intact. */
export interface LoadedManifest extends Manifest {
  /** Model as id@version: the name under which its observations are kept. */
  model: string;
  /** Absolute path of the network. */
  modelPath: string;
}

/** Thrown when a model folder is incomplete or not what its manifest says; the message names the folder and what to do. */
export class ModelError extends Error {
  override name = 'ModelError';
}

function read(path: string): Buffer {
  try {
    return readFileSync(path);
  } catch (error) {
    throw new ModelError(`${path} can't be read: ${(error as Error).message}`, { cause: error });
  }
}

function parseManifest(path: string): Manifest {
  let json: unknown;
  try {
    json = JSON.parse(read(path).toString('utf8'));
  } catch (error) {
    if (error instanceof ModelError) throw error;
    throw new ModelError(`${path} is not JSON: ${(error as Error).message}`, { cause: error });
  }
  const parsed = manifestSchema.safeParse(json);
  if (parsed.success) return parsed.data;
  throw new ModelError(`${path} is not a manifest of this version:\n${z.prettifyError(parsed.error)}`);
}

/**
 * Reads `dir`/manifest.json and checks the network's size and SHA-256 (about 20 ms for 10 MB; at the start only).
 * Throws ModelError.
 */
export function loadModel(dir: string): LoadedManifest {
  const manifest = parseManifest(join(dir, 'manifest.json'));
  const modelPath = resolve(dir, manifest.file);
  const bytes = read(modelPath);
  if (bytes.length !== manifest.bytes) {
    throw new ModelError(
      `${modelPath} has ${bytes.length} bytes, its manifest says ${manifest.bytes}: fetch the model folder again.`,
    );
  }
  if (createHash('sha256').update(bytes).digest('hex') !== manifest.sha256) {
    throw new ModelError(`${modelPath} is not the file its manifest was written for (SHA-256 differs).`);
  }
  return { ...manifest, model: `${manifest.id}@${manifest.version}`, modelPath };
}
