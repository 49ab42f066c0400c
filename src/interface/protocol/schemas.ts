import { z } from 'zod';
import { ATTACHMENT_LIMIT, FILE_NAME_LIMIT, INLINE_TYPES, OTHER_TYPE } from '../../domain/file.js';
import { INVITE_LIMIT } from '../../domain/invite.js';
import { NOTIFY_LEVELS } from '../../domain/membership.js';
import { NAME_LIMIT } from '../../domain/name.js';
import { EXCERPT, REACTION_LIMIT } from '../../domain/message.js';
import { MENTION_LIMIT, ROOM_KINDS, SLOW_LIMIT } from '../../domain/room.js';
import { PASSWORD_LIMIT } from '../../domain/password.js';
import { TEXT_LIMIT } from '../../domain/text.js';
import { AVAILABILITIES, DIRECTS, SHOWN } from '../../domain/user.js';

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

/** Where a change stands in the log; where nothing was to change, the last entry. */
export const Position = z.object({ epoch: Epoch, seq: Seq });

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

export const AvatarDigest = z
  .string()
  .regex(/^[A-Za-z0-9_-]{43}$/)
  .meta({ id: 'AvatarDigest', description: 'Names an image: it is at `/api/avatars/` and this.' });

export const Author = z
  .object({ id: Id, nickname: Nickname, avatar: AvatarDigest.optional() })
  .meta({ id: 'Author' });

export const Username = z
  .string()
  .max(100)
  .meta({
    id: 'Username',
    description: `${NAME_LIMIT.usernameLeast} to ${NAME_LIMIT.username} letters or digits in lower case, not only digits, with single dots, dashes or underscores between.`,
  });

export const Login = z.string().max(100).meta({ id: 'Login', description: 'A username or a number.' });

export const Password = z
  .string()
  .max(1024)
  .meta({
    id: 'Password',
    description: `${PASSWORD_LIMIT.least} to ${PASSWORD_LIMIT.most} code points, none of them a control.`,
  });

export const StatusLine = z.string().meta({
  id: 'StatusLine',
  description: `A line about oneself, of at most ${NAME_LIMIT.status} code points; empty for none.`,
});

export const Profile = z
  .object({
    id: Id,
    nickname: Nickname,
    kind: z.enum(['guest', 'account']),
    username: Username.optional(),
    number: z.int().optional().describe('By either name an account signs in, and is found.'),
    status: StatusLine,
    avatar: AvatarDigest.optional(),
  })
  .meta({ id: 'Profile' });

export const ContactState = z.enum(['accepted', 'blocked']);

export const Contact = z.object({ user: Profile, state: ContactState }).meta({ id: 'Contact' });

export const Present = Author.extend({ presence: z.enum(SHOWN) }).meta({ id: 'Present' });

export const QuietHours = z
  .strictObject({
    from: z.string().describe('A time of day, such as `22:00`.'),
    to: z.string(),
    zone: z.string().max(64).describe('By whose clocks, such as `Asia/Shanghai`.'),
  })
  .meta({ id: 'QuietHours' });

export const User = Profile.extend({
  availability: z.enum(AVAILABILITIES),
  directs: z.enum(DIRECTS).describe('Who may write to the user directly.'),
  nudges: z.boolean().describe('Whether others may nudge the user.'),
  quiet: QuietHours.optional().describe('When the user wants no notifications. Absent for never.'),
  admin: z.boolean().describe('Runs the server.'),
}).meta({ id: 'User' });

export const KnownUser = Profile.extend({ admin: z.boolean(), banned: z.boolean() }).meta({
  id: 'KnownUser',
});

export const Session = z
  .object({
    id: Id,
    device: z.string().describe('What it says of itself, such as `Firefox, Linux`; may be empty.'),
    createdAt: Instant,
    seenAt: Instant.describe('When it was last used, to the hour.'),
    current: z.boolean().describe('It is the one that asks.'),
  })
  .meta({ id: 'Session' });

const FileType = z.enum([...INLINE_TYPES, OTHER_TYPE]).meta({
  id: 'FileType',
  description: `By its first bytes: ${INLINE_TYPES.join(', ')}, or ${OTHER_TYPE}, which is only to be saved.`,
});

export const Attachment = z
  .object({
    id: Id,
    name: z.string().describe(`1 to ${FILE_NAME_LIMIT} code points, without folders and hidden characters.`),
    type: FileType,
    size: Count.describe('In bytes.'),
    width: Count.optional().describe('Of a picture, in pixels, and so is the height.'),
    height: Count.optional(),
    preview: z.literal(true).optional().describe('There is a smaller picture to be shown first.'),
  })
  .meta({ id: 'Attachment' });
export const Emoji = z
  .string()
  .max(32)
  .meta({ id: 'Emoji', description: 'One emoji, as Unicode recommends it for interchange.' });

export const Quote = z
  .object({
    seq: Seq,
    author: Author,
    text: z.string().describe(`Its first ${EXCERPT} code points.`),
    recalled: z.literal(true).optional().describe('It was, and says nothing any more.'),
  })
  .meta({ id: 'Quote' });

export const Reaction = z
  .object({
    emoji: Emoji,
    count: Count,
    by: z.array(Id).max(REACTION_LIMIT.named).describe(`Who put it: the first ${REACTION_LIMIT.named}.`),
    mine: z.literal(true).optional().describe('The reader put it, too. Answers tell it, events do not.'),
  })
  .meta({ id: 'Reaction' });

const Forwarded = z
  .object({ author: Nickname.describe('Of then.'), sentAt: Instant })
  .meta({ id: 'Forwarded' });

export const Message = z
  .object({
    seq: Seq,
    rev: Seq.describe(
      'The seq of the last entry that changed the message. Take a message only if its rev is higher.',
    ),
    id: z.string(),
    author: Author,
    text: z.string().describe('A Text; empty once the message was recalled.'),
    mentions: z.array(Id).max(MENTION_LIMIT).optional().describe('The users whom it mentions.'),
    everyone: z.literal(true).optional().describe('It mentions all.'),
    replyTo: Quote.optional().describe('The message that it answers, in its state of now.'),
    forwarded: Forwarded.optional().describe('Whose words they are, who said them elsewhere.'),
    attachments: z
      .array(Attachment)
      .max(ATTACHMENT_LIMIT)
      .optional()
      .describe('The files that go with it. Its text may be empty then.'),
    sentAt: Instant,
    editedAt: Instant.optional(),
    recalledAt: Instant.optional().describe('Nothing of what it said is kept.'),
    recalledBy: Author.optional(),
    reactions: z.array(Reaction).max(REACTION_LIMIT.kinds).optional().describe('Those put first come first.'),
    pinnedAt: Instant.optional(),
    pinnedBy: Author.optional(),
  })
  .meta({ id: 'Message' });

export const Version = z
  .object({ text: Text, at: Instant.describe('When that was written.') })
  .meta({ id: 'Version' });

export const Role = z
  .enum(['owner', 'moderator', 'member'])
  .meta({ id: 'Role', description: 'What someone may do in a room: owner, moderator or member.' });

export const NotifyLevel = z.enum(NOTIFY_LEVELS).meta({
  id: 'NotifyLevel',
  description:
    'Of what in a room someone is notified: every message (all), those that mention one (mentions), or none.',
});

const placed = { seq: Seq, at: Instant, by: Id };

const deed = { ...placed, actor: Author.describe('Who did it: `by`, as the room knows that user.') };

const MessageSent = z
  .object({ ...placed, type: z.literal('message.sent'), message: Message })
  .meta({ id: 'MessageSent' });

export const MessageChange = z.object({
  type: z.enum(['edited', 'recalled', 'reacted', 'pinned', 'unpinned']),
  emoji: Emoji.optional().describe('With `reacted`.'),
  on: z.boolean().optional().describe('With `reacted`: put, or taken away.'),
});

const MessageChanged = z
  .object({
    ...deed,
    type: z.literal('message.changed'),
    change: MessageChange,
    target: Seq.describe('Of the message.'),
    message: Message.optional().describe(
      'In its state of now. Absent where it is older than what some member may see.',
    ),
  })
  .meta({ id: 'MessageChanged' });

const MemberChanged = z
  .object({
    ...deed,
    type: z.literal('member.changed'),
    member: Author,
    change: z.enum(['joined', 'added', 'left', 'removed', 'banned', 'unbanned', 'role', 'muted', 'unmuted']),
    role: Role.optional().describe(
      'With `role`. Where it is owner, the former owner is a moderator from then on.',
    ),
    until: Instant.optional().describe('With `muted`.'),
  })
  .meta({ id: 'MemberChanged' });

const settings = {
  name: RoomName,
  topic: Topic,
  archived: z.boolean().describe('Nothing more happens in it. It can be read.'),
  muted: z.boolean().describe('Only moderators and the owner speak.'),
  slowMode: z
    .int()
    .min(0)
    .max(SLOW_LIMIT)
    .describe('Seconds between two messages of a member; 0 for no wait.'),
  history: z.enum(['all', 'joined']).describe('What new members see of what was there before them.'),
};

export const Settings = z.object(settings);

const RoomChanged = z
  .object({ ...deed, type: z.literal('room.changed'), change: Settings.partial() })
  .meta({ id: 'RoomChanged' });

const InviteChanged = z
  .object({
    ...deed,
    type: z.literal('invite.changed'),
    change: z.enum(['created', 'revoked']),
    invite: Id,
  })
  .meta({ id: 'InviteChanged' });

export const InviteToken = z
  .string()
  .min(1)
  .max(64)
  .meta({ id: 'InviteToken', description: 'Whoever knows it may come in.' });

const InviteSeconds = z.int().min(1).max(INVITE_LIMIT.seconds);

const InviteUses = z.int().min(1).max(INVITE_LIMIT.uses);

export const inviteTerms = { seconds: InviteSeconds.optional(), maxUses: InviteUses.optional() };

export const Invite = z
  .object({
    id: Id,
    by: Author.describe('Who made it.'),
    createdAt: Instant,
    expiresAt: Instant.optional().describe('Absent where it has no end.'),
    maxUses: InviteUses.optional().describe('Absent where any number may come.'),
    uses: Count,
  })
  .meta({ id: 'Invite' });

export const Entry = z
  .discriminatedUnion('type', [MessageSent, MessageChanged, MemberChanged, RoomChanged, InviteChanged])
  .meta({
    id: 'Entry',
    description: 'Something durable that happened in a room. Others may follow in later versions.',
  });

export const Reason = z.string().meta({
  id: 'Reason',
  description: `1 to ${NAME_LIMIT.reason} code points on one line, in Unicode’s form NFC.`,
});

export const Report = z
  .object({
    id: Id,
    room: Id,
    message: Message.optional().describe('In its state of now. Absent where it is kept no more.'),
    by: Author.describe('Who reported it.'),
    reason: Reason,
    at: Instant,
    resolved: z
      .object({ by: Author, at: Instant })
      .optional()
      .describe('Who saw to it, and when. Absent while nobody has.'),
  })
  .meta({ id: 'Report' });

export const Hit = z.object({ room: Id, epoch: Epoch, message: Message }).meta({ id: 'Hit' });

export const Room = z.object({ id: Id, kind: z.enum(ROOM_KINDS), ...settings }).meta({ id: 'Room' });

export const CountedRoom = Room.extend({ memberCount: Count, head: Seq }).meta({ id: 'CountedRoom' });

export const ListedRoom = Room.extend({
  people: z.array(Author).optional().describe('Of a direct talk: its other members.'),
  joined: z.boolean(),
  role: Role.optional().describe('The caller’s, where the caller is a member.'),
  mutedUntil: Instant.optional().describe('Until when the caller may not speak there. Absent for who may.'),
  joinedAt: Instant.optional().describe('Since when the caller is a member. Absent for who is none.'),
  notify: NotifyLevel.optional().describe('The caller’s, where the caller is a member.'),
  memberCount: Count,
  epoch: Epoch,
  head: Seq,
  marker: Seq.describe('Where the caller has read to. 0 where the caller is no member.'),
  unread: Unread.describe('Messages of others after the marker, counted up to 999.'),
  mentions: Unread.describe('Those of them that mention the caller, counted up to 999.'),
  firstUnread: Seq.optional().describe('The oldest of them. Absent where none is.'),
  last: z
    .object({
      seq: Seq,
      author: Author,
      text: z.string().describe(`Its first ${EXCERPT} code points, or what its files are called.`),
      recalled: z.literal(true).optional(),
      sentAt: Instant,
    })
    .optional(),
}).meta({ id: 'ListedRoom' });

export const Member = z
  .object({
    id: Id,
    nickname: Nickname.describe('As the room knows the member.'),
    avatar: AvatarDigest.optional(),
    role: Role,
    mutedUntil: Instant.optional(),
    presence: z.enum([...SHOWN, 'offline']),
  })
  .meta({ id: 'Member' });
