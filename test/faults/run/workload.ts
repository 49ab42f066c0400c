import { setTimeout as pass } from 'node:timers/promises';
import type { Position } from '../checker/history.js';
import type { Account, Device } from './device.js';
import type { Random } from './random.js';
import type { World } from './world.js';

interface Sent {
  readonly room: string;
  readonly id: string;
  readonly text: string;
}

/** A message that was acknowledged. */
interface Stored extends Position {
  readonly account: Account;
  readonly room: string;
}

/** So many of the newest messages are what people edit, recall and react to. */
const DISCUSSED = 12;
const EMOJI = ['👍', '🎉', '🤔'];

/** So many sends of one device wait for their acks at once. */
const PIPELINE = 4;

/** So many of the newest sends of a user are sent again now and then. */
const REMEMBERED = 200;

/** People who talk, read, come and go, at random. */
export class Workload {
  private readonly under: Set<Promise<unknown>> = new Set();
  private readonly sent = new Map<Account, Sent[]>();
  private discussed: Stored[] = [];
  /** Users who are just entering or leaving a room: one change at a time, or nobody could say who is where. */
  private readonly moving = new Set<string>();
  private over = false;
  private count = 0;

  /** `perSecond`: about so many things happen, all devices together. */
  constructor(
    private readonly world: World,
    private readonly perSecond: number,
  ) {}

  start(): void {
    for (const device of this.world.devices) this.track(this.act(device, this.world.random.fork()));
  }

  /** Nothing new is begun. Resolves when all that was begun has ended. */
  async stop(): Promise<void> {
    this.over = true;
    while (this.under.size > 0) await Promise.all(this.under);
  }

  private track(work: Promise<unknown>): void {
    const tracked = work.finally(() => this.under.delete(tracked));
    this.under.add(tracked);
  }

  private async act(device: Device, random: Random): Promise<void> {
    const mean = (1000 * this.world.devices.length) / this.perSecond;
    const waiting = new Set<Promise<unknown>>();
    while (!this.over) {
      await pass(random.gap(mean));
      const action = this.action(device, random);
      if (!action) continue;
      const tracked = action.finally(() => waiting.delete(tracked));
      waiting.add(tracked);
      this.track(tracked);
      if (waiting.size >= PIPELINE) await Promise.race(waiting);
    }
  }

  private action(device: Device, random: Random): Promise<unknown> | undefined {
    const { account } = device;
    const what = random.next();
    if (what < 0.03) return this.move(device, random);
    if (account.rooms.size === 0) return undefined;

    const room = random.pick([...account.rooms]);
    const old = this.sent.get(account) ?? [];
    if (what < 0.11) return device.mark(room);
    if (what > 0.85) return this.discuss(device, random);
    if (what < 0.16 && old.length > 0) return this.again(device, random.pick(old));
    // Another body under an id that was used: never accepted.
    if (what < 0.17 && old.length > 0) {
      const { id, room: where } = random.pick(old);
      return device.send(where, id, `not what was sent as ${id}`);
    }
    const message = this.compose(account, room, random);
    if (what < 0.2) return Promise.all(account.devices.map((each) => this.again(each, message)));
    return this.again(device, message).then((acked) => {
      if (!acked) return;
      // Either it is sent again, or something becomes of it: what is recalled takes any repeat for one.
      if (random.chance(0.3))
        this.discussed = [...this.discussed.slice(1 - DISCUSSED), { account, room, ...acked }];
      else this.sent.set(account, [...old.slice(1 - REMEMBERED), message]);
    });
  }

  /** Several act on one message at once: its author, on any device, and whoever is there. */
  private discuss(device: Device, random: Random): Promise<unknown> | undefined {
    if (this.discussed.length === 0) return undefined;
    const { account, room, ...position } = random.pick(this.discussed);
    const works = account.devices.flatMap((own) => {
      if (random.chance(0.5)) return [];
      const words = random.chance(0.2) ? undefined : `${(this.count += 1)} of ${account.id}, edited`;
      return [own.change(room, position, words)];
    });
    for (const each of [device, ...account.devices])
      works.push(each.react(room, position, random.pick(EMOJI), random.chance(0.7)));
    return Promise.all(works);
  }

  private again(device: Device, { room, id, text }: Sent): Promise<Position | undefined> {
    return device.send(room, id, text);
  }

  private compose(account: Account, room: string, random: Random): Sent {
    this.count += 1;
    const padding = random.chance(0.05) ? ' 好'.repeat(random.between(1, 400)) : '';
    return { room, id: random.uuid(), text: `${this.count} of ${account.id}${padding}` };
  }

  /** Leaves a room that the user is in, or enters one that the user is not in; the lobby is never left. */
  private move(device: Device, random: Random): Promise<unknown> | undefined {
    const { account } = device;
    const room = random.pick(this.world.rooms.slice(1));
    const key = `${account.id} ${room}`;
    if (this.moving.has(key)) return undefined;
    this.moving.add(key);
    return this.change(device, room).finally(() => this.moving.delete(key));
  }

  private async change(device: Device, room: string): Promise<void> {
    const { account } = device;
    if (account.rooms.delete(room)) return device.leave(room);
    account.rooms.add(room);
    for (const each of account.devices) each.enter(room);
  }
}
