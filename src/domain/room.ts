import { ChatError } from './chat-error.js';
import type { NewMessage } from './entry.js';
import type { Attachment } from './file.js';
import type { Membership } from './membership.js';
import type { Author, ClientId, Forwarded, Instant, Message } from './message.js';
import { roomName, roomTopic } from './name.js';
import type { Rate } from './rate.js';
import { skeleton } from './skeleton.js';
import type { Standing } from './standing.js';
import { messageText } from './text.js';
import type { UserId } from './user.js';

export type RoomId = string;

export const ROOM_KINDS = ['public', 'private', 'direct', 'announcement', 'notes'] as const;

/**
 * - public: listed, and open to everybody.
 * - announcement: the same, but only its moderators and its owner speak.
 * - private: seen only by its members, who were added or invited.
 * - direct: a talk of two to ten people, always the same.
 * - notes: what someone keeps for oneself.
 */
export type RoomKind = (typeof ROOM_KINDS)[number];

/** The kinds that someone opens by a name. */
export type NamedKind = Exclude<RoomKind, 'direct' | 'notes'>;

/** What can be changed about a room. */
export interface Settings {
  readonly name: string;
  readonly topic: string;
  /** Nothing more happens in it. It can be read. */
  readonly archived: boolean;
  /** Only moderators and the owner speak. */
  readonly muted: boolean;
  /** Every member waits so many seconds between two messages; 0 for no wait. */
  readonly slowMode: number;
  /** What new members see of what was there before them. */
  readonly history: 'all' | 'joined';
}

export type SettingsChange = Partial<Settings>;

/** What someone wants changed. */
export type SettingsWanted = { readonly [Field in keyof Settings]?: Settings[Field] | undefined };

/** What a moderator may not change. */
const OWNERS = ['name', 'archived', 'history'] as const satisfies readonly (keyof Settings)[];

export interface Draft {
  readonly id: ClientId;
  readonly author: Author;
  readonly text: string;
  /** Members of the room, whom the message is for above all. */
  readonly mentions?: readonly UserId[] | undefined;
  /** It is for all members above all. */
  readonly everyone?: boolean | undefined;
  /** The seq of the message that it answers, which is there. */
  readonly replyTo?: number | undefined;
  readonly forwarded?: Forwarded | undefined;
  /** What goes with it, uploaded by the author to this room. */
  readonly attachments?: readonly Attachment[] | undefined;
  readonly at: Instant;
}

/** The room that is there from the first start, and that every newcomer joins. */
export const LOBBY = 'lobby';

/** So many people talk directly, at most. */
export const DIRECT_LIMIT = 10;

/** So many are named in a message, at most. */
export const MENTION_LIMIT = 20;

/** The longest wait between two messages, in seconds: six hours. */
export const SLOW_LIMIT = 6 * 60 * 60;

const SILENT: Omit<Settings, 'name' | 'topic' | 'history'> = { archived: false, muted: false, slowMode: 0 };

/** A place where members talk. Decides who may write, and what counts as a message. */
export class Room {
  constructor(
    readonly id: RoomId,
    readonly kind: RoomKind,
    /** Unique: rooms of equal keys would be taken for one another. */
    readonly key: string,
    readonly settings: Settings,
    /** Rises with every change of the settings. */
    readonly version: number,
  ) {}

  /** A new room. Throws `room.name_invalid` or `room.topic_invalid`. */
  static open(id: RoomId, name: string, topic = '', kind: NamedKind = 'public'): Room {
    const history = kind === 'private' ? 'joined' : 'all';
    const settings = { ...SILENT, name: roomName(name), topic: roomTopic(topic), history } as const;
    const key = kind === 'private' ? keyed(kind, id) : skeleton(settings.name);
    return new Room(id, kind, key, settings, 1);
  }

  /** The one room of just these people, or, of one alone, the place for their notes. Throws `room.people_invalid`. */
  static among(id: RoomId, people: readonly UserId[]): Room {
    const all = [...new Set(people)].toSorted();
    if (all.length < 1 || all.length > DIRECT_LIMIT) throw new ChatError('room.people_invalid');
    const kind = all.length === 1 ? 'notes' : 'direct';
    return new Room(
      id,
      kind,
      keyed(kind, all.join(' ')),
      { ...SILENT, name: '', topic: '', history: 'all' },
      1,
    );
  }

  get name(): string {
    return this.settings.name;
  }

  get topic(): string {
    return this.settings.topic;
  }

  /** Of a direct talk and of notes: who is in it, always the same. */
  get people(): readonly UserId[] {
    return this.kind === 'direct' || this.kind === 'notes'
      ? this.key.slice(keyed(this.kind, '').length).split(' ')
      : [];
  }

  /** Whether everybody finds it, and may read it. */
  get listed(): boolean {
    return this.kind === 'public' || this.kind === 'announcement';
  }

  /** Whether coming and going are told to all in the log. In rooms of thousands that would drown what is said. */
  get small(): boolean {
    return !this.listed;
  }

  /**
   * The room with other settings, and what is new about them: nothing, where nothing is. Throws `room.name_invalid`,
   * `room.topic_invalid` or `room.slow_mode_invalid`; `room.not_allowed` for what only the owner may change;
   * `room.archived` unless it opens the room again; `request.invalid` for a past hidden of a room that all may read.
   */
  change(wanted: SettingsWanted, by: Standing): { readonly room: Room; readonly change: SettingsChange } {
    const change = this.news(wanted);
    if (by !== 'owner' && OWNERS.some((field) => field in change)) throw new ChatError('room.not_allowed');
    if (this.settings.archived && Object.keys(change).length > 0 && change.archived !== false) {
      throw new ChatError('room.archived');
    }
    if (this.listed && change.history) {
      throw new ChatError('request.invalid', { detail: 'Everybody may read this room from its beginning.' });
    }
    const settings = { ...this.settings, ...change };
    const key = change.name !== undefined && this.listed ? skeleton(change.name) : this.key;
    return { room: new Room(this.id, this.kind, key, settings, this.version + 1), change };
  }

  /** What of it is new, in its normal form. */
  private news({ name, topic, ...wanted }: SettingsWanted): SettingsChange {
    const { slowMode = 0 } = wanted;
    if (!Number.isInteger(slowMode) || slowMode < 0 || slowMode > SLOW_LIMIT) {
      throw new ChatError('room.slow_mode_invalid');
    }
    const valid: SettingsWanted = {
      ...(name !== undefined && { name: roomName(name) }),
      ...(topic !== undefined && { topic: roomTopic(topic) }),
      ...wanted,
    };
    return Object.fromEntries(
      Object.entries(valid).filter(
        ([field, value]) => value !== undefined && value !== this.settings[field as keyof Settings],
      ),
    );
  }

  /** How often someone speaks here at most; undefined for as often as one likes. */
  pace(standing: Standing): Rate | undefined {
    const { slowMode } = this.settings;
    return slowMode > 0 && standing === 'member' ? { burst: 1, perSecond: 1 / slowMode } : undefined;
  }

  /** Throws `room.not_member` or `member.muted` where someone whom the rules let react may not now. */
  letReact(member: Membership | undefined, at: Instant): void {
    if (!member) throw new ChatError('room.not_member');
    if (member.mutedUntil > at) {
      throw new ChatError('member.muted', { retryAfterMs: member.mutedUntil - at });
    }
  }

  /** The same for whom they let speak. Throws also `room.muted`. */
  letSpeak(member: Membership | undefined, standing: Standing, at: Instant): void {
    this.letReact(member, at);
    if (this.settings.muted && standing === 'member') throw new ChatError('room.muted');
  }

  /**
   * The entry that a draft becomes, of someone whom the rules let speak here. Throws as `letSpeak` does,
   * `message.everyone_not_allowed`, `message.blank`, `.too_long` or `.malformed`.
   */
  post(
    { id, author, text, mentions, everyone, replyTo, forwarded, attachments = [], at }: Draft,
    member: Membership | undefined,
    standing: Standing,
  ): NewMessage {
    this.letSpeak(member, standing, at);
    if (everyone && standing === 'member' && this.kind !== 'direct') {
      throw new ChatError('message.everyone_not_allowed');
    }
    return {
      type: 'message.sent',
      at,
      by: author,
      message: {
        id,
        text: messageText(text, { alone: attachments.length === 0 }),
        ...named(mentions),
        ...(everyone && { everyone }),
        ...(replyTo !== undefined && { replyTo }),
        ...(forwarded && { forwarded }),
        ...(attachments.length > 0 && { attachments }),
      },
    };
  }
}

/** Everybody once; nothing where nobody is named. */
export const named = (mentions: readonly UserId[] = []): Pick<Message, 'mentions'> =>
  mentions.length === 0 ? {} : { mentions: [...new Set(mentions)] };

/** No skeleton begins with a space: what is made here meets none of them. */
const keyed = (kind: RoomKind, what: string): string => ` ${kind} ${what}`;
