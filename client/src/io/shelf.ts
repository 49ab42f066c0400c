/** Small things kept in this browser. Where storage is refused, they last as long as the page. */
const fallback = new Map<string, string>();

const PREFIX = 'parley:';

export const shelf = {
  get(key: string): string | undefined {
    try {
      return localStorage.getItem(PREFIX + key) ?? undefined;
    } catch {
      return fallback.get(key);
    }
  },

  /** An empty value is forgotten. */
  set(key: string, value: string): void {
    try {
      if (value === '') localStorage.removeItem(PREFIX + key);
      else localStorage.setItem(PREFIX + key, value);
    } catch {
      fallback.set(key, value);
    }
  },

  /** Whatever is kept under keys that begin so, without that beginning. */
  under(beginning: string): ReadonlyMap<string, string> {
    const found = new Map<string, string>();
    try {
      for (const key of Object.keys(localStorage)) {
        if (key.startsWith(PREFIX + beginning)) {
          found.set(key.slice((PREFIX + beginning).length), localStorage.getItem(key) ?? '');
        }
      }
    } catch {
      for (const [key, value] of fallback)
        if (key.startsWith(beginning)) found.set(key.slice(beginning.length), value);
    }
    return found;
  },
};
