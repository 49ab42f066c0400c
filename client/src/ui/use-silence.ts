import { useEffect, useReducer } from 'preact/hooks';
import { silenceIn, type Silence } from '../model/silence.js';
import { standingIn } from '../model/standing.js';
import { useSelect } from './context.js';

/** What keeps the reader from speaking in the open room, looked at every second while it passes by itself. */
export function useSilence(): Silence | undefined {
  const me = useSelect((state) => state.me)!;
  const room = useSelect(({ open, rooms }) => open && rooms?.get(open.id));
  const log = useSelect(({ open }) => open?.log);
  const [, look] = useReducer((times: number) => times + 1, 0);
  const silence =
    room &&
    silenceIn(room, {
      me: me.id,
      standing: standingIn(room, me),
      log,
      now: Date.now(),
    });

  useEffect(() => {
    if (silence?.until === undefined) return;
    const timer = setInterval(() => look(undefined as never), 1000);
    return () => clearInterval(timer);
  }, [silence?.until]);
  return silence;
}
