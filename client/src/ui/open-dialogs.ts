import { useEffect, useState } from 'preact/hooks';

/** How many modal windows are open. */
let open = 0;
const listeners = new Set<() => void>();

/** Counts one more until the answer is called. */
export function countDialog(): () => void {
  const count = (change: number): void => {
    open += change;
    for (const listener of listeners) listener();
  };
  count(1);
  return () => count(-1);
}

/** Whether a modal window covers the page. */
export function useCovered(): boolean {
  const [covered, setCovered] = useState(open > 0);
  useEffect(() => {
    const look = (): void => setCovered(open > 0);
    listeners.add(look);
    look();
    return () => void listeners.delete(look);
  }, []);
  return covered;
}
