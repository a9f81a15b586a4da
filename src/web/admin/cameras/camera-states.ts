/** What is to be said of a camera in a word or two, the worst first. */
import type { CameraView } from '../../../cameras/cameras.schemas.ts';
import type { Words } from '../../locales/zh-CN.ts';

export interface CameraStateTag {
  state: keyof Words['cameraState'];
  tone: 'good' | 'warn' | 'bad' | 'quiet';
}

/** At least one; those of tone `bad` and `warn` need somebody. */
export function statesOf(camera: CameraView): CameraStateTag[] {
  const tags: CameraStateTag[] = [];
  if (!camera.hasKey) tags.push({ state: 'no_key', tone: 'bad' });
  else if (camera.silent && !camera.notices.some(({ reason }) => reason === 'silent'))
    tags.push({ state: 'silent', tone: 'bad' });
  const reasons = new Set(camera.notices.map(({ reason }) => reason));
  for (const reason of reasons) tags.push({ state: reason, tone: 'bad' });
  if (camera.reference.state === 'moved' && !reasons.has('camera_moved')) tags.push({ state: 'moved', tone: 'bad' });
  if (camera.views.length === 0) tags.push({ state: 'no_views', tone: 'warn' });
  if (tags.length > 0) return tags;
  if (camera.lastSeenAt === null) return [{ state: 'never_seen', tone: 'quiet' }];
  if (camera.reference.state === 'gathering') return [{ state: 'gathering', tone: 'quiet' }];
  return [{ state: 'fine', tone: 'good' }];
}

export function needsSomebody(camera: CameraView): boolean {
  return statesOf(camera).some(({ tone }) => tone === 'bad' || tone === 'warn');
}

/** Such as “一号院 东门 摄像头1”, without saying a name twice. */
export function cameraPlaceName({ name, station, estate }: Pick<CameraView, 'name' | 'station' | 'estate'>): string {
  const full = name.includes(station.name) ? name : `${station.name} ${name}`;
  return full.includes(estate.name) ? full : `${estate.name} ${full}`;
}
