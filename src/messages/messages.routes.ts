/** Channels for messages outward, and how their messages went. */
import { z } from 'zod';
import type { Api, Guards } from '../people/people.guards.ts';
import {
  channelChangeSchema,
  channelListSchema,
  channelRequestSchema,
  deliveryListSchema,
  deliveryStates,
} from './messages.schemas.ts';
import type { MessagesService } from './messages.service.ts';

const params = z.object({ id: z.coerce.number().int().positive() });
const channel = channelListSchema.shape.items.element;
const access = 'administer';

export function createMessagesRoutes({ messages, guards }: { messages: MessagesService; guards: Guards }): Api {
  const api = guards.api();
  api.get(
    '/message-channels',
    { access, summary: 'Chat robots and mailboxes that are told', answer: channelListSchema },
    () => messages.list(),
  );
  api.post(
    '/message-channels',
    {
      ...{ access, action: 'message_channel_added', summary: 'A chat robot or mailbox to be told' },
      ...{ body: channelRequestSchema, answer: channel, status: 201 },
    },
    ({ body }) => messages.add(body),
  );
  api.patch(
    '/message-channels/:id',
    {
      ...{ access, action: 'message_channel_changed', summary: 'What a channel is told, and when' },
      ...{ params, body: channelChangeSchema, answer: channel },
    },
    ({ params: { id }, body }) => messages.change(id, body),
  );
  api.delete(
    '/message-channels/:id',
    { access, action: 'message_channel_removed', summary: 'A channel is told nothing more', params },
    ({ params: { id } }) => messages.remove(id),
  );
  api.post(
    '/message-channels/:id/test',
    {
      ...{ access, action: 'message_channel_tested', summary: 'Sends a test at once' },
      ...{ params, answer: z.object({ state: z.enum(deliveryStates) }) },
    },
    async ({ params: { id } }) => ({ state: await messages.test(id) }),
  );
  api.get(
    '/message-deliveries',
    { access, summary: 'The latest messages, and how each went', answer: deliveryListSchema },
    () => messages.deliveries(),
  );
  api.post(
    '/message-deliveries/:id/retry',
    { access, action: 'message_retried', summary: 'Sends again what failed, or what nobody knows of', params },
    ({ params: { id } }) => messages.retry(id),
  );
  return api;
}
