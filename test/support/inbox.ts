/** What has come and was not looked at yet, in order of arrival. Whoever asks for more than there is waits. */
export class Inbox<T> {
  private readonly items: T[] = [];
  private readonly waiting: { take: (item: T) => void; fail: (reason: Error) => void }[] = [];
  private closed: Error | undefined;

  /** `name` says in a failure what did not come. */
  constructor(
    private readonly name: string,
    private readonly patience = 5000,
  ) {}

  put(item: T): void {
    const first = this.waiting.shift();
    if (first) first.take(item);
    else this.items.push(item);
  }

  /** The next one. Fails when the source ends first, or when none comes in time. */
  async next(): Promise<T> {
    if (this.items.length > 0) return this.items.shift()!;
    if (this.closed) throw this.closed;
    return new Promise((resolve, reject) => {
      const fail = (reason: Error): void => {
        clearTimeout(timer);
        reject(reason);
      };
      const waiter = {
        take: (item: T): void => {
          clearTimeout(timer);
          resolve(item);
        },
        fail,
      };
      const timer = setTimeout(() => {
        this.waiting.splice(this.waiting.indexOf(waiter), 1);
        reject(new Error(`${this.name}: nothing came within ${this.patience} ms`));
      }, this.patience);
      this.waiting.push(waiter);
    });
  }

  /** Everything that has come so far, without waiting. */
  all(): T[] {
    return this.items.splice(0);
  }

  /** Nothing more comes. */
  close(): void {
    this.closed ??= new Error(`${this.name}: the source has ended`);
    for (const { fail } of this.waiting.splice(0)) fail(this.closed);
  }
}
