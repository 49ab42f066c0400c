import { z } from 'zod';
import { ATTACHMENT_LIMIT } from '../../../domain/file.js';
import { MENTION_LIMIT } from '../../../domain/room.js';
import { EditMessage } from '../../../application/use-cases/edit-message.js';
import { ForwardMessage } from '../../../application/use-cases/forward-message.js';
import type { SentMessage } from '../../../application/use-cases/post-message.js';
import { PinMessage } from '../../../application/use-cases/pin-message.js';
import { ReactToMessage } from '../../../application/use-cases/react-to-message.js';
import { ReadVersions, VERSIONS_LIMIT } from '../../../application/use-cases/read-versions.js';
import { RecallMessage } from '../../../application/use-cases/recall-message.js';
import { SendMessage } from '../../../application/use-cases/send-message.js';
import { presentInstant, presentPosition, presentVersion } from '../present.js';
import { request } from '../request.js';
import { ClientId, Emoji, Epoch, Id, Instant, Position, Seq, Text, Version } from '../schemas.js';

const mentions = z.array(Id).max(MENTION_LIMIT).optional();

/** By which a message is named. */
const address = { room: Id, epoch: Epoch, seq: Seq };

const Sent = z.object({ epoch: Epoch, seq: Seq, sentAt: Instant, duplicate: z.boolean() });

const presentSent = ({ epoch, seq, sentAt, duplicate }: SentMessage): z.input<typeof Sent> => ({
  epoch,
  seq,
  sentAt: presentInstant(sentAt),
  duplicate,
});

/** What the caller says, and makes of what was said. */
export const messageRequests = {
  'message:send': request({
    summary:
      'Writes a message down. The ack comes when it is durable; a repeat of the id answers the first ack.',
    input: z.strictObject({
      room: Id,
      id: ClientId,
      text: Text,
      mentions,
      everyone: z.literal(true).optional(),
      replyTo: Position.strict().optional(),
      attachments: z
        .array(Id)
        .min(1)
        .max(ATTACHMENT_LIMIT)
        .refine((files) => new Set(files).size === files.length, 'Each file once')
        .optional(),
    }),
    output: Sent,
    http: { method: 'POST', path: '/api/rooms/:room/messages', status: 201 },
    useCase: SendMessage,
    overlaps: true,
    async answer(sendMessage, input, caller) {
      return presentSent(await sendMessage.execute({ ...input, caller }));
    },
  }),
  'message:forward': request({
    summary: 'Says in a room what was said elsewhere, under an id that promises as much as that of sending.',
    input: z.strictObject({ room: Id, id: ClientId, from: z.strictObject(address) }),
    output: Sent,
    http: { method: 'POST', path: '/api/rooms/:room/forwards', status: 201 },
    useCase: ForwardMessage,
    overlaps: true,
    async answer(forwardMessage, input, caller) {
      return presentSent(await forwardMessage.execute({ ...input, caller }));
    },
  }),
  'message:edit': request({
    summary: 'Gives a message of the caller’s other words.',
    input: z.strictObject({ ...address, text: Text, mentions }),
    output: Position,
    http: { method: 'PUT', path: '/api/rooms/:room/messages/:seq' },
    useCase: EditMessage,
    async answer(editMessage, input, caller) {
      return presentPosition(await editMessage.execute({ ...input, caller }));
    },
  }),
  'message:versions': request({
    summary: 'What a message said before it was edited.',
    input: z.strictObject(address),
    output: z.object({ versions: z.array(Version).max(VERSIONS_LIMIT) }),
    http: { method: 'GET', path: '/api/rooms/:room/messages/:seq/versions' },
    useCase: ReadVersions,
    async answer(readVersions, input, caller) {
      return { versions: (await readVersions.execute({ ...input, caller })).map(presentVersion) };
    },
  }),
  'message:recall': request({
    summary: 'Takes a message back: nothing of what it said is kept.',
    input: z.strictObject(address),
    output: Position,
    http: { method: 'POST', path: '/api/rooms/:room/messages/:seq/recall' },
    useCase: RecallMessage,
    async answer(recallMessage, input, caller) {
      return presentPosition(await recallMessage.execute({ ...input, caller }));
    },
  }),
  'message:react': request({
    summary: 'Puts an emoji to a message, or takes the caller’s away.',
    input: z.strictObject({ ...address, emoji: Emoji, on: z.boolean() }),
    output: Position,
    http: { method: 'PUT', path: '/api/rooms/:room/messages/:seq/reactions' },
    useCase: ReactToMessage,
    async answer(reactToMessage, input, caller) {
      return presentPosition(await reactToMessage.execute({ ...input, caller }));
    },
  }),
  'message:pin': request({
    summary: 'Keeps a message where all members find it, or no more.',
    input: z.strictObject({ ...address, on: z.boolean() }),
    output: Position,
    http: { method: 'PUT', path: '/api/rooms/:room/messages/:seq/pin' },
    useCase: PinMessage,
    async answer(pinMessage, input, caller) {
      return presentPosition(await pinMessage.execute({ ...input, caller }));
    },
  }),
};
