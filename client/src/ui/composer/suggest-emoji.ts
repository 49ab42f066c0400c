import { emojiHabits } from '../../chat/emoji-habits.js';
import type { Dictionary } from '../../i18n/dictionary.js';
import type { ChatState } from '../../model/chat-state.js';
import { OFFERED, type Suggestion } from '../../model/completion.js';
import { emojiCalled, findEmoji, toned, type Emoji } from '../../model/emoji.js';
import { allEmoji } from '../../model/emoji-list.js';
import type { Source } from './use-completion.js';

const suggest = (query: string, _state: ChatState, { locale }: Dictionary): readonly Suggestion[] =>
  findEmoji(allEmoji, query, OFFERED).map((found) => {
    const label = locale === 'zh-CN' ? found.called.zh : `:${found.names[0]}:`;
    return { key: found.emoji, text: written(found), label, emoji: written(found) };
  });

const whole = (query: string): string | undefined => {
  const found = emojiCalled(allEmoji, query);
  return found && written(found);
};

const written = (found: Emoji): string => toned(found, emojiHabits.tone());

export const emoji: Source = { suggest, whole };
