import type { AppendChange } from '../../application/ports/room-log.js';
import { told, type NewChange } from '../../domain/entry.js';
import { PIN_LIMIT, type Message } from '../../domain/message.js';
import { announcement } from './announcement.js';
import { mentionKeys, PLACE } from './append-message.js';
import type { MessageRecord } from './entry-record.js';
import { toKept } from './entry-record.js';
import { roomKeys } from './keys.js';
import { script } from './script.js';
import { blockOf } from './search/notes.js';
import { seatKeys, SEATS } from './seats.js';
import { KIND } from './spine.js';

/** What the script answers. `again`: the message has changed since it was read. */
export type ChangedRecord =
  | readonly [status: 'appended', epoch: string, seq: string, hidden: '0' | '1']
  | readonly [status: 'unchanged', epoch: string, head: string]
  | readonly [status: 'full' | 'stale' | 'again'];

/** A change that was decided on a message as it was read. */
export interface Decided {
  readonly append: AppendChange;
  readonly before: MessageRecord;
  /** As it is to be, or why nothing is to be. Of reactions, all are named. */
  readonly after: Message | 'unchanged' | 'full';
  /** As others see it then. */
  readonly shown: Message | undefined;
}

export function changeKeys({ append: { room }, before, after }: Decided): string[] {
  const { log, spine, revs, sent, pins, versions, files, notes } = roomKeys(room);
  const { by, message } = before.entry;
  const place = { room, by: by.id };
  const was = mentionKeys(place, message);
  const is = typeof after === 'string' || after.recalledAt !== undefined ? [] : mentionKeys(place, after);
  return [
    ...seatKeys(room),
    ...[log, spine, revs, sent, pins, versions(before.seq), files, notes(blockOf(before.seq))],
    ...was,
    ...is,
  ];
}

export function changeArgs(decided: Decided): string[] {
  const { append, before, after, shown } = decided;
  const { room, guard, entry } = append;
  const { type } = entry.change;
  // The words are with the message, and nowhere else.
  const change = { ...entry, change: told(entry.change) } as NewChange;
  const { by, message, at, state } = before.entry;
  const version = { text: message.text, at: state?.editedAt ?? at };
  const how = {
    ...{ guard, type, room, by: entry.by.id, target: before.seq, rev: before.rev },
    refused: typeof after === 'string' ? after : undefined,
    mentioned: mentionKeys({ room, by: by.id }, message).length,
    sent: `${by.id} ${message.id}`,
    at: String(at),
    recalled: type === 'recalled',
    files: (message.attachments ?? []).map(({ id }) => id),
    pinLimit: PIN_LIMIT,
  };
  return [
    JSON.stringify(how),
    typeof after === 'string' ? '' : JSON.stringify(toKept(after, before)),
    JSON.stringify(change),
    announcement(change, shown),
    announcement(change, undefined),
    JSON.stringify(version),
    roomKeys(room).channel,
  ];
}

export const APPEND_CHANGE = script(
  SEATS,
  PLACE,
  `
  local LOG, SPINE, REVS, SENT, PINS, VERSIONS, FILES, NOTES = unpack(MORE)
  local how, kept, text, told, told_without, before, channel = cjson.decode(ARGV[1]), unpack(ARGV, 2)
  local version, epoch, head, era = unpack(redis.call('HMGET', ROOM, 'version', 'epoch', 'head', 'era'))
  if version and era ~= era_now() then return {'era'} end
  if not version or tonumber(version) ~= how.guard.room or version_of(how.by) ~= how.guard.member then
    return {'stale'}
  end
  if tonumber(redis.call('HGET', REVS, how.target) or how.target) ~= how.rev then return {'again'} end
  if how.refused == 'unchanged' then return {'unchanged', epoch, head} end
  if how.refused then return {how.refused} end
  if how.type == 'pinned' and redis.call('ZCARD', PINS) >= how.pinLimit then return {'full'} end

  local seq = place(LOG, SPINE, ${KIND.change}, 0, text)
  redis.call('HSET', LOG, how.target, kept)
  redis.call('HSET', REVS, how.target, seq)
  if how.type == 'edited' or how.recalled then
    redis.call('UNLINK', NOTES)
    for i = 9, 8 + how.mentioned do redis.call('ZREM', MORE[i], how.target) end
    for i = 9 + how.mentioned, #MORE do redis.call('ZADD', MORE[i], how.target, how.target) end
  end
  if how.type == 'edited' then
    redis.call('RPUSH', VERSIONS, before)
  elseif how.type == 'pinned' then
    redis.call('ZADD', PINS, seq, how.target)
  elseif how.type == 'unpinned' or how.recalled then
    redis.call('ZREM', PINS, how.target)
  end
  if how.recalled then
    redis.call('DEL', VERSIONS)
    for _, file in ipairs(how.files) do redis.call('HDEL', FILES, file) end
    redis.call('HSET', SENT, how.sent, how.target .. ' ' .. how.at .. ' ')
    note(SPINE, how.target, ${KIND.recalled}, 0)
  end
  local hidden = not how.recalled and redis.call('ZCOUNT', FROMS, how.target, '+inf') > 0
  tell(channel, how.room, seq, epoch, hidden and told_without or told)
  return {'appended', epoch, tostring(seq), hidden and '1' or '0'}`,
);
