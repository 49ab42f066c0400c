import { pluralIn } from '../plural.js';
import type { MessageTexts } from './message-texts.js';

const n = pluralIn('en');

export const texts: MessageTexts = {
  actions: 'Message actions',
  react: 'React',
  moreEmoji: 'More emoji',
  reply: 'Reply',
  more: 'More',
  copyText: 'Copy text',
  copyLink: 'Copy link',
  forward: 'Forward',
  select: 'Select',
  edit: 'Edit',
  pin: 'Pin',
  unpin: 'Unpin',
  versions: 'Earlier versions',
  versionsOf: 'What it said before',
  written: (when) => `Written ${when}`,
  recall: 'Recall',
  report: 'Report',

  replyingTo: (name) => `Reply to ${name}`,
  editing: 'Edit message',
  stopReply: 'Do not reply',
  stopEdit: 'Stop editing',
  originalRecalled: 'This message was recalled.',

  chosen: (count) => n(count, { one: '# message selected', other: '# messages selected' }),
  forwardTitle: (count) => n(count, { one: 'Forward # message', other: 'Forward # messages' }),
  findRoom: 'Find a room or person',
  noRoom: 'Nothing is called so.',
  forwardTo: (room) => `Forward to ${room}`,

  recallHint: (who) => `What ${who} said here of late is recalled for everybody. How far back?`,
  pins: 'Pinned messages',
  noPins: 'Nothing is pinned here yet.',
  pinnedBy: (name, when) => `Pinned by ${name}, ${when}`,
  show: 'Show in room',
};
