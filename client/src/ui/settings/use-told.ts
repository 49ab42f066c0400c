import { useState } from 'preact/hooks';
import { useAction, type Action } from '../use-action.js';

interface Told<T> {
  readonly value: T;
  readonly choose: (value: T) => void;
  readonly action: Action;
}

/** A choice that the server is told of: shown at once, and as it was before where that fails. */
export function useTold<T>(known: T, tell: (value: T) => Promise<unknown>): Told<T> {
  const [wanted, setWanted] = useState<T>();
  const action = useAction();

  const told = async (value: T): Promise<void> => {
    setWanted(value);
    try {
      await tell(value);
    } finally {
      setWanted(undefined);
    }
  };
  return { value: wanted ?? known, choose: (value) => action.run(() => told(value)), action };
}
