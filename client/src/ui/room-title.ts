import type { Dictionary } from '../i18n/dictionary.js';

/** The first room is made by the server, under an English name; it is called as the reader calls it. */
export const roomTitle = (t: Dictionary, { id, name }: { id: string; name: string }): string =>
  id === 'lobby' && name === 'Lobby' ? t.lobby : name;
