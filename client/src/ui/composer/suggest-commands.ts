import { commandTexts } from '../../i18n/commands.js';
import type { Dictionary } from '../../i18n/dictionary.js';
import type { ChatState } from '../../model/chat-state.js';
import { COMMANDS } from '../../model/commands.js';
import type { Suggestion } from '../../model/completion.js';
import type { Source } from './use-completion.js';

const suggest = (query: string, _state: ChatState, { locale }: Dictionary): readonly Suggestion[] =>
  COMMANDS.filter((command) => command.startsWith(query.toLowerCase())).map((command) => {
    const [follows, does] = commandTexts[locale][command];
    const label = follows === '' ? `/${command}` : `/${command} ‹${follows}›`;
    return { key: command, text: `/${command} `, label, hint: does };
  });

export const commands: Source = { suggest };
