import { useEffect, useRef, useState } from 'preact/hooks';
import type { Hit, RequestOutput } from '../../protocol.js';
import { useChat, useSelect } from '../context.js';
import { useAction } from '../use-action.js';

interface Found extends RequestOutput<'message:search'> {
  /** What they were found by, with which more is asked for. */
  readonly by: { readonly query: string; readonly room?: string };
  readonly hits: Hit[];
}

/** What is found, and stays as it is now: what is edited or recalled meanwhile is so here, too. */
export function useFound(first: Found['by'] | undefined) {
  const chat = useChat();
  const [found, setFound] = useState<Found>();
  const action = useAction();
  const online = useSelect((state) => state.link.state === 'online');
  const asked = useRef(first);

  const look = async (before?: Found): Promise<void> => {
    const by = asked.current!;
    const cursor = before?.cursor;
    const page = await chat.request('message:search', {
      ...by,
      minutesEast: -new Date().getTimezoneOffset(),
      ...(cursor !== undefined && { cursor }),
    });
    // Something else was asked for meanwhile.
    if (asked.current !== by) return look();
    setFound({ ...page, by, hits: [...(before?.hits ?? []), ...page.hits] });
  };

  useEffect(() => {
    // Nobody told what happened while there was no connection.
    if (online && asked.current) action.run(look);
  }, [online]);
  useEffect(
    () =>
      chat.onHeard(({ room, epoch, entries }) => {
        const changed = new Map(
          entries.flatMap((entry) =>
            entry.type === 'message.changed' && entry.message ? [[entry.message.seq, entry.message]] : [],
          ),
        );
        if (changed.size === 0) return;
        setFound((before) => before && { ...before, hits: before.hits.map(now) });
        function now(hit: Hit): Hit {
          const message = hit.room === room && hit.epoch === epoch && changed.get(hit.message.seq);
          return message ? { ...hit, message } : hit;
        }
      }),
    [chat],
  );

  return {
    found,
    action,
    find: (by: Found['by']): void => {
      asked.current = by;
      setFound(undefined);
      action.run(look);
    },
    /** Fetches those that were said before, where there are some. */
    more: found?.cursor === undefined ? undefined : () => action.run(() => look(found)),
  };
}
