export type Argument = string | Buffer;

/** Strings come as text, or as the bytes that they are. */
export type Strings = 'text' | 'bytes';

/** A way to Redis that mends itself for as long as it is open, and keeps no command that it could not send. */
export interface Link {
  /** Why nothing can be asked now; undefined while all is well. */
  readonly trouble: string | undefined;

  /** Told of every message on the channels that are subscribed to. */
  heard: (message: string) => void;

  /** Told whenever messages may have passed by unheard, once they no longer do. */
  returned: () => void;

  /** Resolves when it can be asked, or after so many milliseconds. Throws `StartupError` for servers that are not fit. */
  settled(ms: number): Promise<void>;

  /** Asks whoever keeps the key. Fails at once while there is no connection. */
  send<T>(key: string, args: readonly Argument[], strings: Strings): Promise<T>;

  /** From now on, over however many connections. While there is none, `returned` is called when there is one. */
  subscribe(channels: readonly string[]): Promise<void>;

  unsubscribe(channels: readonly string[]): Promise<void>;

  /** Lets go when what was asked is answered. Safe to repeat. */
  close(): Promise<void>;
}
