import type { ListedRoom } from '../../client/src/protocol.js';

/** A room of two as the list tells of it, where nothing was said. */
export const listedRoom = (settings: Partial<ListedRoom> = {}): ListedRoom => ({
  id: 'r',
  name: 'Room',
  topic: '',
  kind: 'public',
  archived: false,
  muted: false,
  slowMode: 0,
  history: 'all',
  joined: true,
  memberCount: 2,
  epoch: 'e1',
  head: 0,
  marker: 0,
  unread: 0,
  mentions: 0,
  ...settings,
});
