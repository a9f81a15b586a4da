/** Messages outward: gathers what has happened, makes one message of several, sends each once and says how it went. */
import type { Calendar } from '../platform/calendar.ts';
import type { Clock } from '../platform/clock.ts';
import { type Db, inTransaction } from '../platform/db/database.ts';
import { AppError } from '../platform/errors.ts';
import type { Logger } from '../platform/logger.ts';
import type { Sealing } from '../platform/sealing.ts';
import type { MessageSender, Outcome, Outgoing } from './message-sender.ts';
import type { Happening, MessageSourcesRepo } from './message-sources.repo.ts';
import { wordsOf } from './message-words.rules.ts';
import type { Channel, Delivery, MessagesRepo } from './messages.repo.ts';
import { composeText, dueAt, hintOf, pauseAfter, unknownPlaceholders } from './messages.rules.ts';
import type {
  ChannelChange,
  ChannelList,
  ChannelRequest,
  ChannelView,
  DeliveryList,
  Topic,
} from './messages.schemas.ts';

export type MessagesService = ReturnType<typeof createMessagesService>;

/** What is older than this when it is first seen is not told any more. */
const freshMs = 24 * 3_600_000;
/** Of the day: when it is told how much waits. */
const waitingToldAtMinute = 9 * 60;
const listed = 100;

const quietOf = ({ quietFrom: from, quietTo: to }: Channel) => (from === null || to === null ? null : { from, to });
const contextOf = (what: 'address' | 'secret') => `message channel ${what}`;

export function createMessagesService(deps: {
  db: Db;
  repo: MessagesRepo;
  sources: MessageSourcesRepo;
  sender: MessageSender;
  sealing: Sealing;
  calendar: Pick<Calendar, 'dayOf' | 'minuteOfDay'>;
  clock: Clock;
  communityName: () => string;
  log: Pick<Logger, 'warn'>;
}) {
  const { db, repo, sources, sender, sealing, calendar, clock, communityName, log } = deps;

  const channelOrThrow = (id: number): Channel => {
    const channel = repo.findChannel(id);
    if (!channel) throw new AppError('no_such_channel', `There is no message channel with number ${id}.`);
    return channel;
  };
  /** Throws `bad_channel_address`, `unknown_placeholder`. */
  const check = (kind: Channel['kind'], address: string | undefined, template: string | null | undefined): void => {
    const isMailbox = /^[^\s@]+@[^\s@/]+$/.test(address ?? 'a@b');
    const isListed = sender.hosts.includes(URL.parse(address ?? '')?.host ?? '');
    if (address !== undefined && (kind === 'email' ? !isMailbox : !isListed)) {
      const wanted = kind === 'email' ? 'a mailbox' : `a webhook at ${sender.hosts.join(', ')}`;
      throw new AppError('bad_channel_address', `The address must be ${wanted}.`);
    }
    const [unknown] = unknownPlaceholders(template ?? '');
    if (unknown !== undefined) throw new AppError('unknown_placeholder', `Nothing stands for {${unknown}}.`);
  };
  const sealed = ({ address, secret }: Pick<ChannelChange, 'address' | 'secret'>) => ({
    ...(address === undefined
      ? {}
      : { sealedAddress: sealing.seal(address, contextOf('address')), addressHint: hintOf(address) }),
    ...(secret === undefined
      ? {}
      : { sealedSecret: secret === null ? null : sealing.seal(secret, contextOf('secret')) }),
  });
  const view = (channel: Channel): ChannelView => {
    const { id, kind, name, topics, language, digestMinutes, template, addressHint, sealedSecret } = channel;
    const quiet = quietOf(channel);
    const isSigned = sealedSecret !== null;
    const lastState = repo.lastState(id);
    return { id, kind, name, topics, language, quiet, digestMinutes, template, addressHint, isSigned, lastState };
  };

  const due = (channel: Channel, now: number): number => {
    const { digestMinutes } = channel;
    const times = { digestMinutes, quiet: quietOf(channel) };
    return dueAt(now, repo.lastSentAt(channel.id), times, calendar.minuteOfDay);
  };
  /** Inside a transaction. */
  const tell = (channel: Channel, eventId: number): void => {
    const delivery = repo.gathering(channel.id) ?? repo.insertDelivery(channel.id, due(channel, clock()));
    repo.addEvent(channel.id, eventId, delivery.id);
  };
  const waitingNow = (now: number): Happening[] => {
    const open = calendar.minuteOfDay(now) >= waitingToldAtMinute ? sources.openFindings() : 0;
    return open === 0 ? [] : [{ key: `waiting:${calendar.dayOf(now)}`, topic: 'waiting', facts: { open }, at: now }];
  };

  const outgoing = (delivery: Delivery, channel: Channel): Outgoing => {
    const words = wordsOf(channel.language);
    const lines = repo.eventsOf([delivery.id]).map(({ topic, facts }) => words.line[topic](facts));
    const { template, kind, sealedAddress, sealedSecret } = channel;
    const about = { community: communityName(), template, usual: words.usual, more: words.more };
    return {
      kind,
      address: sealing.open(sealedAddress, contextOf('address')),
      secret: sealedSecret === null ? null : sealing.open(sealedSecret, contextOf('secret')),
      title: words.title,
      text: composeText(lines.length > 0 ? lines : [words.test], about),
      id: `delivery-${delivery.id}-${channel.createdAt}`,
    };
  };
  /** What becomes of a message after a try. */
  const after = (outcome: Outcome, tries: number): Partial<Delivery> => {
    if (outcome.state === 'sent') return { state: 'sent', sentAt: clock(), tries, fault: null };
    const { fault } = outcome;
    const pause = outcome.state === 'again' ? pauseAfter(tries) : null;
    if (pause !== null) return { state: 'waiting', dueAt: clock() + pause, tries, fault };
    return { state: outcome.state === 'uncertain' ? 'uncertain' : 'failed', tries, fault };
  };
  /** Of a message marked as `sending`: a process that dies in between leaves it so, and nothing sends it again by itself. */
  const send = async (delivery: Delivery): Promise<void> => {
    const channel = repo.findChannel(delivery.channelId);
    if (!channel) {
      repo.updateDelivery(delivery.id, { state: 'failed', fault: 'the channel was removed' });
      return;
    }
    const outcome = await sender.send(outgoing(delivery, channel));
    const tries = delivery.tries + 1;
    if (outcome.state !== 'sent') log.warn({ delivery: delivery.id, tries, ...outcome }, 'a message could not be sent');
    repo.updateDelivery(delivery.id, after(outcome, tries));
  };

  return {
    list: (): ChannelList => ({ items: repo.channels().map(view), hosts: sender.hosts, canMail: sender.canMail }),
    add(request: ChannelRequest): ChannelView {
      const { quiet, address, secret, ...fields } = request;
      check(fields.kind, address, fields.template);
      const addressParts = { sealedAddress: '', addressHint: '', ...sealed({ address, secret }) };
      const times = { quietFrom: quiet?.from ?? null, quietTo: quiet?.to ?? null, createdAt: clock() };
      return view(channelOrThrow(repo.insertChannel({ ...fields, ...addressParts, ...times })));
    },
    change(id: number, { quiet, address, secret, ...fields }: ChannelChange): ChannelView {
      const { kind } = channelOrThrow(id);
      check(kind, address, fields.template);
      const times = quiet === undefined ? {} : { quietFrom: quiet?.from ?? null, quietTo: quiet?.to ?? null };
      const given = Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined));
      repo.updateChannel(id, { ...given, ...times, ...sealed({ address, secret }) });
      return view(channelOrThrow(id));
    },
    remove: (id: number): void => repo.updateChannel(channelOrThrow(id).id, { retiredAt: clock() }),

    /** A message of its own, at once. */
    async test(id: number): Promise<DeliveryList['items'][number]['state']> {
      const delivery = repo.insertDelivery(channelOrThrow(id).id, clock(), 'sending');
      await send(delivery);
      return repo.findDelivery(delivery.id)?.state ?? 'failed';
    },
    deliveries(): DeliveryList {
      const rows = repo.latest(listed);
      const events = Map.groupBy(
        repo.eventsOf(rows.map(({ delivery }) => delivery.id)),
        ({ deliveryId }) => deliveryId,
      );
      const items = rows.map(({ delivery: { id, state, dueAt: at, sentAt, tries, fault }, channel }) => {
        const words = wordsOf(channel.language);
        const lines = (events.get(id) ?? []).map(({ topic, facts }) => words.line[topic as Topic](facts));
        return {
          ...{ id, state, tries, fault, channel: { id: channel.id, name: channel.name } },
          lines: lines.length > 0 ? lines : [words.test],
          dueAt: new Date(at).toISOString(),
          sentAt: sentAt === null ? null : new Date(sentAt).toISOString(),
        };
      });
      return { items };
    },
    /** Sends again what failed or is uncertain; the person who asks has looked. Throws `no_such_delivery`, `delivery_not_ended`. */
    retry(id: number): void {
      const delivery = repo.findDelivery(id);
      if (!delivery) throw new AppError('no_such_delivery', 'There is no such message.');
      if (delivery.state !== 'failed' && delivery.state !== 'uncertain') {
        throw new AppError('delivery_not_ended', 'This message was sent, or still will be.');
      }
      // Not zero tries: it takes no further lines.
      repo.updateDelivery(id, { state: 'waiting', dueAt: clock(), tries: 1 });
    },

    /** What a stopped process left on its way may have arrived. At the start, before anything is sent. */
    settle(): void {
      for (const { id } of repo.leftSending())
        repo.updateDelivery(id, { state: 'uncertain', fault: 'stopped on its way' });
    },
    /** Makes messages of what has happened; a second run makes none. */
    gather(): void {
      const now = clock();
      const channels = repo.channels();
      if (channels.length === 0) return;
      const happened = [...sources.happenings(now - freshMs, calendar.dayOf), ...waitingNow(now)];
      inTransaction(db, () => {
        for (const one of happened) {
          const event = repo.insertEvent(one);
          if (!event) continue;
          for (const channel of channels) {
            if (channel.topics.includes(one.topic) && one.at >= channel.createdAt) tell(channel, event.id);
          }
        }
      });
    },
    /** Sends what is due, one after the other. */
    async sendDue(): Promise<void> {
      for (const delivery of repo.due(clock())) if (repo.claim(delivery.id)) await send(delivery);
    },
  };
}
