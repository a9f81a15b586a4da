/** Health and ways of arrival in English: see the Chinese for what each is for. */
import type { Words } from '../zh-CN.ts';

export const cameraHealth: Words['cameraHealth'] = {
  title: 'Health',
  contact: 'Last heard',
  never: 'Never yet',
  unknown: 'Not known yet',
  kind: { photo: 'photo', heartbeat: 'heartbeat', agent: 'gateway', pull: 'asked for a picture' },
  clock: 'Clock is off by',
  clockOff: 'Please set the camera’s clock (NTP is best).',
  seconds: 's',
  minutes: 'min',
  hours: 'h',
  size: 'Picture size',
  sizeChanged: 'Was {{width}} × {{height}} until {{time}}: check whether the views still fit.',
  week: 'Photos in 7 days',
  weekPhotos: '{{received}} of {{expected}}',
  weekUnusable: '{{share}} unusable',
  notMeasured: 'Not measured',
  notMeasuredHours: '{{hours}} of {{of}} open hours',
  agent: 'Gateway',
  agentWaiting: 'waiting to be sent: {{count}}',
  agentDropped: '{{count}} given up for want of room ({{from}} to {{until}})',
  agentRefused: '{{count}} refused, kept on the gateway',
};
