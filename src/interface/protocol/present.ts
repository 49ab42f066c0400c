import type { z } from 'zod';
import type { Entry, MessageChange, Position } from '../../domain/entry.js';
import type { Attachment } from '../../domain/file.js';
import type { Invite } from '../../domain/invite.js';
import {
  EXCERPT,
  gist,
  type Author,
  type Instant,
  type Message,
  type Quote,
  type Reaction,
  type Version,
} from '../../domain/message.js';
import type { Room, RoomId, Settings } from '../../domain/room.js';
import { excerpt } from '../../domain/text.js';
import type { User } from '../../domain/user.js';
import type {
  AdmittedBecause,
  EvictedBecause,
  MarkerMoved,
  NotifyChanged,
  Nudged,
  PresenceChanged,
  Run,
  Typing,
} from '../../application/ports/audience.js';
import type { CountedRoom } from '../../application/ports/overview.js';
import type { Hit } from '../../application/ports/search.js';
import type { RoomSummary } from '../../application/ports/room-directory.js';
import type { ListedSession } from '../../application/use-cases/list-sessions.js';
import type { ListedMember } from '../../application/use-cases/list-members.js';
import type { ShownReport } from '../../application/use-cases/reported.js';
import type { Policy } from '../../application/policy.js';
import type * as endpoint from './endpoints.js';
import type { events } from './events.js';
import type * as schema from './schemas.js';

/** From what the application knows to what goes over the wire, field by field. */

export const presentInstant = (at: Instant): string => new Date(at).toISOString();

export const presentAuthor = ({ id, nickname, avatar }: Author): z.input<typeof schema.Author> => ({
  id,
  nickname,
  ...(avatar !== undefined && { avatar }),
});

export const presentUser = (user: User): z.input<typeof schema.User> => ({
  ...presentProfile(user),
  availability: user.availability,
  directs: user.directs,
  nudges: user.nudges,
  ...(user.quiet && { quiet: user.quiet }),
  admin: user.admin,
});

export const presentPolicy = ({
  fileLimit,
  fileQuota,
  recallSeconds,
}: Policy): z.input<typeof endpoint.Policy> => ({
  fileLimit,
  fileQuota,
  recallSeconds,
});

/** As others see a user. */
export const presentProfile = ({
  id,
  nickname,
  kind,
  username,
  number,
  status,
  avatar,
}: User): z.input<typeof schema.Profile> => ({
  id,
  nickname,
  kind,
  ...(username !== undefined && { username }),
  ...(number !== undefined && { number }),
  status,
  ...(avatar !== '' && { avatar }),
});

/** As administrators see a user. */
export const presentKnownUser = (user: User): z.input<typeof schema.KnownUser> => ({
  ...presentProfile(user),
  admin: user.admin,
  banned: user.banned,
});

export const presentSession = ({
  id,
  device,
  createdAt,
  seenAt,
  current,
}: ListedSession): z.input<typeof schema.Session> => ({
  id,
  device,
  createdAt: presentInstant(createdAt),
  seenAt: presentInstant(seenAt),
  current,
});

export const presentPosition = ({ epoch, seq }: Position): z.input<typeof schema.Position> => ({
  epoch,
  seq,
});

const presentSettings = ({
  name,
  topic,
  archived,
  muted,
  slowMode,
  history,
}: Settings): z.input<typeof schema.Settings> => ({ name, topic, archived, muted, slowMode, history });

export const presentRoom = ({ id, kind, settings }: Room): z.input<typeof schema.Room> => ({
  id,
  kind,
  ...presentSettings(settings),
});

export const presentCountedRoom = ({
  room,
  members,
  head,
}: CountedRoom): z.input<typeof schema.CountedRoom> => ({ ...presentRoom(room), memberCount: members, head });

export const presentAttachment = ({
  id,
  name,
  type,
  size,
  width,
  height,
  preview,
}: Attachment): z.input<typeof schema.Attachment> => ({
  id,
  name,
  type,
  size,
  ...(width !== undefined && { width }),
  ...(height !== undefined && { height }),
  ...(preview && { preview }),
});

/** What few messages have is absent from the others. */
export const presentMessage = (message: Message): z.input<typeof schema.Message> => ({
  seq: message.seq,
  rev: message.rev,
  id: message.id,
  author: presentAuthor(message.author),
  text: message.text,
  ...(message.mentions && { mentions: [...message.mentions] }),
  ...(message.everyone && { everyone: true }),
  ...(message.replyTo && { replyTo: presentQuote(message.replyTo) }),
  ...(message.forwarded && {
    forwarded: {
      author: message.forwarded.author,
      sentAt: presentInstant(message.forwarded.sentAt),
    },
  }),
  ...(message.attachments && { attachments: message.attachments.map(presentAttachment) }),
  sentAt: presentInstant(message.sentAt),
  ...(message.editedAt !== undefined && { editedAt: presentInstant(message.editedAt) }),
  ...(message.recalledAt !== undefined && { recalledAt: presentInstant(message.recalledAt) }),
  ...(message.recalledBy && { recalledBy: presentAuthor(message.recalledBy) }),
  ...(message.reactions && { reactions: message.reactions.map(presentReaction) }),
  ...(message.pinnedAt !== undefined && { pinnedAt: presentInstant(message.pinnedAt) }),
  ...(message.pinnedBy && { pinnedBy: presentAuthor(message.pinnedBy) }),
});

const presentQuote = ({ seq, author, text, recalled }: Quote): z.input<typeof schema.Quote> => ({
  seq,
  author: presentAuthor(author),
  text,
  ...(recalled && { recalled }),
});

const presentReaction = ({ emoji, count, by, mine }: Reaction): z.input<typeof schema.Reaction> => ({
  emoji,
  count,
  by: [...by],
  ...(mine && { mine }),
});

export const presentVersion = ({ text, at }: Version): z.input<typeof schema.Version> => ({
  text,
  at: presentInstant(at),
});

const presentChange = (change: MessageChange): z.input<typeof schema.MessageChange> =>
  change.type === 'reacted'
    ? { type: change.type, emoji: change.emoji, on: change.on }
    : { type: change.type };

export function presentEntry(entry: Entry): z.input<typeof schema.Entry> {
  const { seq, by } = entry;
  const placed = { seq, at: presentInstant(entry.at), by };
  if (entry.type === 'message.sent') {
    return { ...placed, type: entry.type, message: presentMessage(entry.message) };
  }
  const deed = { ...placed, actor: presentAuthor(entry.actor) };
  switch (entry.type) {
    case 'message.changed': {
      const { type, change, target, message } = entry;
      return {
        ...deed,
        type,
        change: presentChange(change),
        target,
        ...(message && { message: presentMessage(message) }),
      };
    }
    case 'member.changed': {
      const { type, change, role, until } = entry;
      return {
        ...deed,
        type,
        member: presentAuthor(entry.member),
        change,
        ...(role !== undefined && { role }),
        ...(until !== undefined && { until: presentInstant(until) }),
      };
    }
    case 'room.changed':
      return { ...deed, type: entry.type, change: entry.change };
    case 'invite.changed':
      return { ...deed, type: entry.type, change: entry.change, invite: entry.invite };
  }
}

export const presentSummary = ({
  room,
  memberCount,
  epoch,
  head,
  last,
  people,
  reading,
}: RoomSummary): z.input<typeof schema.ListedRoom> => ({
  ...presentRoom(room),
  ...(people && { people: people.map(presentAuthor) }),
  joined: reading !== undefined,
  ...(reading && { role: reading.role, joinedAt: presentInstant(reading.joinedAt), notify: reading.notify }),
  ...(reading && reading.mutedUntil > 0 && { mutedUntil: presentInstant(reading.mutedUntil) }),
  memberCount,
  epoch,
  head,
  marker: reading?.marker ?? 0,
  unread: reading?.unread ?? 0,
  mentions: reading?.mentions ?? 0,
  ...(reading?.firstUnread !== undefined && { firstUnread: reading.firstUnread }),
  ...(last && {
    last: {
      seq: last.seq,
      author: presentAuthor(last.author),
      text: excerpt(gist(last), EXCERPT),
      ...(last.recalledAt !== undefined && { recalled: true }),
      sentAt: presentInstant(last.sentAt),
    },
  }),
});

export const presentInvite = ({
  id,
  by,
  createdAt,
  expiresAt,
  maxUses,
  uses,
}: Invite): z.input<typeof schema.Invite> => ({
  id,
  by: presentAuthor(by),
  createdAt: presentInstant(createdAt),
  ...(expiresAt !== undefined && { expiresAt: presentInstant(expiresAt) }),
  ...(maxUses !== undefined && { maxUses }),
  uses,
});

export const presentHit = ({ room, epoch, message }: Hit): z.input<typeof schema.Hit> => ({
  room,
  epoch,
  message: presentMessage(message),
});

export const presentReport = ({
  id,
  room,
  message,
  by,
  reason,
  at,
  resolved,
}: ShownReport): z.input<typeof schema.Report> => ({
  id,
  room,
  ...(message && { message: presentMessage(message) }),
  by: presentAuthor(by),
  reason,
  at: presentInstant(at),
  ...(resolved && { resolved: { by: presentAuthor(resolved.by), at: presentInstant(resolved.at) } }),
});

export const presentMember = (member: ListedMember): z.input<typeof schema.Member> => ({
  ...presentAuthor(member),
  role: member.role,
  ...(member.mutedUntil > 0 && { mutedUntil: presentInstant(member.mutedUntil) }),
  presence: member.presence,
});

type Event<Name extends keyof typeof events> = z.input<(typeof events)[Name]['data']>;

export const presentRun = ({ room, epoch, entries }: Run): Event<'room:entries'> => ({
  room,
  epoch,
  entries: entries.map(presentEntry),
});

export const presentMarker = ({
  room,
  epoch,
  seq,
  unread,
  mentions,
}: MarkerMoved): Event<'marker:moved'> => ({
  room,
  epoch,
  seq,
  unread,
  mentions,
});

export const presentPresence = ({
  room,
  joined,
  left,
  total,
  members,
}: PresenceChanged): Event<'presence:changed'> => ({
  room,
  joined: joined.map((one) => ({ ...presentAuthor(one), presence: one.presence })),
  left: [...left],
  total,
  members,
});

export const presentTyping = ({ room, users }: Typing): Event<'room:typing'> => ({
  room,
  users: users.map(presentAuthor),
});

export const presentNudged = ({ room, by, user }: Nudged): Event<'room:nudged'> => ({
  room,
  by: presentAuthor(by),
  user: presentAuthor(user),
});

export const presentUserChanged = (user: User): Event<'user:changed'> => ({ user: presentUser(user) });

export const presentNotifyLevel = ({ room, level }: NotifyChanged): Event<'notify:changed'> => ({
  room,
  level,
});

export const presentMembership = (
  room: RoomId,
  because: AdmittedBecause | EvictedBecause,
): Event<'membership:changed'> => ({
  room,
  member: because === 'joined' || because === 'added',
  because,
});
