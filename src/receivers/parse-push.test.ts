import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  alertJson,
  alertXml,
  dahua,
  gb28181,
  hikvision,
  isecure,
  jpegPart,
  multipart,
  numbered,
  type Payload,
  part,
  uniview,
  withComment,
} from '../testing/push-payloads.ts';
import { parsePush } from './parse-push.ts';
import { eventKey, type PushedEvent, picturesToTake, type Vendor } from './push-event.rules.ts';

const scenes = join(import.meta.dirname, '../../fixtures/scenes/close-ups');
const jpeg = readFileSync(join(scenes, readdirSync(scenes).find((name) => name.endsWith('.jpg')) ?? ''));
const crop = numbered(jpeg, 99);

const parse = ({ method = 'POST', path = '', type, body }: Payload, headers: Record<string, string> = {}) =>
  parsePush({ method, path, query: {}, headers: { ...(type ? { 'content-type': type } : {}), ...headers }, body });

/** What a payload says, its pictures by place in `pictures`. */
function told(payload: Payload, pictures: Buffer[] = [jpeg]) {
  const { understood, fault } = parse(payload);
  const place = (bytes: Buffer): number => pictures.findIndex((one) => one.equals(bytes));
  return {
    fault,
    vendor: understood?.vendor,
    events: understood?.events.map((event) => ({
      type: event.eventType,
      channel: event.channel,
      said: event.said?.iso ?? null,
      pictures: picturesToTake(event).map(({ bytes }) => place(bytes)),
      urls: event.urls,
    })),
  };
}
const only = (payload: Payload): PushedEvent => {
  const [event, ...more] = parse(payload).understood?.events ?? [];
  if (!event || more.length > 0) throw new Error('not one event');
  return event;
};

describe('Hikvision', () => {
  it('is read from XML in each of its name spaces, with and without prefix and byte order mark', () => {
    const spaces = [
      'http://www.hikvision.com/ver20/XMLSchema',
      'http://www.isapi.org/ver20/XMLSchema',
      'urn:psialliance-org',
    ];
    for (const namespace of spaces) {
      const xml = alertXml({ namespace });
      const prefixed = xml.replaceAll(/<(\/?)(\w+)/g, '<$1ns:$2').replace('xmlns=', 'xmlns:ns=');
      for (const text of [xml, `\ufeff${xml}`, prefixed]) {
        const payload = multipart([part('MoveDetection.xml', text, 'application/xml'), jpegPart('VMDImage', jpeg)]);
        expect(told(payload)).toEqual({
          fault: null,
          vendor: 'hikvision',
          events: [{ type: 'VMD', channel: '1', said: '2026-11-30T18:05:00+08:00', pictures: [0], urls: [] }],
        });
      }
    }
  });

  it('is read whatever the content type says, and in GBK', () => {
    for (const type of ['application/xml', 'text/plain', 'application/octet-stream', 'text/html; charset=x', null]) {
      expect(told({ ...hikvision.bare(), type }).events).toHaveLength(1);
    }
    const gbk = Buffer.concat([
      Buffer.from('<EventNotificationAlert><eventType>VMD</eventType><channelName>', 'latin1'),
      Buffer.from([0xb6, 0xab, 0xc3, 0xc5]),
      Buffer.from('</channelName></EventNotificationAlert>', 'latin1'),
    ]);
    expect(only({ type: 'application/xml', body: gbk }).channelName).toBe('东门');
  });

  it('takes the scene of a plate event, not the plate', () => {
    const payload = hikvision.plates(jpeg, crop);
    expect(told(payload, [jpeg, crop]).events?.[0]?.pictures).toEqual([0]);
  });

  it('takes twelve pictures of one body', () => {
    const pictures = Array.from({ length: 12 }, (_, index) => numbered(jpeg, index));
    expect(told(hikvision.burst(pictures), pictures).events?.[0]?.pictures).toEqual([...pictures.keys()]);
  });

  it('tells a recorder’s network channels from its analogue ones', () => {
    const channelOf = (channel: string): string | null => only(hikvision.bare({ channel })).channel;
    expect(channelOf('<dynChannelID>33</dynChannelID>')).toBe('D1');
    expect(channelOf('<channelID>0</channelID><dynChannelID>36</dynChannelID>')).toBe('D4');
    expect(channelOf('<channelID>34</channelID>')).toBe('D2');
    expect(channelOf('<channelID>2</channelID>')).toBe('2');
  });

  it('is read from JSON, alone, in a form, wrapped, in a list', () => {
    const texts = [
      alertJson(),
      JSON.stringify({ EventNotificationAlert: JSON.parse(alertJson()) }),
      `[${alertJson()}]`,
    ];
    for (const text of texts) {
      expect(told({ type: 'application/json', body: Buffer.from(text) }).events).toMatchObject([
        { type: 'mixedTargetDetection', channel: '1', said: '2026-11-30T18:05:00+08:00' },
      ]);
    }
    expect(told(hikvision.json(jpeg)).events?.[0]?.pictures).toEqual([0]);
  });

  it('marks what was stored and sent again, and the end of an event', () => {
    expect(only(hikvision.bare({ isResent: true, eventState: 'inactive' }))).toMatchObject({
      isResent: true,
      isActive: false,
    });
    expect(only(hikvision.bare())).toMatchObject({
      isResent: false,
      isActive: true,
      device: { mac: 'c0:56:e3:11:22:33' },
    });
  });

  it('has times that lost the sign of their offset, and says when a time can’t be read', () => {
    expect(only(hikvision.bare({ dateTime: '2024-01-22T11:47:0500:00' })).said).toEqual({
      iso: '2024-01-22T11:47:05+00:00',
      hasOffset: true,
    });
    expect(only(hikvision.bare({ dateTime: 'yesterday' }))).toMatchObject({ said: null, isTimeUnreadable: true });
  });

  it('gives the address of a picture on its AI platform', () => {
    expect(told(hikvision.aiop('http://10.0.0.9/pic/1.jpg'))).toMatchObject({
      vendor: 'hikvision_aiop',
      events: [{ type: 'AIOP_Polling_Snap', urls: ['http://10.0.0.9/pic/1.jpg'] }],
    });
  });
});

describe('other makers', () => {
  it('iSecure gives addresses of pictures, also in words that are JSON themselves', () => {
    expect(told(isecure('https://10.0.0.8:6113/pic?id=5'))).toEqual({
      fault: null,
      vendor: 'isecure',
      events: [
        {
          type: '131329',
          channel: 'a41b9ad1b6a24bd4a6f7cd5c8d0a4a11',
          said: '2026-11-30T18:05:00.000+08:00',
          pictures: [],
          urls: ['https://10.0.0.8:6113/pic?id=5'],
        },
      ],
    });
  });

  it('Dahua pushes JSON, dotted keys or a line, its channels counted from one', () => {
    expect(told(dahua.json(jpeg))).toMatchObject({
      vendor: 'dahua',
      events: [{ type: 'SmartMotionHuman', channel: '1', said: '2026-11-30T10:05:00.000Z', pictures: [0] }],
    });
    expect(told(dahua.dotted(jpeg)).events).toMatchObject([{ type: 'VideoMotion', channel: '3', pictures: [0] }]);
    expect(told(dahua.codeLine(jpeg)).events).toMatchObject([
      { type: 'VideoMotion', channel: '1', said: '2026-11-30T18:05:00', pictures: [0] },
    ]);
    expect(parse(dahua.keepAlive).understood).toMatchObject({ vendor: 'dahua', isHeartbeat: true });
    const word = multipart([{ headers: { 'Content-Type': 'text/plain' }, body: 'Heartbeat' }], {
      boundary: 'myboundary',
    });
    expect(parse(word).understood).toMatchObject({ vendor: 'dahua', isHeartbeat: true });
  });

  it('Dahua’s traffic interface gives the whole picture and the one cut out, and expects its answer', () => {
    const { understood } = parse(dahua.its(jpeg, crop));
    expect(understood?.answer.body).toBe('{"Result":true}');
    expect(told(dahua.its(jpeg, crop), [jpeg, crop])).toMatchObject({
      vendor: 'dahua_itsapi',
      events: [{ said: '2026-11-30T18:05:00.123', pictures: [0] }],
    });
    expect(parse(dahua.itsKeepAlive).understood).toMatchObject({
      isHeartbeat: true,
      answer: { body: '{"Result":true}' },
    });
  });

  it('Uniview tells of one event as alarm and structure, the face apart from the scene', () => {
    const related = 'd3f0c7e2-0001';
    expect(told(uniview.alarm(related)).events).toMatchObject([{ type: 'MotionAlarmOn', channel: '3', pictures: [] }]);
    expect(told(uniview.structure(jpeg, crop, related), [jpeg, crop]).events).toMatchObject([
      { channel: '3', said: '2026-11-30T10:05:00.000Z', pictures: [0] },
    ]);
    const keys = [uniview.alarm(related), uniview.structure(jpeg, crop, related)].map((payload) =>
      eventKey(only(payload), 'uniview' satisfies Vendor),
    );
    expect(keys[0]).toBe(keys[1]);
  });

  it('GB/T 28181 snapshots carry channel and time in their name', () => {
    expect(told(gb28181(jpeg))).toMatchObject({
      vendor: 'gb28181',
      events: [{ channel: '34020000001320000001', said: '2026-11-30T18:05:00', pictures: [0] }],
    });
    const named = '340200000013200000010220261130180500' + '00001.jpg';
    const bare = parse({ type: 'image/jpeg', path: `/upload/${named}`, body: jpeg });
    expect(bare.understood?.vendor).toBe('gb28181');
  });

  it('anything else may post a picture, as bytes, as a form, as base64', () => {
    const forms: Payload[] = [
      { type: 'image/jpeg', body: jpeg },
      { type: 'application/octet-stream', body: jpeg },
      { type: 'text/plain', body: Buffer.from(jpeg.toString('base64')) },
      { type: 'application/json', body: Buffer.from(JSON.stringify({ image: jpeg.toString('base64') })) },
      multipart([jpegPart('photo', jpeg, '192.168.1.64_01_20261130180500123_TIMING.jpg')]),
    ];
    for (const form of forms) expect(told(form)).toMatchObject({ vendor: 'other', events: [{ pictures: [0] }] });
    expect(told(forms[4] as Payload).events).toMatchObject([{ channel: '01', said: '2026-11-30T18:05:00' }]);
  });
});

describe('a body that is not as it should be', () => {
  const picture = (payload: Payload): number[] | undefined => told(payload).events?.[0]?.pictures;

  it('has parts whose lengths are missing or wrong', () => {
    for (const lengths of ['none', 1, -1, 7, -500, 100_000] as const) {
      expect(picture(hikvision.motion(jpeg, {}, { lengths })), String(lengths)).toEqual([0]);
    }
  });

  it('has no closing boundary, or none declared, or another declared', () => {
    expect(picture(hikvision.motion(jpeg, {}, { isClosed: false }))).toEqual([0]);
    expect(picture({ ...hikvision.motion(jpeg), type: 'multipart/form-data' })).toEqual([0]);
    expect(picture(hikvision.motion(jpeg, {}, { declared: 'something_else' }))).toEqual([0]);
    expect(picture({ ...hikvision.motion(jpeg), type: 'application/octet-stream' })).toEqual([0]);
  });

  it('has a boundary of dashes, in quotes, with dashes counted twice, lines ended by line feeds', () => {
    const boundary = '----------------------------1234';
    expect(picture(hikvision.motion(jpeg, {}, { boundary }))).toEqual([0]);
    expect(picture(hikvision.motion(jpeg, {}, { boundary, declared: `"${boundary}"` }))).toEqual([0]);
    expect(picture(hikvision.motion(jpeg, {}, { boundary: 'abc', declared: '--abc' }))).toEqual([0]);
    expect(picture(hikvision.motion(jpeg, {}, { lineBreak: '\n' }))).toEqual([0]);
  });

  it('has a picture that holds the boundary', () => {
    for (const text of ['\r\n--MIME_boundary\r\n', '\r\n--MIME_boundary--\r\n', '--MIME_boundary']) {
      const tricky = withComment(jpeg, text);
      for (const lengths of ['right', 'none', 3] as const) {
        for (const isClosed of [true, false]) {
          const payload = hikvision.motion(tricky, {}, { lengths, isClosed });
          expect(told(payload, [tricky]).events?.[0]?.pictures).toEqual([0]);
        }
      }
    }
  });

  it('has a picture that breaks off, which is refused unless a whole one came too', () => {
    const half = jpeg.subarray(0, jpeg.length / 2);
    expect(parse(hikvision.motion(half)).fault).toBe('cut_off');
    expect(parse({ type: 'image/jpeg', body: half }).fault).toBe('cut_off');
    const both = multipart([
      part('a.xml', alertXml(), 'application/xml'),
      jpegPart('one', half),
      jpegPart('two', jpeg),
    ]);
    expect(told(both)).toMatchObject({ fault: null, events: [{ pictures: [0] }] });
  });

  it('has parts in another order, without headers, and names in another case', () => {
    expect(picture(multipart([jpegPart('VMDImage', jpeg), part('x', alertXml(), 'text/xml')]))).toEqual([0]);
    const bare = multipart(
      [
        { headers: {}, body: alertXml() },
        { headers: {}, body: jpeg },
      ],
      { lengths: 'none' },
    );
    expect(picture(bare)).toEqual([0]);
    const loud = Buffer.from(alertJson().replaceAll('eventType', 'EventType').replaceAll('channelID', 'ChannelId'));
    expect(only({ type: 'application/json', body: loud }).channel).toBe('1');
  });

  it('is nothing, or nothing that is known', () => {
    expect(parse({ type: 'text/plain', body: Buffer.alloc(0) }).fault).toBe('empty');
    expect(parse({ type: 'text/plain', body: Buffer.from('hello') }).fault).toBe('no_document');
    expect(parse({ type: 'application/json', body: Buffer.from('{"a":1}') }).fault).toBe('unknown_document');
    const bomb =
      '<!DOCTYPE a [<!ENTITY b "c">]><EventNotificationAlert><eventType>&b;</eventType></EventNotificationAlert>';
    expect(parse({ type: 'application/xml', body: Buffer.from(bomb) }).fault).toBe('no_document');
  });
});

describe('any bytes', () => {
  const payloads: Payload[] = [
    hikvision.motion(jpeg),
    hikvision.json(jpeg),
    dahua.dotted(jpeg),
    dahua.its(jpeg, crop),
    uniview.structure(jpeg, crop, 'related-id-1'),
    isecure('http://10.0.0.8/a.jpg'),
    gb28181(jpeg),
  ];

  it('never throw, and a picture that is taken is a whole one', () => {
    const change = fc.record({
      which: fc.nat(payloads.length - 1),
      at: fc.double({ min: 0, max: 1, noNaN: true }),
      remove: fc.nat(400),
      insert: fc.oneof(
        fc.uint8Array({ maxLength: 60 }),
        fc
          .constantFrom('\r\n--MIME_boundary--', '{{{{', '<<<', '\u0000', 'Content-Length: 5', '\xff\xd8\xff')
          .map((text) => Buffer.from(text, 'latin1')),
      ),
    });
    fc.assert(
      fc.property(fc.array(change, { minLength: 1, maxLength: 3 }), (changes) => {
        const original = payloads[changes[0]?.which ?? 0] as Payload;
        let { body } = original;
        for (const { at, remove, insert } of changes) {
          const from = Math.floor(at * body.length);
          body = Buffer.concat([body.subarray(0, from), insert, body.subarray(from + remove)]);
        }
        for (const event of parse({ ...original, body }).understood?.events ?? []) {
          for (const { bytes } of picturesToTake(event)) expect(bytes.length).toBeGreaterThan(3);
        }
      }),
      { numRuns: 300 },
    );
  });
});
