import { UNREAD_LIMIT } from '../../application/ports/memberships.js';

/** Messages of others, not recalled, after the marker of a row of `member`, counted no further than anybody asks. */
export const UNREAD = `(
  SELECT count(*) FROM (
    SELECT 1 FROM entry
     WHERE entry.room = member.room AND entry.seq > member.marker
       AND entry.type = 'message.sent' AND NOT entry.recalled AND entry.by <> member.user
     LIMIT ${UNREAD_LIMIT}))`;

/** The first of them. */
export const FIRST_UNREAD = `(
  SELECT entry.seq FROM entry
   WHERE entry.room = member.room AND entry.seq > member.marker
     AND entry.type = 'message.sent' AND NOT entry.recalled AND entry.by <> member.user
   ORDER BY entry.seq LIMIT 1)`;

/** Those of them that mention the member, or everyone. */
export const MENTIONS = `(
  SELECT count(*) FROM (
    SELECT 1 FROM mention
     WHERE mention.room = member.room AND mention.user = member.user AND mention.seq > member.marker
    UNION ALL
    SELECT 1 FROM message
     WHERE message.room = member.room AND message.everyone AND message.seq > member.marker
       AND message.author <> member.user
     LIMIT ${UNREAD_LIMIT}))`;
