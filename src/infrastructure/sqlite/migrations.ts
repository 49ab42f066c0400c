import type { Database } from './database.js';

/** 'Prly': marks the file as one of Parley's. */
const APPLICATION_ID = 0x50726c79;

/**
 * The schema, a step a version; a step that was released is never changed. Rooms, users and messages are numbered
 * (`n`) within the file, so that what refers to them stays small.
 */
const STEPS: readonly string[] = [
  `
  CREATE TABLE meta (
    -- Entries ever written, of all rooms. It never falls.
    entries INTEGER NOT NULL
  ) STRICT;
  INSERT INTO meta VALUES (0);

  -- Written to find out whether the disk has room again.
  CREATE TABLE spare (bytes BLOB NOT NULL) STRICT;

  CREATE TABLE user (
    n INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    nickname TEXT NOT NULL,
    searchable TEXT NOT NULL,
    kind TEXT NOT NULL
  ) STRICT;

  CREATE TABLE session (
    id TEXT PRIMARY KEY,
    user INTEGER NOT NULL REFERENCES user,
    token TEXT NOT NULL UNIQUE,
    expires_at INTEGER NOT NULL
  ) STRICT, WITHOUT ROWID;

  CREATE TABLE room (
    n INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    name TEXT NOT NULL,
    key TEXT NOT NULL UNIQUE,
    topic TEXT NOT NULL,
    kind TEXT NOT NULL,
    version INTEGER NOT NULL,
    epoch TEXT NOT NULL,
    head INTEGER NOT NULL DEFAULT 0,
    oldest INTEGER NOT NULL DEFAULT 1,
    members INTEGER NOT NULL DEFAULT 0,
    member_version INTEGER NOT NULL DEFAULT 0
  ) STRICT;

  CREATE TABLE creation (
    by TEXT NOT NULL,
    id TEXT NOT NULL,
    digest TEXT NOT NULL,
    room INTEGER NOT NULL REFERENCES room,
    PRIMARY KEY (by, id)
  ) STRICT, WITHOUT ROWID;

  CREATE TABLE member (
    room INTEGER NOT NULL REFERENCES room,
    user INTEGER NOT NULL REFERENCES user,
    since INTEGER NOT NULL,
    marker INTEGER NOT NULL,
    version INTEGER NOT NULL,
    PRIMARY KEY (room, user)
  ) STRICT, WITHOUT ROWID;
  CREATE INDEX member_version ON member (room, version);
  CREATE INDEX member_user ON member (user);

  CREATE TABLE message (
    n INTEGER PRIMARY KEY,
    room INTEGER NOT NULL REFERENCES room,
    seq INTEGER NOT NULL,
    rev INTEGER NOT NULL,
    author INTEGER NOT NULL REFERENCES user,
    id TEXT NOT NULL,
    digest TEXT NOT NULL,
    text TEXT NOT NULL,
    sent_at INTEGER NOT NULL,
    UNIQUE (room, author, id)
  ) STRICT;

  CREATE TABLE entry (
    room INTEGER NOT NULL REFERENCES room,
    seq INTEGER NOT NULL,
    type TEXT NOT NULL,
    by INTEGER NOT NULL REFERENCES user,
    at INTEGER NOT NULL,
    target INTEGER NOT NULL REFERENCES message,
    PRIMARY KEY (room, seq)
  ) STRICT, WITHOUT ROWID;
  `,
  `
  -- The sessions that expired first are found without a look at the others.
  CREATE INDEX session_end ON session (expires_at);
  `,
  `
  ALTER TABLE user ADD COLUMN status TEXT NOT NULL DEFAULT '';
  ALTER TABLE user ADD COLUMN avatar TEXT NOT NULL DEFAULT '';
  ALTER TABLE user ADD COLUMN availability TEXT NOT NULL DEFAULT 'online';
  ALTER TABLE user ADD COLUMN directs TEXT NOT NULL DEFAULT 'everyone';
  ALTER TABLE user ADD COLUMN admin INTEGER NOT NULL DEFAULT 0;
  ALTER TABLE user ADD COLUMN banned INTEGER NOT NULL DEFAULT 0;

  CREATE TABLE account (
    number INTEGER PRIMARY KEY,
    user INTEGER NOT NULL UNIQUE REFERENCES user,
    username TEXT NOT NULL UNIQUE,
    -- The skeleton of the username: no two accounts look alike.
    key TEXT NOT NULL UNIQUE,
    password TEXT NOT NULL
  ) STRICT;
  `,
  `
  ALTER TABLE room ADD COLUMN archived INTEGER NOT NULL DEFAULT 0;
  ALTER TABLE room ADD COLUMN muted INTEGER NOT NULL DEFAULT 0;
  ALTER TABLE room ADD COLUMN slow_mode INTEGER NOT NULL DEFAULT 0;
  ALTER TABLE room ADD COLUMN history TEXT NOT NULL DEFAULT 'all';

  -- Members are listed by their number; the version rises with each change of the seat.
  ALTER TABLE member RENAME COLUMN version TO number;
  ALTER TABLE member ADD COLUMN version INTEGER NOT NULL DEFAULT 0;
  ALTER TABLE member ADD COLUMN role TEXT NOT NULL DEFAULT 'member';
  ALTER TABLE member ADD COLUMN nickname TEXT NOT NULL DEFAULT '';
  ALTER TABLE member ADD COLUMN searchable TEXT NOT NULL DEFAULT '';
  ALTER TABLE member ADD COLUMN muted_until INTEGER NOT NULL DEFAULT 0;
  DROP INDEX member_version;
  CREATE INDEX member_number ON member (room, number);
  UPDATE member SET version = number;
  UPDATE member SET role = 'owner' WHERE (room, user) IN (
    SELECT creation.room, user.n FROM creation JOIN user ON user.id = creation.by);

  CREATE TABLE ban (
    room INTEGER NOT NULL REFERENCES room,
    user INTEGER NOT NULL REFERENCES user,
    PRIMARY KEY (room, user)
  ) STRICT, WITHOUT ROWID;

  -- Entries that are about no message: about a member, and what else there is to say.
  CREATE TABLE entry_of_all (
    room INTEGER NOT NULL REFERENCES room,
    seq INTEGER NOT NULL,
    type TEXT NOT NULL,
    by INTEGER NOT NULL REFERENCES user,
    at INTEGER NOT NULL,
    target INTEGER REFERENCES message,
    member INTEGER REFERENCES user,
    data TEXT,
    PRIMARY KEY (room, seq)
  ) STRICT, WITHOUT ROWID;
  INSERT INTO entry_of_all (room, seq, type, by, at, target) SELECT room, seq, type, by, at, target FROM entry;
  DROP TABLE entry;
  ALTER TABLE entry_of_all RENAME TO entry;
  `,
  `
  -- Of older sessions only their end is known: 400 days after they were last prolonged.
  ALTER TABLE session ADD COLUMN device TEXT NOT NULL DEFAULT '';
  ALTER TABLE session ADD COLUMN created_at INTEGER NOT NULL DEFAULT 0;
  ALTER TABLE session ADD COLUMN seen_at INTEGER NOT NULL DEFAULT 0;
  UPDATE session SET seen_at = expires_at - 34560000000, created_at = expires_at - 34560000000;
  CREATE INDEX session_user ON session (user);
  `,
  `
  CREATE TABLE contact (
    user INTEGER NOT NULL REFERENCES user,
    other INTEGER NOT NULL REFERENCES user,
    state TEXT NOT NULL,
    PRIMARY KEY (user, other)
  ) STRICT, WITHOUT ROWID;
  `,
  `
  -- The ids of all whom a message mentions, in JSON; and, to be counted, those of them who did not write it.
  ALTER TABLE message ADD COLUMN mentions TEXT;
  CREATE TABLE mention (
    room INTEGER NOT NULL REFERENCES room,
    user INTEGER NOT NULL REFERENCES user,
    seq INTEGER NOT NULL,
    PRIMARY KEY (room, user, seq)
  ) STRICT, WITHOUT ROWID;
  `,
  `
  -- The token that makes the first administrator, and whether it did.
  ALTER TABLE meta ADD COLUMN claim TEXT;
  ALTER TABLE meta ADD COLUMN claimed INTEGER NOT NULL DEFAULT 0;
  `,
  `
  -- What is about no message, such as who was removed: a few entries among many.
  CREATE INDEX entry_notice ON entry (room, seq) WHERE target IS NULL;
  `,
  `
  CREATE TABLE invite (
    n INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    room INTEGER NOT NULL REFERENCES room,
    token TEXT NOT NULL UNIQUE,
    by INTEGER NOT NULL REFERENCES user,
    created_at INTEGER NOT NULL,
    expires_at INTEGER,
    max_uses INTEGER,
    uses INTEGER NOT NULL DEFAULT 0
  ) STRICT;
  CREATE INDEX invite_room ON invite (room);
  `,
  `
  CREATE TABLE avatar (
    digest TEXT PRIMARY KEY,
    type TEXT NOT NULL,
    bytes BLOB NOT NULL
  ) STRICT;
  CREATE INDEX user_avatar ON user (avatar) WHERE avatar <> '';
  `,
  `
  CREATE TABLE report (
    n INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    room INTEGER NOT NULL REFERENCES room,
    seq INTEGER NOT NULL,
    by INTEGER NOT NULL REFERENCES user,
    reason TEXT NOT NULL,
    at INTEGER NOT NULL,
    resolved_by INTEGER REFERENCES user,
    resolved_at INTEGER,
    UNIQUE (room, seq, by)
  ) STRICT;
  `,
  `
  -- Whoever is in a log, having written or been written of, is kept for ever.
  ALTER TABLE user ADD COLUMN lasting INTEGER NOT NULL DEFAULT 0;
  UPDATE user SET lasting = 1
   WHERE n IN (SELECT by FROM entry) OR n IN (SELECT member FROM entry WHERE member IS NOT NULL);
  CREATE TRIGGER entry_lasts AFTER INSERT ON entry BEGIN
    UPDATE user SET lasting = 1 WHERE n = NEW.by AND NOT lasting;
    UPDATE user SET lasting = 1 WHERE n = NEW.member AND NOT lasting;
  END;
  CREATE INDEX user_passing ON user (n) WHERE kind = 'guest' AND NOT lasting;
  CREATE INDEX contact_other ON contact (other);
  `,
  `
  ALTER TABLE member ADD COLUMN joined_at INTEGER NOT NULL DEFAULT 0;
  `,
  `
  -- The bytes are in the folder of files, under their digests. \`seq\` is of the message that a file was sent with.
  CREATE TABLE file (
    n INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    room INTEGER NOT NULL REFERENCES room,
    by INTEGER NOT NULL REFERENCES user,
    at INTEGER NOT NULL,
    seq INTEGER,
    name TEXT NOT NULL,
    type TEXT NOT NULL,
    size INTEGER NOT NULL,
    width INTEGER,
    height INTEGER,
    digest TEXT NOT NULL,
    preview TEXT
  ) STRICT;
  CREATE INDEX file_message ON file (room, seq) WHERE seq IS NOT NULL;
  CREATE INDEX file_unsent ON file (at) WHERE seq IS NULL;
  CREATE INDEX file_user ON file (by, size);
  CREATE INDEX file_digest ON file (digest);
  CREATE INDEX file_preview ON file (preview) WHERE preview IS NOT NULL;

  -- What the message says of the files that were sent with it, in JSON.
  ALTER TABLE message ADD COLUMN attachments TEXT;
  `,
  `
  ALTER TABLE user ADD COLUMN nudges INTEGER NOT NULL DEFAULT 1;
  -- In JSON; empty for none.
  ALTER TABLE user ADD COLUMN quiet TEXT NOT NULL DEFAULT '';
  ALTER TABLE member ADD COLUMN notify TEXT NOT NULL DEFAULT 'all';
  `,
  `
  -- Messages that have another text since, in this order: what is noted to find them is outdated.
  CREATE TABLE reworded (n INTEGER PRIMARY KEY, message INTEGER NOT NULL REFERENCES message) STRICT;
  CREATE TRIGGER message_reworded AFTER UPDATE OF text ON message BEGIN
    INSERT INTO reworded (message) VALUES (NEW.n);
  END;
  `,
  `
  ALTER TABLE message ADD COLUMN reply_to INTEGER REFERENCES message;
  ALTER TABLE message ADD COLUMN everyone INTEGER NOT NULL DEFAULT 0;
  -- In JSON.
  ALTER TABLE message ADD COLUMN forwarded TEXT;
  ALTER TABLE message ADD COLUMN edited_at INTEGER;
  ALTER TABLE message ADD COLUMN recalled_at INTEGER;
  ALTER TABLE message ADD COLUMN recalled_by INTEGER REFERENCES user;
  ALTER TABLE message ADD COLUMN pinned_at INTEGER;
  ALTER TABLE message ADD COLUMN pinned_by INTEGER REFERENCES user;
  -- The seq of the entry that pinned it.
  ALTER TABLE message ADD COLUMN pin INTEGER;
  CREATE INDEX message_pin ON message (room, pin) WHERE pin IS NOT NULL;
  CREATE INDEX message_everyone ON message (room, seq) WHERE everyone;

  -- Known here too, so that counting what is unread looks at no message.
  ALTER TABLE entry ADD COLUMN recalled INTEGER NOT NULL DEFAULT 0;

  -- Entries that say what became of a message. Apart from the others, for the timeline leaves them out, and may
  -- not become slower by however many there are; together they have the numbers of the room without a hole.
  CREATE TABLE change (
    room INTEGER NOT NULL REFERENCES room,
    seq INTEGER NOT NULL,
    by INTEGER NOT NULL REFERENCES user,
    at INTEGER NOT NULL,
    target INTEGER NOT NULL REFERENCES message,
    data TEXT NOT NULL,
    PRIMARY KEY (room, seq)
  ) STRICT, WITHOUT ROWID;
  CREATE TRIGGER change_lasts AFTER INSERT ON change BEGIN
    UPDATE user SET lasting = 1 WHERE n = NEW.by AND NOT lasting;
  END;

  CREATE TABLE version (
    message INTEGER NOT NULL REFERENCES message,
    rev INTEGER NOT NULL,
    text TEXT NOT NULL,
    at INTEGER NOT NULL,
    PRIMARY KEY (message, rev)
  ) STRICT, WITHOUT ROWID;

  CREATE TABLE reaction (
    message INTEGER NOT NULL REFERENCES message,
    emoji TEXT NOT NULL,
    user INTEGER NOT NULL REFERENCES user,
    seq INTEGER NOT NULL,
    PRIMARY KEY (message, emoji, user)
  ) STRICT, WITHOUT ROWID;
  `,
  `
  -- Numbers are never used twice, so that nobody ends the job of another. A job that was taken has no key any more.
  CREATE TABLE job (
    n INTEGER PRIMARY KEY AUTOINCREMENT,
    topic TEXT NOT NULL,
    key TEXT,
    payload TEXT NOT NULL,
    due INTEGER NOT NULL,
    tries INTEGER NOT NULL DEFAULT 0,
    UNIQUE (topic, key)
  ) STRICT;
  CREATE INDEX job_due ON job (topic, due);

  CREATE TABLE keepsake (
    name TEXT PRIMARY KEY,
    value TEXT NOT NULL
  ) STRICT, WITHOUT ROWID;

  CREATE TABLE subscription (
    session TEXT PRIMARY KEY,
    endpoint TEXT NOT NULL UNIQUE,
    p256dh TEXT NOT NULL,
    auth TEXT NOT NULL
  ) STRICT, WITHOUT ROWID;
  CREATE TRIGGER subscription_ends AFTER DELETE ON session BEGIN
    DELETE FROM subscription WHERE session = OLD.id;
  END;
  `,
];

export const NEWEST = STEPS.length;

/** The version of the schema; 0 for an empty file, undefined for a database of something else. */
export function schemaVersion(db: Database): number | undefined {
  const version = db.get<{ user_version: number }>('PRAGMA user_version')!.user_version;
  const application = db.get<{ application_id: number }>('PRAGMA application_id')!.application_id;
  const tables = db.get<{ count: number }>('SELECT count(*) AS count FROM sqlite_schema')!.count;
  if (version === 0 && tables === 0) return 0;
  return application === APPLICATION_ID ? version : undefined;
}

/** Brings the schema forward, to the newest version unless told otherwise, each step whole or not at all. */
export function migrate(db: Database, version: number, wanted = NEWEST): void {
  for (const [at, step] of STEPS.slice(0, wanted).entries()) {
    if (at < version) continue;
    db.transaction('BEGIN IMMEDIATE', () => {
      db.exec(`${step}; PRAGMA application_id = ${APPLICATION_ID}; PRAGMA user_version = ${at + 1}`);
    });
  }
}
