/** Notices about cameras as the API shows them. */
import { z } from 'zod';
import { unusableReasons } from '../inference/categories.ts';

/** Why a picture is of no use: it can't be judged, or not even be read. */
export const pictureFaults = [...unusableReasons, 'unreadable'] as const;
export type PictureFault = (typeof pictureFaults)[number];

/** What a notice is about. */
export const noticeKinds = ['unusable', 'silent'] as const;
export const noticeReasons = [...pictureFaults, 'silent'] as const;

/** Query of GET /camera-notices: those in force (default), also those that ended in the last hours, or the latest of all. */
export const noticesQuerySchema = z.strictObject({
  state: z.enum(['open', 'recent', 'all']).default('open'),
  limit: z.coerce.number().int().min(1).max(200).default(50),
});

const cameraNoticeSchema = z.object({
  id: z.int(),
  kind: z.enum(noticeKinds),
  estate: z.object({ id: z.int(), name: z.string() }),
  station: z.object({ id: z.int(), name: z.string() }),
  camera: z.object({ id: z.int(), name: z.string() }),
  /** The commonest fault so far. */
  reason: z.enum(noticeReasons),
  /** When the first picture that could not be used was taken, and the first usable one; null: it goes on. */
  since: z.iso.datetime({ offset: true }),
  until: z.iso.datetime({ offset: true }).nullable(),
  /** Pictures that could not be used, or did not come. */
  count: z.int(),
});

/** Answer of GET /camera-notices, the latest first. */
export const noticeListSchema = z.object({ items: z.array(cameraNoticeSchema) });

export type CameraNoticeView = z.infer<typeof cameraNoticeSchema>;
export type NoticeList = z.infer<typeof noticeListSchema>;
