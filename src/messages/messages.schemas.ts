/** Messages outward: channels to chat robots and mailboxes, what each is told, and how its messages went. */
import { z } from 'zod';

export const channelKinds = ['wecom', 'dingtalk', 'feishu', 'email'] as const;
/** What can be told. */
export const topics = [
  'camera_trouble',
  'camera_recovered',
  'report_drafted',
  'month_closed',
  'appeal_filed',
  'waiting',
] as const;
/** `uncertain`: it was sent and no answer came; sending again might tell it twice, so a person decides. */
export const deliveryStates = ['waiting', 'sending', 'sent', 'failed', 'uncertain'] as const;

const moment = z.iso.datetime({ offset: true });
/** Minutes since local midnight. */
const minute = z.int().min(0).max(1439);

const fields = {
  name: z.string().trim().min(1).max(60),
  topics: z.array(z.enum(topics)).min(1),
  language: z.enum(['zh-CN', 'en']),
  /** Within it nothing is sent; what comes up waits for its end. Null: at any time. May go over midnight. */
  quiet: z.object({ from: minute, to: minute }).nullable(),
  /** Least minutes between two messages: what comes up in between goes out as one. */
  digestMinutes: z.int().min(1).max(1440),
  /** {community} and {lines}; null: the usual one. */
  template: z.string().trim().min(1).max(500).nullable(),
};
/** Of a robot its webhook, of a mailbox its address. */
const address = z.string().trim().min(3).max(500);
/** For signing, where the robot asks for it (DingTalk, Feishu). */
const secret = z.string().trim().min(1).max(200).nullable();

export const channelRequestSchema = z.strictObject({ kind: z.enum(channelKinds), address, secret, ...fields });
/** Left out: as it is. An address is never shown again, so it is only ever replaced. */
export const channelChangeSchema = z.strictObject({ ...fields, address, secret }).partial();

const channelSchema = z.object({
  id: z.int(),
  kind: z.enum(channelKinds),
  ...fields,
  /** Enough to tell two apart, not enough to send there: the host, or the mailbox with letters left out. */
  addressHint: z.string(),
  isSigned: z.boolean(),
  /** Of the latest message. */
  lastState: z.enum(deliveryStates).nullable(),
});

/** Answer of GET /message-channels. */
export const channelListSchema = z.object({
  items: z.array(channelSchema),
  /** Hosts that a webhook may be at. */
  hosts: z.array(z.string()),
  /** Whether mail can be sent at all (SMTP_URL). */
  canMail: z.boolean(),
});

const deliverySchema = z.object({
  id: z.int(),
  channel: z.object({ id: z.int(), name: z.string() }),
  state: z.enum(deliveryStates),
  lines: z.array(z.string()),
  dueAt: moment,
  sentAt: moment.nullable(),
  tries: z.int(),
  fault: z.string().nullable(),
});

/** Answer of GET /message-deliveries, the latest first. */
export const deliveryListSchema = z.object({ items: z.array(deliverySchema) });

export type Topic = (typeof topics)[number];
export type ChannelKind = (typeof channelKinds)[number];
export type ChannelRequest = z.infer<typeof channelRequestSchema>;
export type ChannelChange = z.infer<typeof channelChangeSchema>;
export type ChannelView = z.infer<typeof channelSchema>;
export type ChannelList = z.infer<typeof channelListSchema>;
export type DeliveryList = z.infer<typeof deliveryListSchema>;
