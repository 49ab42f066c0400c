import type { z } from 'zod';
import type { Entry } from '../../domain/entry.js';
import type { Author, Instant, Message } from '../../domain/message.js';
import type { Room } from '../../domain/room.js';
import type { User } from '../../domain/user.js';
import type { MarkerMoved, PresenceChanged, Run } from '../../application/ports/audience.js';
import type { RoomSummary } from '../../application/ports/room-directory.js';
import type { ListedMember } from '../../application/use-cases/list-members.js';
import type { events } from './events.js';
import type * as schema from './schemas.js';

/** From what the application knows to what goes over the wire, field by field. */

/** So many code points of a room’s last message are shown in a list of rooms. */
export const PREVIEW = 100;

export const presentInstant = (at: Instant): string => new Date(at).toISOString();

export const presentAuthor = ({ id, nickname }: Author): z.input<typeof schema.Author> => ({ id, nickname });

export const presentUser = ({ id, nickname, kind }: User): z.input<typeof schema.User> => ({
  id,
  nickname,
  kind,
});

export const presentRoom = ({ id, name, topic, kind }: Room): z.input<typeof schema.Room> => ({
  id,
  name,
  topic,
  kind,
});

const presentMessage = ({ seq, rev, id, author, text, sentAt }: Message): z.input<typeof schema.Message> => ({
  seq,
  rev,
  id,
  author: presentAuthor(author),
  text,
  sentAt: presentInstant(sentAt),
});

export const presentEntry = ({ seq, at, type, by, message }: Entry): z.input<typeof schema.Entry> => ({
  seq,
  at: presentInstant(at),
  type,
  by,
  message: presentMessage(message),
});

export const presentSummary = ({
  room,
  memberCount,
  epoch,
  head,
  last,
  reading,
}: RoomSummary): z.input<typeof schema.ListedRoom> => ({
  ...presentRoom(room),
  joined: reading !== undefined,
  memberCount,
  epoch,
  head,
  marker: reading?.marker ?? 0,
  unread: reading?.unread ?? 0,
  ...(last && {
    last: {
      seq: last.seq,
      author: presentAuthor(last.author),
      text: Array.from(last.text.slice(0, 2 * PREVIEW))
        .slice(0, PREVIEW)
        .join(''),
      sentAt: presentInstant(last.sentAt),
    },
  }),
});

export const presentMember = ({ id, nickname, online }: ListedMember): z.input<typeof schema.Member> => ({
  id,
  nickname,
  online,
});

type Event<Name extends keyof typeof events> = z.input<(typeof events)[Name]['data']>;

export const presentRun = ({ room, epoch, entries }: Run): Event<'room:entries'> => ({
  room,
  epoch,
  entries: entries.map(presentEntry),
});

export const presentMarker = ({ room, epoch, seq, unread }: MarkerMoved): Event<'marker:moved'> => ({
  room,
  epoch,
  seq,
  unread,
});

export const presentPresence = ({
  room,
  joined,
  left,
  total,
  members,
}: PresenceChanged): Event<'presence:changed'> => ({
  room,
  joined: joined.map(presentAuthor),
  left: [...left],
  total,
  members,
});
