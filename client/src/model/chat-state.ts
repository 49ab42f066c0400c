import type { Note, Trouble } from '../i18n/dictionary.js';
import type { Language } from '../i18n/language.js';
import type { Link } from '../io/connection.js';
import type { Parcel } from '../outbox/outbox-store.js';
import type {
  ClientId,
  Ended,
  Epoch,
  EventData,
  ListedRoom,
  Member,
  Policy,
  Position,
  RoomId,
  User,
} from '../protocol.js';
import type { SendKey } from './composition.js';
import type { Intents } from './intent.js';
import type { PeopleOf } from './people.js';
import type { Wish } from './reactions.js';
import type { RoomList } from './room-list.js';
import type { RoomLog } from './room-log.js';
import type { Upload } from './uploads.js';
import type { Writers } from './typing.js';

export interface Preferences {
  readonly language: Language | 'auto';
  readonly theme: 'auto' | 'light' | 'dark';
  readonly sendKey: SendKey;
}

export interface MemberList {
  readonly total: number;
  readonly here: number;
  readonly members: readonly Member[];
  readonly cursor?: string;
}

/** The room on the screen. */
export interface OpenRoom {
  readonly id: RoomId;
  readonly status: 'loading' | 'open' | 'not-member' | 'lost' | 'gone' | 'removed' | 'banned';
  readonly log?: RoomLog;
  readonly members?: MemberList;
  /** What is newer was unread when the reader came; the divider stays there while he reads. */
  readonly newAfter?: number;
  readonly loading?: 'older' | 'newer';
  /** The message that the reader wants to see. It goes when he has been shown it, or there is none. */
  readonly sought?: Position;
}

export interface Sent {
  readonly parcel: Parcel;
  readonly epoch: Epoch;
  readonly seq: number;
}

/** The user is out of a room: put out before the eyes of this page, or it found the room gone from his. */
export interface Expelled {
  readonly because: 'removed' | 'banned' | 'lost';
  readonly room: ListedRoom;
}

/** Somebody nudged the user in a room. */
export interface Nudged {
  readonly by: string;
  readonly room: ListedRoom;
}

export interface Toast {
  readonly key: number;
  readonly what: Trouble | Note | Expelled | Nudged;
}

export interface ChatState {
  readonly phase: 'starting' | 'unreachable' | 'signed-out' | 'signed-in';
  /** Why the session is over, though the user did not sign out: he signs in again over the room. */
  readonly ended: Ended | undefined;
  readonly me: User | undefined;
  /** A guest who has written something is told, once, how to keep who he is. */
  readonly keepHint: boolean;
  readonly link: Link;
  /** Connected, and reading what was missed. */
  readonly catchingUp: boolean;
  readonly rooms: RoomList | undefined;
  readonly open: OpenRoom | undefined;
  readonly people: PeopleOf;
  readonly writers: Writers;
  /** The last one, for as long as it is shown. */
  readonly nudge: EventData<'room:nudged'> | undefined;
  readonly parcels: readonly Parcel[];
  /** Acknowledged, and not yet seen in the log. */
  readonly sent: readonly Sent[];
  readonly drafts: ReadonlyMap<RoomId, string>;
  /** Files that go with what is being written, in all rooms. */
  readonly uploads: readonly Upload[];
  readonly intents: Intents;
  readonly wishes: readonly Wish[];
  /** What the user’s own messages said that were recalled from this page. */
  readonly recalled: ReadonlyMap<ClientId, string>;
  /** The messages of the open room that are chosen, by their seqs; undefined while nothing is to be chosen. */
  readonly selected: ReadonlySet<number> | undefined;
  /** What messages were looked for by last. */
  readonly lookedFor: string;
  readonly toasts: readonly Toast[];
  readonly preferences: Preferences;
  /** What whoever runs the server decided for all; undefined until the page knows. */
  readonly policy: Policy | undefined;
}
