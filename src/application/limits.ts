import type { Rate } from '../domain/rate.js';

/** How much anyone may do. Generous to a classroom behind one address; tight enough that nobody crowds out the rest. */
export const limits = {
  /** Messages of one user. */
  messages: { burst: 30, perSecond: 5 },
  /** What one user makes of messages: edits, reactions, recalls, pins. */
  changes: { burst: 30, perSecond: 5 },
  /** How often one user recalls all that another said of late. */
  recalls: { burst: 10, perSecond: 1 / 10 },
  /** Rooms that one user enters, resumes included. */
  joins: { burst: 60, perSecond: 5 },
  /** Rooms that one user creates, direct talks included. */
  rooms: { burst: 10, perSecond: 1 / 30 },
  /** Invites that one user looks at or follows, guesses included, and people whom one user adds to rooms. */
  invites: { burst: 50, perSecond: 1 },
  /** How often one user is told to be writing. */
  typing: { burst: 10, perSecond: 2 },
  /** Nudges of one user. */
  nudges: { burst: 5, perSecond: 1 / 5 },
  /** Nudges of one user to another. */
  nudgesAtOne: { burst: 1, perSecond: 1 / 10 },
  /** Messages that one user reports. */
  reports: { burst: 20, perSecond: 1 / 60 },
  /** Requests of one user of any kind. */
  requests: { burst: 300, perSecond: 50 },
  /** New users from one address. */
  sessions: { burst: 200, perSecond: 2 },
  /** Accounts claimed from one address. */
  claims: { burst: 100, perSecond: 1 / 6 },
  /** Wrong passwords from one address. */
  guesses: { burst: 100, perSecond: 1 / 6 },
  /** Wrong passwords for one account, from wherever. */
  guessesAtOne: { burst: 10, perSecond: 1 / 60 },
  /** Users looked for by one user, by username or number: these can be counted through. */
  lookups: { burst: 30, perSecond: 1 / 2 },
  /** Searches of one user. */
  searches: { burst: 30, perSecond: 2 },
  /** Avatars uploaded, or taken away, by one user. */
  avatars: { burst: 10, perSecond: 1 / 30 },
  /** Files uploaded by one user. */
  uploads: { burst: 40, perSecond: 1 / 2 },
  /** Files and previews shown to one user: a room full of pictures is opened at once. */
  downloads: { burst: 500, perSecond: 50 },
  /** New connections from one address. */
  handshakes: { burst: 1000, perSecond: 50 },
  /** New epochs of one room, asked for by positions beyond its head: all its members read anew, and anyone may lie. */
  renewals: { burst: 1, perSecond: 1 / 3600 },
} as const satisfies Record<string, Rate>;

export type LimitName = keyof typeof limits;
