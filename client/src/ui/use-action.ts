import { useState } from 'preact/hooks';
import { explain } from '../chat/chat.js';
import type { Trouble } from '../i18n/dictionary.js';

export interface Action {
  readonly busy: boolean;
  readonly trouble: Trouble | undefined;
  /** Runs the task unless one is running. What goes wrong is kept until the next try. */
  run(task: () => Promise<void>): void;
  clear(): void;
}

/** Something the user asked for that takes a while and may fail. */
export function useAction(): Action {
  const [busy, setBusy] = useState(false);
  const [trouble, setTrouble] = useState<Trouble>();

  return {
    busy,
    trouble,
    clear: () => setTrouble(undefined),
    run(task) {
      if (busy) return;
      setBusy(true);
      setTrouble(undefined);
      task()
        .catch((error: unknown) => setTrouble(explain(error)))
        .finally(() => setBusy(false));
    },
  };
}
