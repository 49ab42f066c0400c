import { nickname, roomTopic } from '../../../../src/domain/name.js';
import type { Chat } from '../../chat/chat.js';
import type { Command } from '../../model/commands.js';
import type { RoomId } from '../../protocol.js';
import type { Window } from '../show.js';
import { write } from './write.js';

interface Place {
  readonly chat: Chat;
  readonly room: RoomId;
  readonly box: HTMLTextAreaElement;
  readonly show: (window: Window) => void;
}

/** Does what was written, and empties the box where that is all. Throws what keeps it from being done. */
export async function runCommand(
  command: Command,
  rest: string,
  { chat, room, box, show }: Place,
): Promise<void> {
  const written = box.value;
  // Whoever writes on while it is done keeps that.
  const empty = (): void => void (box.value === written && write(box, '', 0, written.length));
  switch (command) {
    case 'me':
      // It does not say what.
      return;
    case 'topic':
      await chat.request('room:update', { room, topic: roomTopic(rest) });
      return empty();
    case 'nick':
      await chat.identity.changeProfile({ nickname: nickname(rest) });
      return empty();
    case 'invite':
      empty();
      return show('invites');
    case 'help':
      // The list of commands opens over a slash.
      return write(box, '/', 0, box.value.length);
  }
}
