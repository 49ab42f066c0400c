import { powersOver } from '../../client/src/model/message-powers.js';
import type { ListedRoom, Message, User } from '../../client/src/protocol.js';
import { listedRoom } from '../support/listed-room.js';

const sentAt = '2026-01-01T00:00:00.000Z';
const me = { id: 'me', nickname: 'Me', admin: false } as User;
const RECALL = 120;

const message = (author: string, text = 'text'): Message => ({
  seq: 1,
  rev: 1,
  id: 'id-1',
  author: { id: author, nickname: author },
  text,
  sentAt,
});

const may = (author: string, room: Partial<ListedRoom>, seconds = 0): string[] =>
  Object.entries(
    powersOver(message(author), { ...listedRoom({}), ...room }, me, {
      now: Date.parse(sentAt) + seconds * 1000,
      recallSeconds: RECALL,
    }),
  ).flatMap(([power, has]) => (has ? [power] : []));

describe('what one may do with a message', () => {
  it('is to take back one’s own within the time, and edit it at any', () => {
    const room = { kind: 'public', role: 'member' } as const;
    expect(may('me', room, RECALL)).toEqual(['reply', 'react', 'edit', 'copy', 'recall']);
    expect(may('me', room, RECALL + 1)).toEqual(['reply', 'react', 'edit', 'copy']);
    expect(may('ann', room)).toEqual(['reply', 'react', 'copy', 'report']);
  });

  it('is to take back and to pin anything where one runs the room', () => {
    for (const role of ['moderator', 'owner'] as const) {
      expect(may('ann', { kind: 'private', role }, RECALL + 1)).toEqual([
        'reply',
        'react',
        'copy',
        'recall',
        'pin',
        'report',
      ]);
    }
  });

  it('is to pin for everybody in a direct talk, and all in notes', () => {
    expect(may('ann', { kind: 'direct', role: 'member' })).toEqual([
      'reply',
      'react',
      'copy',
      'pin',
      'report',
    ]);
    expect(may('me', { kind: 'notes', role: 'owner' }, RECALL + 1)).toEqual([
      'reply',
      'react',
      'edit',
      'copy',
      'recall',
      'pin',
    ]);
  });

  it('is to react where only some may speak', () => {
    expect(may('ann', { kind: 'announcement', role: 'member' })).toEqual(['react', 'copy', 'report']);
    expect(may('ann', { kind: 'public', role: 'member', muted: true })).toEqual(['react', 'copy', 'report']);
  });

  it('is nothing but to copy and report it where nothing happens any more', () => {
    expect(may('ann', { kind: 'public', role: 'owner', archived: true })).toEqual(['copy', 'report']);
  });

  it('is neither to edit nor to copy words where files came without any', () => {
    const room = { ...listedRoom({}), role: 'member' } as const;
    const powers = powersOver(message('me', ''), room, me, {
      now: Date.parse(sentAt),
      recallSeconds: RECALL,
    });
    expect(powers).toMatchObject({ edit: false, copy: false, recall: true });
  });
});
