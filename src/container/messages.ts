/** Messages outward, wired together. */
import { createMessageSender } from '../messages/message-sender.ts';
import { createMessageSourcesRepo } from '../messages/message-sources.repo.ts';
import { createMessagesRepo } from '../messages/messages.repo.ts';
import { createMessagesService } from '../messages/messages.service.ts';
import { createSealing } from '../platform/sealing.ts';
import type { Foundation } from './foundation.ts';

export function createMessages({ config, db, calendar, clock, community, log, sealingKey }: Foundation) {
  return createMessagesService({
    ...{ db, repo: createMessagesRepo(db), sources: createMessageSourcesRepo(db), calendar, clock, log },
    sender: createMessageSender({
      smtpUrl: config.smtpUrl ?? null,
      from: config.smtpFrom ?? null,
      hosts: config.messageHosts,
    }),
    sealing: createSealing(sealingKey),
    communityName: () => community.settings().name,
  });
}
