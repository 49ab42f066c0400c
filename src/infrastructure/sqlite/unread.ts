import { UNREAD_LIMIT } from '../../application/ports/memberships.js';

/** Messages of others after the marker of a row of `member`, counted no further than anybody asks. */
export const UNREAD = `(
  SELECT count(*) FROM (
    SELECT 1 FROM entry
     WHERE entry.room = member.room AND entry.seq > member.marker
       AND entry.type = 'message.sent' AND entry.by <> member.user
     LIMIT ${UNREAD_LIMIT}))`;
