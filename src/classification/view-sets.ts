/** The views of a camera's picture that a worker classifies, kept by revision: a revision never changes. */
import { z } from 'zod';
import type { Crop } from '../inference/preprocess.ts';
import type { WebClient } from './web-client.ts';

const viewSetJson = z
  .string()
  .transform((text, context) => {
    try {
      return JSON.parse(text) as unknown;
    } catch {
      context.addIssue({ code: 'custom', message: 'is not JSON' });
      return z.NEVER;
    }
  })
  .pipe(
    z.object({
      views: z.array(
        z.object({
          viewRevisionId: z.int().positive(),
          polygon: z.array(z.tuple([z.number(), z.number()])).min(3),
        }),
      ),
    }),
  );

export interface CroppedView {
  viewRevisionId: number;
  crop: Crop;
}

export interface ViewSets {
  /** The views of a camera at a revision; none when it had none. Throws OutageError or Error like the web client. */
  get(cameraId: number, revision: number): Promise<CroppedView[]>;
}

/** The upright rectangle around a polygon of fractions, within the picture. */
export function boundingCrop(polygon: readonly (readonly [number, number])[]): Crop {
  const within = (value: number): number => Math.min(1, Math.max(0, value));
  const span = (axis: 0 | 1): [number, number] => {
    const values = polygon.map((point) => within(point[axis]));
    return [Math.min(...values), Math.max(...values)];
  };
  const [left, right] = span(0);
  const [top, bottom] = span(1);
  return { x: left, y: top, width: right - left, height: bottom - top };
}

function parseViewSet(bytes: Buffer, name: string): CroppedView[] {
  const parsed = viewSetJson.safeParse(bytes.toString('utf8'));
  if (!parsed.success) throw new Error(`the view set ${name} is not understood:\n${z.prettifyError(parsed.error)}`);
  return parsed.data.views.map(({ viewRevisionId, polygon }) => ({ viewRevisionId, crop: boundingCrop(polygon) }));
}

/** `maxKept` sets are kept, those not used for longest making room; several jobs asking at once make one request. */
export function createViewSets(web: Pick<WebClient, 'get'>, maxKept = 1_000): ViewSets {
  const kept = new Map<string, Promise<CroppedView[]>>();

  function fetchViews(name: string): Promise<CroppedView[]> {
    const views = web.get(`view-sets/${name}`).then((bytes) => parseViewSet(bytes, name));
    views.catch(() => kept.delete(name));
    return views;
  }

  return {
    get(cameraId, revision) {
      const name = `${cameraId}/${revision}`;
      const views = kept.get(name) ?? fetchViews(name);
      // A Map keeps the order of insertion: putting it in anew makes it the youngest.
      kept.delete(name);
      kept.set(name, views);
      const oldest = kept.keys().next().value;
      if (kept.size > maxKept && oldest !== undefined) kept.delete(oldest);
      return views;
    },
  };
}
