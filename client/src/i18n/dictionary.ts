import type { Expelled } from '../model/chat-state.js';
import type { Part } from '../model/room-list.js';
import type { Silence } from '../model/silence.js';
import type { Language } from './language.js';
import type { Ended, ErrorCode, NotifyLevel, Role } from '../protocol.js';

/** What can be told about a failure: what the server answers, and that it did not answer. */
export type Trouble = ErrorCode | 'internal' | 'unreachable';

type Told = (by: string) => string;
type ToldOf = (by: string, what: string) => string;

/** What happened in a room. Names come in as they stand in the sentence. */
export interface NoticeTexts {
  /** The reader, as the one who did it, and as the one it was done to. */
  readonly you: string;
  readonly youToo: string;
  readonly joined: Told;
  readonly left: Told;
  readonly added: ToldOf;
  readonly removed: ToldOf;
  readonly banned: ToldOf;
  readonly unbanned: ToldOf;
  readonly unmuted: ToldOf;
  readonly muted: (by: string, who: string, until: string) => string;
  readonly role: Readonly<Record<Role, ToldOf>>;
  readonly renamed: ToldOf;
  readonly topic: ToldOf;
  readonly topicGone: Told;
  readonly archived: Told;
  readonly reopened: Told;
  readonly quiet: Told;
  readonly quietOver: Told;
  readonly slow: ToldOf;
  readonly slowOver: Told;
  readonly historyAll: Told;
  readonly historyJoined: Told;
  readonly inviteMade: Told;
  readonly inviteRevoked: Told;
}

/** What is told in passing; `missing` is a part of the page that cannot be fetched. */
export type Note =
  'saved' | 'kept' | 'copied' | 'notCopied' | 'forwarded' | 'reported' | 'tooManyFiles' | 'missing';

/** Everything the page says, in one language. A sentence missing from a language does not compile. */
export interface Dictionary {
  readonly locale: Language;

  readonly welcome: string;
  readonly welcomeHint: string;
  readonly nickname: string;
  readonly enter: string;
  readonly entering: string;
  readonly starting: string;
  readonly startFailed: string;
  readonly tryAgain: string;

  readonly lobby: string;
  readonly rooms: string;
  readonly newRoom: string;
  readonly findRooms: string;
  readonly searchAll: string;
  readonly searchHere: string;
  readonly noRooms: string;
  readonly chooseRoom: string;
  readonly noTalks: string;
  readonly nothingSaid: string;
  readonly parts: Readonly<Record<Part, string>>;
  /** A room of one’s own. */
  readonly notes: string;
  readonly draft: string;
  readonly you: string;
  readonly lastMessage: (author: string, text: string) => string;
  readonly unread: (count: number) => string;
  readonly mentioned: (count: number) => string;
  readonly back: string;

  readonly people: (members: number, here: number) => string;
  /** In place of them, in the room for one’s notes. */
  readonly onlyYou: string;
  readonly details: string;
  readonly close: string;
  readonly goBack: string;
  readonly join: string;
  readonly joining: string;
  readonly outside: Readonly<
    Record<
      'notMember' | 'lost' | 'gone' | 'removed' | 'banned',
      { readonly title: string; readonly hint: string }
    >
  >;
  /** Told where another room is on the screen. */
  readonly expelled: Readonly<Record<Expelled['because'], (room: string) => string>>;
  readonly draftKept: string;
  readonly copy: string;

  readonly newTalk: string;
  readonly notifyLevels: Readonly<Record<NotifyLevel, string>>;

  readonly messages: (room: string) => string;
  readonly messagesHere: string;
  readonly timelineStart: (room: string) => string;
  readonly emptyRoom: string;
  readonly emptyRoomHint: string;
  readonly loading: string;
  readonly newMessages: string;
  readonly jumpToNew: (count: number) => string;
  readonly jumpToLatest: string;
  readonly heardMany: (count: number) => string;
  readonly heard: (author: string, text: string) => string;
  readonly sending: string;
  readonly notSent: (why: string) => string;
  readonly retry: string;
  readonly discard: string;
  readonly edited: string;
  readonly pinned: string;
  readonly forwardedFrom: (author: string) => string;
  readonly toOriginal: string;
  readonly originalRecalled: string;
  readonly recalled: Told;
  readonly recalledOf: ToldOf;
  readonly writeAgain: string;
  readonly reaction: (emoji: string, count: number) => string;
  readonly others: (count: number) => string;
  readonly today: string;
  readonly yesterday: string;

  /** A length of time, in seconds, in its largest whole unit. */
  readonly duration: (seconds: number) => string;
  readonly notices: NoticeTexts;

  /** Some of those who write, and how many they are. */
  readonly typing: (names: readonly string[], count: number) => string;
  readonly nudged: ToldOf;
  readonly nudgedIn: ToldOf;
  readonly message: (room: string) => string;
  readonly messageTo: (people: string) => string;
  readonly messageNotes: string;
  /** While it is not known yet how the room is called. */
  readonly messageHere: string;
  /** Why one cannot speak; where it passes by itself, until when. */
  readonly silences: Readonly<Record<Silence['because'], (until: string) => string>>;
  readonly slowCountdown: (seconds: number) => string;
  readonly send: string;
  readonly emoji: string;
  /** What a word that is being written may become. */
  readonly suggestions: string;
  readonly unknownCommand: (name: string) => string;
  readonly attach: string;
  readonly tooLong: (over: number) => string;

  readonly connecting: string;
  readonly offline: string;
  readonly waiting: (seconds: number) => string;
  readonly lost: string;
  readonly catchingUp: string;
  readonly backOnline: string;
  readonly tryNow: string;

  readonly settings: string;
  readonly language: string;

  readonly signInTitle: string;
  readonly signInHint: string;
  readonly login: string;
  readonly password: string;
  readonly showPassword: string;
  readonly signIn: string;
  readonly signingIn: string;
  readonly haveAccount: string;
  readonly asGuest: string;

  readonly endedTitle: string;
  readonly ended: Readonly<Record<Ended, string>>;
  readonly endedHint: string;
  readonly startPage: string;
  readonly keepSuggestion: string;
  readonly keep: string;
  readonly notNow: string;
  readonly guest: string;
  readonly number: (number: number) => string;
  readonly profileOf: (name: string) => string;
  readonly search: string;

  readonly told: Readonly<Record<Note, string>>;
  readonly errors: Readonly<Record<Trouble, string>>;
}
