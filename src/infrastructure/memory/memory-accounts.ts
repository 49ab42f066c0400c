import type { Account, Accounts, Claimed } from '../../application/ports/accounts.js';
import { skeleton } from '../../domain/skeleton.js';
import type { User, UserId } from '../../domain/user.js';
import { FIRST_NUMBER, type Login, type Username } from '../../domain/username.js';
import type { MemoryData } from './memory-data.js';

export class MemoryAccounts implements Accounts {
  private readonly byUsername = new Map<Username, UserId>();
  private readonly byNumber = new Map<number, UserId>();
  private readonly skeletons = new Set<string>();

  constructor(private readonly data: MemoryData) {}

  async claim(id: UserId, username: Username, password: string): Promise<Claimed> {
    const guest = this.data.users.get(id);
    if (guest?.kind !== 'guest') return { status: 'no_guest' };
    const key = skeleton(username);
    if (this.skeletons.has(key)) return { status: 'username_taken' };

    const number = FIRST_NUMBER + this.byNumber.size;
    const user: User = { ...guest, kind: 'account', username, number };
    this.data.users.set(id, user);
    this.data.passwords.set(id, password);
    this.byUsername.set(username, id);
    this.byNumber.set(number, id);
    this.skeletons.add(key);
    return { status: 'claimed', user };
  }

  async find(by: Login | { readonly id: UserId }): Promise<Account | undefined> {
    const id = this.idOf(by);
    const user = id === undefined ? undefined : this.data.users.get(id);
    const password = user && this.data.passwords.get(user.id);
    return password === undefined ? undefined : { user: user!, password };
  }

  async changePassword(user: UserId, password: string): Promise<boolean> {
    if (!this.data.passwords.has(user)) return false;
    this.data.passwords.set(user, password);
    return true;
  }

  private idOf(by: Login | { readonly id: UserId }): UserId | undefined {
    if ('id' in by) return by.id;
    return 'number' in by ? this.byNumber.get(by.number) : this.byUsername.get(by.username);
  }
}
