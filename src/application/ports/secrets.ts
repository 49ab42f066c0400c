/** Random and one-way values. */
export abstract class Secrets {
  /** An identifier nobody can guess: 128 random bits or more, in letters and digits, `-` and `_`. */
  abstract id(): string;

  /** A token that opens a session: 256 random bits, in letters and digits, `-` and `_`. */
  abstract token(): string;

  /** A digest from which the data cannot be found, the same for the same data. */
  abstract digest(data: string | Uint8Array): string;
}
