/** What kind of failure it is; each transport translates a kind once (HTTP: to a status). */
export type ErrorKind =
  'invalid' | 'unauthenticated' | 'forbidden' | 'not_found' | 'conflict' | 'rate_limited' | 'unavailable';

/** Every refusal this chat knows: its code on the wire, its kind, and what the caller can do next. */
export const situations = {
  unauthenticated: ['unauthenticated', 'Sign in first: POST /api/session with a nickname.'],
  rate_limited: [
    'rate_limited',
    'Too much at once. Wait, for retryAfterMs where it is given, and try again.',
  ],
  unavailable: ['unavailable', 'The server cannot do this right now. Try again in a moment.'],

  'origin.refused': [
    'forbidden',
    'Pages of this origin may not use this server. Add it to ORIGINS to let them.',
  ],

  'request.unknown': ['not_found', 'There is no such request. PROTOCOL.md lists them all.'],
  'request.invalid': ['invalid', 'The request does not have the form that PROTOCOL.md gives.'],
  'request.too_large': ['invalid', 'The request is larger than 64 KiB. Send less at once.'],

  'nickname.invalid': [
    'invalid',
    'A nickname has 1 to 24 visible characters, on one line and without direction marks.',
  ],

  'account.username_invalid': [
    'invalid',
    'A username has 2 to 24 letters or digits, not only digits, with single dots, dashes or underscores between.',
  ],
  'account.username_taken': [
    'conflict',
    'An account has this username, or one that looks like it. Choose another.',
  ],
  'account.password_invalid': [
    'invalid',
    'A password has 8 to 256 characters, and is not one of those that are tried first.',
  ],
  'account.exists': ['conflict', 'This user has an account already.'],
  'account.needed': ['forbidden', 'Only accounts can do this. Claim one: POST /api/account.'],
  'administrator.token_wrong': [
    'forbidden',
    'This is not the token that the server printed, or the server has an administrator.',
  ],
  'administrator.exempt': ['forbidden', 'Administrators cannot be banned.'],
  'administrator.last': ['conflict', 'This is the only administrator. Appoint another one first.'],
  'administrator.needed': ['forbidden', 'Only administrators of this server can do this.'],
  'account.credentials_wrong': ['unauthenticated', 'The username, the number or the password is wrong.'],
  'account.password_wrong': ['forbidden', 'This is not the password of the account.'],

  'session.not_found': ['not_found', 'The caller has no such session.'],

  'profile.status_invalid': ['invalid', 'A line about oneself has at most 80 characters, on one line.'],

  'profile.quiet_invalid': [
    'invalid',
    'Quiet hours go from one time of day to another, such as 22:00, in a time zone such as Asia/Shanghai.',
  ],

  'avatar.invalid': [
    'invalid',
    'An avatar is a PNG, JPEG or WebP of at most 64 KiB, and at most 512 pixels wide and high.',
  ],
  'avatar.not_found': ['not_found', 'There is no such avatar.'],

  'file.not_found': ['not_found', 'There is no such file, or you may not see it.'],
  'file.empty': ['invalid', 'There is nothing in this file.'],
  'file.too_large': [
    'invalid',
    'The file is larger than this server takes: see the policy of GET /api/session.',
  ],
  'file.picture_invalid': [
    'invalid',
    'Its name or its first bytes say that it is a PNG, JPEG, WebP or GIF, and it cannot be read as one.',
  ],
  'file.picture_too_large': ['invalid', 'A picture has at most 64 million pixels, all frames together.'],
  'file.quota': ['conflict', 'Your files are as much as this server keeps for one user. Recall some first.'],

  'push.endpoint_invalid': ['invalid', 'Alerts are sent to push services of browsers alone, over https.'],

  'contact.too_many': ['conflict', 'Nobody has more than 1,000 contacts. Forget some first.'],

  'user.not_found': ['not_found', 'There is no such user.'],
  'user.unavailable': ['forbidden', 'This user is not to be reached by you.'],
  'user.nudges_off': ['forbidden', 'This user is not to be nudged by you.'],
  'user.no_account': ['conflict', 'This user is a guest, and has no account.'],
  'user.banned': ['forbidden', 'The administrator of this server has banned this user.'],

  'room.not_found': ['not_found', 'There is no such room, or you may not see it.'],
  'room.not_member': ['forbidden', 'Only members can do this. Join the room first.'],
  'room.name_invalid': [
    'invalid',
    'A room name has 1 to 50 visible characters, on one line and without direction marks.',
  ],
  'room.topic_invalid': ['invalid', 'A topic has at most 250 characters, on one line.'],
  'room.not_allowed': ['forbidden', 'You may not do this in this room. Its owner or a moderator may.'],
  'room.archived': ['conflict', 'This room is archived: it can be read. Its owner can open it again.'],
  'room.muted': ['forbidden', 'Only moderators speak in this room now.'],
  'room.banned': ['forbidden', 'You are banned from this room. Ask one of its moderators.'],
  'room.owner_needed': ['conflict', 'Others are in your room. Hand it over to one of them first.'],
  'room.people_invalid': ['invalid', 'Ten people at most talk directly, yourself included.'],
  'room.slow_mode_invalid': ['invalid', 'The wait between two messages is 0 to 21,600 whole seconds.'],
  'room.name_taken': [
    'conflict',
    'A room of this name, or of one that looks like it, exists. Choose another.',
  ],
  'room.id_reused': ['conflict', 'This id was used to create another room. Make a new id.'],
  'room.pins_full': ['conflict', 'At most 100 messages are pinned in a room. Unpin one first.'],
  'room.epoch_changed': ['conflict', 'The log of this room began anew. Sync the room, then try again.'],

  'member.not_found': ['not_found', 'There is no such member in this room.'],
  'member.banned': ['conflict', 'This user is banned from the room. Lift the ban first.'],
  'member.muted': ['forbidden', 'A moderator has muted you here. Wait until it is over: see retryAfterMs.'],

  'invite.invalid': ['not_found', 'There is no such invite, or it lets you in no more. Ask for another.'],
  'invite.too_many': ['conflict', 'The room has 100 open invites. Revoke one first.'],

  'report.reason_invalid': ['invalid', 'A reason has 1 to 500 characters, on one line.'],
  'report.not_found': ['not_found', 'There is no such report here.'],

  'search.blank': ['invalid', 'Look for a letter, a digit or a sign at least, or by one of the filters.'],

  'message.not_found': ['not_found', 'There is no such message, or you may not see it.'],
  'message.blank': ['invalid', 'A message needs at least one visible character.'],
  'message.too_long': ['invalid', 'A message has at most 4,000 characters and 16,000 bytes in UTF-8.'],
  'message.malformed': [
    'invalid',
    'A message is well-formed Unicode; of the control characters, only line feed and tab are allowed.',
  ],
  'message.mention_unknown': [
    'not_found',
    'Only members of the room can be mentioned. Read the members anew.',
  ],
  'message.reply_unknown': [
    'not_found',
    'The message that this one answers is not in this room, or you may not see it.',
  ],
  'message.everyone_not_allowed': ['forbidden', 'Only its owner and moderators call everyone in this room.'],
  'message.not_allowed': [
    'forbidden',
    'Only its author edits a message; its author, a moderator or the owner recalls it.',
  ],
  'message.recall_over': ['forbidden', 'It is too late to recall this message. A moderator can.'],
  'message.recalled': ['conflict', 'This message was recalled.'],
  'message.reaction_invalid': ['invalid', 'A reaction is one emoji.'],
  'message.reactions_full': ['conflict', 'A message has at most 20 kinds of reactions. Use one of them.'],
  'message.id_reused': ['conflict', 'This id was used for another message. Make a new id.'],
} as const satisfies Record<string, readonly [ErrorKind, string]>;

export type ErrorCode = keyof typeof situations;

interface ErrorOptions {
  readonly cause?: unknown;
  /** Says more exactly what is wrong than the table does. */
  readonly detail?: string;
  readonly retryAfterMs?: number;
}

/** The one way to refuse: thrown anywhere, translated at the edge of each transport. */
export class ChatError extends Error {
  readonly kind: ErrorKind;
  /** When the same request may succeed, in milliseconds from now, where that is known. */
  readonly retryAfterMs: number | undefined;

  constructor(
    readonly code: ErrorCode,
    options: ErrorOptions = {},
  ) {
    const [kind, advice] = situations[code];
    super(options.detail ?? advice, 'cause' in options ? { cause: options.cause } : undefined);
    this.name = 'ChatError';
    this.kind = kind;
    this.retryAfterMs = options.retryAfterMs;
  }

  /** Whether the same request may succeed if it is simply sent again. */
  get retryable(): boolean {
    return this.kind === 'unavailable' || this.kind === 'rate_limited';
  }
}
