import type { RoomId } from '../../domain/room.js';
import type { UserId } from '../../domain/user.js';

/**
 * Everything in braces is hashed by Redis Cluster: what has equal braces lies on one server, and can be changed in one
 * script. Each kind of thing has a letter of its own there, so that the braces are never empty, whatever an id holds.
 */
const tagged = (letter: string, id: string) => (part: string) => `{${letter}:${id}}:${part}`;

/** What is kept of a room. README.md says what each key holds. */
export const roomKeys = (room: RoomId) => {
  const key = tagged('r', room);
  return {
    room: key('room'),
    log: key('log'),
    spine: key('spine'),
    notices: key('notices'),
    revs: key('revs'),
    pins: key('pins'),
    /** What a message said before it was edited. */
    versions: (seq: number) => key(`versions:${seq}`),
    everyone: key('everyone'),
    /** The seqs of messages by which the user mentions all. */
    everyoneBy: (user: UserId) => key(`everyone:${user}`),
    sent: key('sent'),
    authors: key('authors'),
    seats: key('seats'),
    members: key('members'),
    markers: key('markers'),
    nicknames: key('nicknames'),
    notify: key('notify'),
    bans: key('bans'),
    froms: key('froms'),
    invites: key('invites'),
    files: key('files'),
    /** What is noted of a block of entries, to be searched. */
    notes: (block: number) => key(`notes:${block}`),
    here: key('here'),
    /** The seqs of messages that mention the user. */
    mentions: (user: UserId) => key(`mentions:${user}`),
    /** Where its entries are announced. */
    channel: key('entries'),
  };
};

/** What is kept of a user. */
export const userKeys = (user: UserId) => {
  const key = tagged('u', user);
  return {
    user: key('user'),
    rooms: key('rooms'),
    sessions: key('sessions'),
    contacts: key('contacts'),
    files: key('files'),
    creations: key('creations'),
    here: key('here'),
    hereIn: key('here-in'),
  };
};

/** What is the same for all, each on a server of its own. */
export const everywhere = {
  /** Users by the order in which they came. */
  places: '{users}:places',
  /** How many there ever were. */
  users: '{users}:count',
  /** Guests who may have left nothing behind, in the same order. */
  guests: '{users}:guests',
  /** The keys of rooms that have names. */
  named: '{rooms}:named',
  names: '{accounts}:names',
  numbers: '{accounts}:numbers',
  claims: '{accounts}:claims',
  /** Sessions by when they end. */
  ends: '{sessions}:ends',
  /** Files by when they were uploaded, among which are all that were not sent. */
  unsent: '{files}:unsent',
  /** The digests of all bytes that are kept, and how many bytes those are. */
  blobs: '{blobs}:all',
  bytes: '{blobs}:bytes',
  /** Processes by when they were last heard of. */
  beats: '{processes}:beats',
  keepsakes: '{server}:keepsakes',
  /** Where users are told of messages while they are not connected, and whose an endpoint is. */
  devices: '{push}:devices',
  endpoints: '{push}:endpoints',
  claim: '{server}:claim',
  administrators: '{server}:administrators',
  /** Counts how often somebody became one, or ceased to be one. */
  appointments: '{server}:appointments',
  /** Set by an operator who has put back a copy. */
  restored: '{server}:restored',
  /** Written to see whether anything can be written. */
  probe: '{server}:probe',
  channel: '{notices}:all',
} as const;

export const DIRECTS = 'directs';

/** What is reported of a room, or of all direct talks. */
export const reportKeys = (of: { readonly room: RoomId } | typeof DIRECTS) => {
  const key = of === DIRECTS ? (part: string) => `{reports}:${part}` : tagged('r', of.room);
  return {
    reports: key('reports'),
    made: key('reports-made'),
    open: key('reports-open'),
    done: key('reports-done'),
  };
};

/** The work of a topic, which is to be done later. */
export const queueKeys = (topic: string) => {
  const key = (part: string): string => `{queue}:${topic}:${part}`;
  return {
    count: key('count'),
    due: key('due'),
    payloads: key('payloads'),
    tries: key('tries'),
    /** The keys of jobs that nobody has taken yet, and the jobs of these keys. */
    keys: key('keys'),
    waiting: key('waiting'),
  };
};

/** To which room a key belongs. */
export const nameKey = (key: string): string => tagged('k', key)('room');
/** Whose session, and which, a token opens. */
export const tokenKey = (token: string): string => tagged('t', token)('session');
/** Whose session it is. */
export const sessionKey = (session: string): string => tagged('s', session)('user');
/** The room of an invite. */
export const inviteKey = (token: string): string => tagged('i', token)('invite');
export const avatarKeys = (digest: string) => ({
  image: tagged('a', digest)('image'),
  users: tagged('a', digest)('users'),
});
/** The room of a file. */
export const fileKey = (file: string): string => tagged('f', file)('room');
/** The files that need the bytes. */
export const digestKey = (digest: string): string => tagged('d', digest)('files');
/** Which upload brought the bytes. */
export const blobKey = (digest: string): string => tagged('d', digest)('upload');
export const uploadKey = (upload: string): string => tagged('f', upload)('chunks');
/** The connections of a process, each with its user. */
export const processKey = (process: string): string => tagged('p', process)('connections');
export const bucketKey = (bucket: string): string => tagged('b', bucket)('full');
