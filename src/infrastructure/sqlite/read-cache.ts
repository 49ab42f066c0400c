/** Keeps what was read, until it is forgotten or pushed out by what was read later. */
export class ReadCache<T> {
  private readonly kept = new Map<string, Promise<T | undefined>>();

  constructor(private readonly limit: number) {}

  /**
   * What is kept under the key, else what `read` brings. A read that began before the key was forgotten is never
   * kept: forget after a write, and nobody who asks later gets what was there before it.
   */
  get(key: string, read: () => Promise<T | undefined>): Promise<T | undefined> {
    const known = this.kept.get(key);
    if (known) return known;

    const reading = read();
    this.kept.set(key, reading);
    if (this.kept.size > this.limit) this.kept.delete(this.kept.keys().next().value!);
    const drop = () => {
      if (this.kept.get(key) === reading) this.kept.delete(key);
    };
    // What is not there may come, and what failed may succeed.
    reading.then((value) => value === undefined && drop(), drop);
    return reading;
  }

  forget(key: string): void {
    this.kept.delete(key);
  }
}
