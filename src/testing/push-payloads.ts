/** Bodies as devices of each maker send them, built around the project's own pictures; and what goes wrong with them. */
import { createHash } from 'node:crypto';

/** A request as a device sends it, behind its address. */
export interface Payload {
  method?: string;
  path?: string;
  type: string | null;
  body: Buffer;
}

interface MultipartPart {
  headers: Record<string, string>;
  body: Buffer | string;
}

export interface MultipartOptions {
  boundary?: string;
  /** Content-Length of the parts: right, none, or wrong by so much. */
  lengths?: 'right' | 'none' | number;
  isClosed?: boolean;
  lineBreak?: string;
  declared?: string;
}

export function multipart(parts: MultipartPart[], options: MultipartOptions = {}): Payload {
  const { boundary = 'MIME_boundary', lengths = 'right', isClosed = true, lineBreak = '\r\n' } = options;
  const chunks: (Buffer | string)[] = [];
  for (const { headers, body } of parts) {
    const length = Buffer.byteLength(body) + (typeof lengths === 'number' ? lengths : 0);
    const all = lengths === 'none' ? headers : { ...headers, 'Content-Length': String(length) };
    const lines = Object.entries(all).map(([name, value]) => `${name}: ${value}${lineBreak}`);
    chunks.push(`--${boundary}${lineBreak}`, ...lines, lineBreak, body, lineBreak);
  }
  if (isClosed) chunks.push(`--${boundary}--${lineBreak}`);
  const body = Buffer.concat(chunks.map((chunk) => Buffer.from(chunk as string)));
  return { type: `multipart/form-data; boundary=${options.declared ?? boundary}`, body };
}

export const part = (name: string, body: Buffer | string, type: string, fileName = name): MultipartPart => ({
  headers: { 'Content-Disposition': `form-data; name="${name}"; filename="${fileName}"`, 'Content-Type': type },
  body,
});
export const jpegPart = (name: string, bytes: Buffer, fileName = `${name}.jpg`): MultipartPart =>
  part(name, bytes, 'image/jpeg', fileName);

export interface Alert {
  eventType?: string;
  eventState?: string;
  dateTime?: string;
  channel?: string;
  mac?: string;
  uuid?: string;
  count?: number;
  isResent?: boolean;
  namespace?: string;
  more?: string;
}

/** Hikvision's document, in any of its name spaces. */
export function alertXml(alert: Alert = {}): string {
  const { dateTime = '2026-11-30T18:05:00+08:00', channel = '<channelID>1</channelID>', more = '' } = alert;
  return `<?xml version="1.0" encoding="UTF-8"?>
<EventNotificationAlert version="2.0" xmlns="${alert.namespace ?? 'http://www.hikvision.com/ver20/XMLSchema'}">
<ipAddress>192.168.1.64</ipAddress><portNo>80</portNo><protocol>HTTP</protocol>
<macAddress>${alert.mac ?? 'c0:56:e3:11:22:33'}</macAddress>
${channel}
<dateTime>${dateTime}</dateTime>
<activePostCount>${alert.count ?? 1}</activePostCount>
<eventType>${alert.eventType ?? 'VMD'}</eventType>
<eventState>${alert.eventState ?? 'active'}</eventState>
<eventDescription>Motion alarm</eventDescription>
<channelName>东门投放点</channelName>
<DetectionRegionList><DetectionRegionEntry><regionID>1</regionID></DetectionRegionEntry></DetectionRegionList>
${alert.uuid ? `<UUID>${alert.uuid}</UUID>` : ''}${alert.isResent ? '<isDataRetransmission>true</isDataRetransmission>' : ''}${more}
</EventNotificationAlert>
`;
}

export const alertJson = (more: Record<string, unknown> = {}): string =>
  JSON.stringify({
    ipAddress: '192.168.1.64',
    portNo: 80,
    protocol: 'HTTP',
    macAddress: 'c0:56:e3:11:22:33',
    channelID: 1,
    dateTime: '2026-11-30T18:05:00+08:00',
    activePostCount: 1,
    eventType: 'mixedTargetDetection',
    eventState: 'active',
    eventDescription: 'Mixed target detection',
    ...more,
  });

const xmlPart = (xml: string): MultipartPart => part('MoveDetection.xml', xml, 'application/xml');

export const hikvision = {
  motion: (picture: Buffer, alert: Alert = {}, options: MultipartOptions = {}): Payload =>
    multipart([xmlPart(alertXml(alert)), jpegPart('VMDImage', picture)], options),
  plates: (scene: Buffer, plate: Buffer): Payload =>
    multipart(
      [
        part('anpr.xml', alertXml({ eventType: 'ANPR' }), 'text/xml'),
        jpegPart('licensePlatePicture.jpg', plate, 'licensePlatePicture.jpg'),
        jpegPart('detectionPicture.jpg', scene, 'detectionPicture.jpg'),
      ],
      { boundary: 'AaB03x' },
    ),
  burst: (pictures: Buffer[]): Payload =>
    multipart([xmlPart(alertXml()), ...pictures.map((one, index) => jpegPart(`image_${index + 1}`, one))], {
      boundary: '---------------------------7e13971310878',
      lengths: 'none',
    }),
  json: (picture: Buffer, more: Record<string, unknown> = {}): Payload =>
    multipart([
      part('mixedTargetDetection', alertJson(more), 'application/json'),
      jpegPart('backgroundImage', picture),
    ]),
  bare: (alert: Alert = {}): Payload => ({
    type: 'application/xml; charset="UTF-8"',
    body: Buffer.from(alertXml(alert)),
  }),
  aiop: (url: string, more: Record<string, unknown> = {}): Payload => ({
    type: 'application/json',
    body: Buffer.from(
      alertJson({
        eventType: 'AIOP_Polling_Snap',
        url,
        AIOPData: {
          width: 1920,
          height: 1080,
          events: { alertInfo: [{ ruleInfo: { ruleID: 1, ruleName: '满溢' }, target: { id: 1 } }] },
          targets: [
            {
              obj: {
                modelID: 'm1',
                id: 1,
                type: 1,
                confidence: 930,
                valid: 1,
                visible: 1,
                rect: { x: '0.1', y: '0.2', w: '0.3', h: '0.4' },
              },
            },
          ],
        },
        ...more,
      }),
    ),
  }),
};

export const isecure = (picUri: string, eventId = 'f6f94b6b-3c0c-4f1c-9a39-4b2b55a8d1c0'): Payload => ({
  type: 'application/json;charset=UTF-8',
  body: Buffer.from(
    JSON.stringify({
      method: 'OnEventNotify',
      params: {
        ability: 'event_rule',
        sendTime: '2026-11-30T18:05:01.000+08:00',
        events: [
          {
            eventId,
            eventType: 131329,
            happenTime: '2026-11-30T18:05:00.000+08:00',
            srcIndex: 'a41b9ad1b6a24bd4a6f7cd5c8d0a4a11',
            srcName: '东门投放点',
            srcType: 'camera',
            status: 0,
            timeout: 30,
            eventDetails: [
              {
                data: JSON.stringify({ dataType: 'behavioral', picUri }),
                srcIndex: 'a41b9ad1b6a24bd4a6f7cd5c8d0a4a11',
              },
            ],
          },
        ],
      },
    }),
  ),
});

export const dahua = {
  json: (picture: Buffer): Payload =>
    multipart(
      [
        {
          headers: { 'Content-Type': 'text/plain' },
          body: JSON.stringify({
            Channel: 0,
            Events: [
              {
                Code: 'SmartMotionHuman',
                Action: 'Pulse',
                Index: 0,
                EventBaseInfo: { Code: 'SmartMotionHuman', Action: 'Pulse', Index: 0 },
                UTC: 1796033100,
              },
            ],
            DeviceID: 'DH-01',
          }),
        },
        { headers: { 'Content-Type': 'image/jpeg' }, body: picture },
      ],
      { boundary: 'myboundary', declared: '--myboundary' },
    ),
  dotted: (picture: Buffer): Payload =>
    multipart(
      [
        {
          headers: { 'Content-Type': 'text/plain' },
          body: 'Events[0].EventBaseInfo.Code=VideoMotion\r\nEvents[0].EventBaseInfo.Action=Start\r\nEvents[0].EventBaseInfo.Index=2\r\nEvents[0].GroupID=123\r\nEvents[0].CountInGroup=1\r\nEvents[0].IndexInGroup=1\r\nEvents[0].UTC=1796033100\r\n',
        },
        { headers: { 'Content-Type': 'image/jpeg' }, body: picture },
      ],
      { boundary: 'myboundary' },
    ),
  codeLine: (picture: Buffer): Payload =>
    multipart(
      [
        {
          headers: { 'Content-Type': 'text/plain' },
          body: 'Code=VideoMotion;action=Start;index=0;data={\n   "Id" : [ 0 ],\n   "LocaleTime" : "2026-11-30 18:05:00",\n   "RegionName" : [ "Region1" ]\n}\n',
        },
        { headers: { 'Content-Type': 'image/jpeg' }, body: picture },
      ],
      { boundary: 'myboundary' },
    ),
  keepAlive: { method: 'GET', path: '/PictureHttpUpload/keepalive', type: null, body: Buffer.alloc(0) } as Payload,
  its: (picture: Buffer, plate: Buffer): Payload => ({
    path: '/NotificationInfo/TollgateInfo',
    type: 'application/json',
    body: Buffer.from(
      JSON.stringify({
        Picture: {
          CutoutPic: { Content: plate.toString('base64'), PicName: 'cutout.jpg' },
          NormalPic: { Content: picture.toString('base64'), PicName: '20261130180500000.jpg' },
          SnapInfo: {
            DeviceID: '7J04E7BPAG00001',
            AccurateTime: '2026-11-30 18:05:00.123',
            SnapTime: '2026-11-30 18:05:00',
          },
        },
      }),
    ),
  }),
  itsKeepAlive: {
    path: '/NotificationInfo/KeepAlive',
    type: 'application/json',
    body: Buffer.from('{"Active":"keepAlive","DeviceID":"7J04E7BPAG00001"}'),
  } as Payload,
};

const capturedAt = 1796033100;
export const uniview = {
  alarm: (relatedId: string): Payload => ({
    path: '/LAPI/V1.0/System/Event/Notification/Alarm',
    type: 'application/json',
    body: Buffer.from(
      JSON.stringify({
        Reference: '192.168.1.13:81/Subscription/Subscribers/1',
        AlarmInfo: {
          AlarmType: 'MotionAlarmOn',
          TimeStamp: capturedAt,
          AlarmSeq: 7,
          AlarmSrcID: 3,
          AlarmSrcName: '东门',
          RelatedID: relatedId,
        },
      }),
    ),
  }),
  structure: (scene: Buffer, face: Buffer, relatedId: string): Payload => ({
    path: '/LAPI/V1.0/System/Event/Notification/Structure',
    type: 'text/plain',
    body: Buffer.from(
      JSON.stringify({
        Reference: '192.168.1.13:81/Subscription/Subscribers/1',
        Seq: 8,
        SrcID: 3,
        SrcName: '东门',
        TimeStamp: capturedAt,
        RelatedID: relatedId,
        StructureInfo: {
          ObjInfo: { FaceNum: 1, FaceInfoList: [{ FaceID: 1, SmallPicAttachIndex: 2, LargePicAttachIndex: 1 }] },
          ImageNum: 2,
          ImageInfoList: [
            {
              Index: 1,
              Type: 1,
              Format: 0,
              CaptureTime: capturedAt,
              Size: scene.length,
              Data: scene.toString('base64'),
            },
            { Index: 2, Type: 2, Format: 0, CaptureTime: capturedAt, Size: face.length, Data: face.toString('base64') },
          ],
        },
      }),
    ),
  }),
};

export const gb28181 = (picture: Buffer, channel = '34020000001320000001'): Payload =>
  multipart([
    { headers: { 'Content-Disposition': 'form-data; name="SessionID"' }, body: '1a2b3c' },
    jpegPart('file', picture, `${channel}022026113018050000001.jpg`),
  ]);

/** The picture with a comment in it that holds these bytes: still a good JPEG, but another one. */
export function withComment(jpeg: Buffer, text: string): Buffer {
  const comment = Buffer.from(text, 'latin1');
  const head = Buffer.from([0xff, 0xfe, 0, 0]);
  head.writeUInt16BE(comment.length + 2, 2);
  return Buffer.concat([jpeg.subarray(0, 2), head, comment, jpeg.subarray(2)]);
}

/** Each number another picture, told apart by its bytes alone. */
export const numbered = (jpeg: Buffer, number: number): Buffer => withComment(jpeg, `picture ${number}`);

export const hashOf = (bytes: Buffer): string => createHash('sha256').update(bytes).digest('hex');
