import { createContext } from 'preact';
import { useContext, useLayoutEffect, useReducer, useRef } from 'preact/hooks';
import type { Chat } from '../chat/chat.js';
import type { Dictionary } from '../i18n/dictionary.js';
import type { ChatState } from '../model/chat-state.js';
import { nobody, type People } from '../model/people.js';
import type { RoomId } from '../protocol.js';

export const ChatContext = createContext<Chat>(undefined as never);
export const TextContext = createContext<Dictionary>(undefined as never);

export const useChat = (): Chat => useContext(ChatContext);
export const useText = (): Dictionary => useContext(TextContext);

/** Part of the chat's state. The component is drawn again only when that part is another. */
export function useSelect<T>(select: (state: ChatState) => T): T {
  const { store } = useChat();
  const [, redraw] = useReducer((count: number) => count + 1, 0);
  const shown = select(store.get());
  const latest = useRef({ select, shown });
  latest.current = { select, shown };

  useLayoutEffect(() => {
    const check = (): void => {
      if (!Object.is(latest.current.select(store.get()), latest.current.shown)) redraw(undefined as never);
    };
    check();
    return store.subscribe(check);
  }, [store]);
  return shown;
}

/** How people are called in a room. */
export const usePeople = (room: RoomId | undefined): People =>
  useSelect(({ people }) => (room !== undefined && people.get(room)) || nobody);
