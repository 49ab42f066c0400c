import { z } from 'zod';
import { NAME_LIMIT } from '../../domain/name.js';
import { TEXT_LIMIT } from '../../domain/text.js';

/** The parts that requests, answers and events are made of. Rules on names and texts are the domain's. */

export const Id = z
  .string()
  .regex(/^[A-Za-z0-9_-]{1,64}$/)
  .meta({ id: 'Id', description: 'Letters, digits, `-` and `_`, at most 64.' });

export const ClientId = z
  .uuid()
  .transform((id) => id.toLowerCase())
  .pipe(z.string())
  .meta({
    id: 'ClientId',
    description: 'A UUID made by the client before its first try, and kept over every retry.',
  });

export const Epoch = z
  .string()
  .min(1)
  .max(64)
  .meta({ id: 'Epoch', description: 'Names one life of a room’s log.' });

export const Seq = z
  .int()
  .min(0)
  .meta({ id: 'Seq', description: 'A number in the log of a room. 0 stands before the first entry.' });

export const Count = z.int().min(0);

/** Counted no further, because nobody reads more. */
export const Unread = Count.max(999);

export const Cursor = z
  .string()
  // A room's key can be one, and 50 code points can make a key of 900 units.
  .max(1024)
  .meta({ id: 'Cursor', description: 'Opaque. Asks for the page that follows the one it came with.' });

export const Instant = z.iso
  .datetime()
  .meta({ id: 'Instant', description: 'ISO 8601 in UTC, by the server’s clock.' });

export const Text = z.string().meta({
  id: 'Text',
  description: `1 to ${TEXT_LIMIT.codePoints} code points and at most ${TEXT_LIMIT.bytes} bytes in UTF-8, kept exactly as sent.`,
});

export const Nickname = z.string().meta({
  id: 'Nickname',
  description: `1 to ${NAME_LIMIT.nickname} code points on one line, in Unicode’s form NFC.`,
});

const RoomName = z.string().meta({
  id: 'RoomName',
  description: `1 to ${NAME_LIMIT.room} code points on one line, in Unicode’s form NFC.`,
});

const Topic = z
  .string()
  .meta({ id: 'Topic', description: `At most ${NAME_LIMIT.topic} code points on one line.` });

export const names = { RoomName, Topic };

export const Author = z.object({ id: Id, nickname: Nickname }).meta({ id: 'Author' });

export const User = z
  .object({ id: Id, nickname: Nickname, kind: z.enum(['guest', 'account']) })
  .meta({ id: 'User' });

export const Message = z
  .object({
    seq: Seq,
    rev: Seq.describe(
      'The seq of the last entry that changed the message. Take a message only if its rev is higher.',
    ),
    id: z.string(),
    author: Author,
    text: Text,
    sentAt: Instant,
  })
  .meta({ id: 'Message' });

export const Entry = z
  .object({ seq: Seq, at: Instant, type: z.enum(['message.sent']), by: Id, message: Message })
  .meta({ id: 'Entry' });

export const Room = z
  .object({ id: Id, name: RoomName, topic: Topic, kind: z.enum(['public']) })
  .meta({ id: 'Room' });

export const ListedRoom = Room.extend({
  joined: z.boolean(),
  memberCount: Count,
  epoch: Epoch,
  head: Seq,
  marker: Seq.describe('Where the caller has read to. 0 where the caller is no member.'),
  unread: Unread.describe('Messages of others after the marker, counted up to 999.'),
  last: z
    .object({
      seq: Seq,
      author: Author,
      text: z.string().describe('Its first 100 code points.'),
      sentAt: Instant,
    })
    .optional(),
}).meta({ id: 'ListedRoom' });

export const Member = z.object({ id: Id, nickname: Nickname, online: z.boolean() }).meta({ id: 'Member' });
