import { nickname } from './name.js';

export type UserId = string;
export type UserKind = 'guest';

/** Someone who talks. Nicknames need not be unique; ids are. */
export class User {
  constructor(
    readonly id: UserId,
    readonly nickname: string,
    readonly kind: UserKind,
  ) {}

  /** Throws `nickname.invalid`. */
  static guest(id: UserId, name: string): User {
    return new User(id, nickname(name), 'guest');
  }

  /** Throws `nickname.invalid`. */
  rename(name: string): User {
    return new User(this.id, nickname(name), this.kind);
  }
}
