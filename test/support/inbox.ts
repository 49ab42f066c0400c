import { within } from './within.js';

/** What has come and was not looked at yet, in order of arrival. Whoever asks for more than there is waits. */
export class Inbox<T> {
  private readonly items: T[] = [];
  private waiting: (() => void)[] = [];
  private closed = false;

  /** `name` says in a failure what did not come. */
  constructor(
    private readonly name: string,
    private readonly patience = 5000,
  ) {}

  put(item: T): void {
    this.items.push(item);
    this.stir();
  }

  /** The next one. Fails when the source ends first, or when none comes in time. */
  async next(): Promise<T> {
    while (this.items.length === 0) {
      if (this.closed) throw new Error(`${this.name}: the source has ended`);
      const stirred = new Promise<void>((resolve) => void this.waiting.push(resolve));
      await within(stirred, this.name, this.patience);
    }
    return this.items.shift()!;
  }

  /** Everything that has come so far, without waiting. */
  all(): T[] {
    return this.items.splice(0);
  }

  /** Nothing more comes. */
  close(): void {
    this.closed = true;
    this.stir();
  }

  private stir(): void {
    for (const wake of this.waiting.splice(0)) wake();
  }
}
