import type { NamedKind } from '../../../src/domain/room.js';
import type { Expelled } from '../model/chat-state.js';
import type { Hindrance } from '../notify/permission.js';
import type { Part } from '../model/room-list.js';
import type { Silence } from '../model/silence.js';
import type { Deed } from '../model/standing.js';
import type { Language } from './language.js';
import type { Ended, ErrorCode, NotifyLevel, Role, User } from '../protocol.js';

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
export type Note = 'saved' | 'kept' | 'copied' | 'notCopied' | 'reported' | 'tooManyFiles' | 'missing';

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
  /** What someone is in a room; of most there is nothing to say. */
  readonly roles: Readonly<Record<Exclude<Role, 'member'>, string>>;
  readonly mutedMark: string;
  readonly presences: Readonly<Record<'away' | 'busy', string>>;
  readonly lastMessage: (author: string, text: string) => string;
  readonly unread: (count: number) => string;
  readonly mentioned: (count: number) => string;
  readonly back: string;

  readonly people: (members: number, here: number) => string;
  readonly details: string;
  readonly here: string;
  readonly away: string;
  readonly showMore: string;
  readonly close: string;
  readonly goBack: string;
  readonly leaveRoom: string;
  readonly leaveQuestion: (room: string) => string;
  readonly leaveHint: string;
  readonly leavePrivateHint: string;
  readonly leaveLastHint: string;
  readonly leavePrivateLastHint: string;
  readonly handOverFirst: string;
  readonly cancel: string;
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
  readonly writeTo: string;
  readonly findPerson: string;
  readonly find: string;
  readonly nobodyFound: string;
  readonly choose: string;
  readonly chosen: string;
  readonly startTalk: string;
  readonly startGroup: (people: number) => string;
  readonly addPeople: string;
  readonly add: string;
  readonly added: string;
  readonly inviteInstead: string;
  readonly invites: string;
  readonly inviteEnds: string;
  readonly never: string;
  readonly after: (time: string) => string;
  readonly inviteUses: string;
  readonly unlimited: string;
  readonly peopleCount: (people: number) => string;
  readonly makeInvite: string;
  /** Once the link is there. */
  readonly inviteOnce: string;
  readonly copyLink: string;
  readonly anotherInvite: string;
  readonly noInvites: string;
  readonly inviteUsed: (uses: number, most: number | undefined) => string;
  readonly inviteBy: (who: string) => string;
  readonly endsAt: (when: string) => string;
  readonly revokeInvite: string;
  readonly inviteTitle: string;
  readonly invitedBy: (who: string) => string;
  readonly joinRoom: string;

  readonly roomSettings: string;
  readonly whoSpeaks: string;
  readonly speakers: Readonly<Record<'all' | 'moderators', string>>;
  readonly slowMode: string;
  readonly slowModeOff: string;
  readonly everyWait: (wait: string) => string;
  readonly whatNewMembersSee: string;
  readonly histories: Readonly<Record<'all' | 'joined', string>>;
  readonly archive: string;
  readonly archiveHint: string;
  readonly reopen: string;
  readonly reopenHint: string;
  readonly roomNickname: string;
  readonly roomNicknameIn: (room: string) => string;
  readonly roomNicknameHint: (nickname: string) => string;
  readonly notifications: string;
  readonly notifyHere: string;
  readonly notifyHindrances: Readonly<Record<Hindrance, string>>;
  readonly onOff: Readonly<Record<'on' | 'off', string>>;
  readonly quietHours: string;
  readonly quietFrom: string;
  readonly quietTo: string;
  readonly quietHint: string;
  readonly nudges: string;
  readonly notifyOf: (level: string) => string;
  readonly notifyIn: (room: string) => string;
  readonly notifyLevels: Readonly<Record<NotifyLevel, string>>;
  readonly notifyHints: Readonly<Record<NotifyLevel, string>>;
  readonly reports: string;
  readonly noReports: string;
  readonly reportedBy: (who: string, reason: string, when: string) => string;
  readonly messageGone: string;
  readonly resolve: string;
  readonly resolvedBy: (who: string) => string;
  readonly reportTitle: string;
  readonly reportReason: string;
  readonly reportHint: string;
  readonly reportDirectHint: string;
  readonly report: string;
  readonly bans: string;
  readonly noBans: string;
  readonly unban: string;
  readonly audit: string;
  readonly noAudit: string;
  readonly deeds: Readonly<Record<Deed, string>>;
  /** What it means, where one is asked before it is done. */
  readonly deedHints: Readonly<Record<Exclude<Deed, 'mute' | 'unmute'>, (who: string) => string>>;
  readonly muteHint: (who: string) => string;

  readonly createTitle: string;
  readonly roomName: string;
  readonly roomTopic: string;
  readonly roomKind: string;
  readonly kinds: Readonly<Record<NamedKind, { readonly title: string; readonly hint: string }>>;
  readonly create: string;
  readonly findTitle: string;
  readonly filter: string;
  readonly noOthers: string;
  readonly noMatch: string;
  readonly memberCount: (count: number) => string;

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
  readonly today: string;
  readonly yesterday: string;

  /** A length of time, in seconds, in its largest whole unit. */
  readonly duration: (seconds: number) => string;
  readonly notices: NoticeTexts;

  /** Some of those who write, and how many they are. */
  readonly typing: (names: readonly string[], count: number) => string;
  readonly nudge: string;
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
  readonly languageAuto: string;
  readonly theme: string;
  readonly themeAuto: string;
  readonly themeLight: string;
  readonly themeDark: string;
  readonly sendKey: string;
  readonly sendKeyEnter: string;
  readonly sendKeyCtrlEnter: string;
  readonly save: string;
  readonly preferences: string;
  readonly shortcuts: string;
  /** Keys, and what they do. */
  readonly shortcutList: Readonly<Record<string, string>>;

  readonly signInTitle: string;
  readonly signInHint: string;
  readonly login: string;
  readonly password: string;
  readonly showPassword: string;
  readonly signIn: string;
  readonly signingIn: string;
  readonly haveAccount: string;
  readonly asGuest: string;
  readonly otherAccount: string;
  readonly otherAccountHint: (guest: string) => string;

  readonly endedTitle: string;
  readonly ended: Readonly<Record<Ended, string>>;
  readonly endedHint: string;
  readonly startPage: string;

  readonly keepTitle: string;
  readonly keepHint: string;
  readonly keepSuggestion: string;
  readonly keep: string;
  readonly notNow: string;
  readonly username: string;
  readonly usernameHint: string;
  readonly passwordHint: string;

  readonly profile: string;
  readonly guest: string;
  readonly number: (number: number) => string;
  readonly copyNumber: string;
  readonly devices: string;
  readonly devicesHint: string;
  readonly thisDevice: string;
  readonly unknownDevice: string;
  readonly lastSeen: (when: string) => string;
  readonly signOutThere: string;
  readonly signOutDevice: (device: string) => string;
  readonly changePassword: string;
  readonly changePasswordHint: string;
  readonly currentPassword: string;
  readonly newPassword: string;
  readonly signOut: string;
  readonly signOutQuestion: string;
  readonly signOutGuest: string;
  readonly signOutAccount: string;
  readonly unsentLost: (count: number) => string;
  readonly unsentKept: (count: number) => string;
  readonly unsentDrafts: (count: number) => string;

  readonly availability: string;
  readonly choosePicture: string;
  readonly removePicture: string;
  readonly availabilities: Readonly<Record<User['availability'], string>>;
  readonly statusLine: string;
  readonly statusHint: string;
  readonly privacy: string;
  readonly directs: string;
  readonly contacts: string;
  readonly noContacts: string;
  readonly blocked: string;
  readonly addContact: string;
  readonly removeContact: string;
  readonly block: string;
  readonly unblock: string;
  readonly blockHint: string;
  readonly server: string;
  readonly users: string;
  readonly findUsers: string;
  readonly noUsers: string;
  readonly editProfile: string;
  readonly profileOf: (name: string) => string;
  readonly search: string;
  readonly administrator: string;
  readonly bannedTag: string;
  readonly directReportsHint: string;
  /** What an administrator may do to a user. */
  readonly userDeeds: Readonly<Record<'password' | 'appoint' | 'dismiss' | 'ban' | 'unban', string>>;
  readonly userDeedHints: Readonly<Record<'password' | 'appoint' | 'dismiss' | 'ban', string>>;
  readonly temporaryPassword: string;
  readonly copyPassword: string;
  readonly claimServer: string;
  readonly claimServerHint: string;
  readonly claimToken: string;
  readonly claim: string;
  readonly removeNamed: (name: string) => string;
  readonly unblockNamed: (name: string) => string;
  readonly directsFrom: Readonly<Record<User['directs'], string>>;
  readonly remove: string;

  readonly told: Readonly<Record<Note, string>>;
  readonly errors: Readonly<Record<Trouble, string>>;
}
