import { describe, expect, it } from 'vitest';
import type { CameraView } from '../../../cameras/cameras.schemas.ts';
import { cameraPlaceName, needsSomebody, statesOf } from './camera-states.ts';

const fine: CameraView = {
  id: 1,
  name: 'East',
  stationId: 2,
  station: { id: 2, name: 'Gate' },
  estate: { id: 3, name: 'One' },
  intervalS: 60,
  hasKey: true,
  addedAt: '2026-11-20T10:00:00Z',
  lastSeenAt: '2026-11-20T10:05:00Z',
  silent: false,
  today: { expected: 5, received: 5, unusable: 0 },
  notices: [],
  reference: { state: 'set', setAt: '2026-11-20T10:04:00Z' },
  viewRevision: 2,
  views: [{ binId: 1, counting: true, polygon: [] }],
  maskRevision: 0,
  masks: [],
};
const states = (change: Partial<CameraView>) => statesOf({ ...fine, ...change }).map(({ state }) => state);

describe('the state of a camera', () => {
  it('is fine, or what somebody must see to, the worst first', () => {
    expect(states({})).toEqual(['fine']);
    expect(needsSomebody(fine)).toBe(false);
    expect(states({ hasKey: false, silent: true, views: [] })).toEqual(['no_key', 'no_views']);
    const notice = { reason: 'camera_moved' as const, since: '2026-11-20T10:00:00Z', count: 9 };
    const moved = { state: 'moved' as const, setAt: null };
    expect(states({ silent: true, notices: [notice], reference: moved })).toEqual(['silent', 'camera_moved']);
    expect(states({ reference: moved })).toEqual(['moved']);
    expect(needsSomebody({ ...fine, reference: moved })).toBe(true);
  });

  it('of a new camera is that it waits, then that it learns', () => {
    const gathering = { state: 'gathering' as const, setAt: null };
    expect(states({ lastSeenAt: null, reference: gathering })).toEqual(['never_seen']);
    expect(states({ reference: gathering })).toEqual(['gathering']);
    expect(needsSomebody({ ...fine, reference: gathering })).toBe(false);
  });
});

describe('the name of a camera’s place', () => {
  it('says nothing twice', () => {
    expect(cameraPlaceName(fine)).toBe('One Gate East');
    expect(cameraPlaceName({ ...fine, name: 'Gate 1' })).toBe('One Gate 1');
    expect(cameraPlaceName({ ...fine, name: 'One Gate 1' })).toBe('One Gate 1');
  });
});
