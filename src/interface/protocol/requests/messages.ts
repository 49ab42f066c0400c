import { z } from 'zod';
import { MENTION_LIMIT } from '../../../domain/room.js';
import { SendMessage } from '../../../application/use-cases/send-message.js';
import { presentInstant } from '../present.js';
import { request } from '../request.js';
import { ClientId, Epoch, Id, Instant, Seq, Text } from '../schemas.js';

/** What the caller says. */
export const messageRequests = {
  'message:send': request({
    summary:
      'Writes a message down. The ack comes when it is durable; a repeat of the id answers the first ack.',
    input: z.strictObject({
      room: Id,
      id: ClientId,
      text: Text,
      mentions: z.array(Id).max(MENTION_LIMIT).optional(),
    }),
    output: z.object({ epoch: Epoch, seq: Seq, sentAt: Instant, duplicate: z.boolean() }),
    http: { method: 'POST', path: '/api/rooms/:room/messages', status: 201 },
    useCase: SendMessage,
    overlaps: true,
    async answer(sendMessage, input, caller) {
      const { epoch, seq, sentAt, duplicate } = await sendMessage.execute({ ...input, caller });
      return { epoch, seq, sentAt: presentInstant(sentAt), duplicate };
    },
  }),
};
