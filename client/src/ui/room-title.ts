import type { Dictionary } from '../i18n/dictionary.js';
import type { ListedRoom } from '../protocol.js';

type Titled = Pick<ListedRoom, 'id' | 'name' | 'kind' | 'people'>;

/**
 * What a room is called. The first room is made by the server, under an English name, and is called as the reader calls
 * it; a direct talk goes by its people.
 */
export function roomTitle(t: Dictionary, { id, name, kind, people = [] }: Titled): string {
  if (kind === 'notes') return t.notes;
  if (kind === 'direct') {
    return new Intl.ListFormat(t.locale).format(people.map(({ nickname }) => nickname));
  }
  return id === 'lobby' && name === 'Lobby' ? t.lobby : name;
}

/** What stands in an empty message box. */
export function composerHint(t: Dictionary, room: Titled | undefined): string {
  if (!room) return t.messageHere;
  if (room.kind === 'notes') return t.messageNotes;
  return (room.kind === 'direct' ? t.messageTo : t.message)(roomTitle(t, room));
}
