import type { ConnectionId, Moved, Presence } from '../../application/ports/presence.js';
import type { RoomId } from '../../domain/room.js';
import type { Availability, Shown, UserId } from '../../domain/user.js';
import { newEpoch } from '../new-epoch.js';
import { everywhere, processKey, roomKeys, userKeys } from './keys.js';
import { ARRIVE, BEAT, CHANGE, DEPART, END, ENTER, EXIT, JOIN, LEAVE } from './presence-scripts.js';
import type { Redis } from './redis.js';

/** A process that was not heard of for so many seconds has ended. */
const ENDED = 15;

/** A connection to this process. */
interface Own {
  readonly user: UserId;
  readonly rooms: Set<RoomId>;
  availability: Availability;
}

/** How a user is here: since when, by the number of the stay, and how that is shown. */
type Stay = readonly [availability: Availability, since: string];

/**
 * Who is connected to any process. What is known of a user decides, and rooms follow: they are told of one stay, from the
 * first connection to the last, so that whatever comes too late changes nothing about the next.
 */
export class RedisPresence implements Presence {
  private readonly own = new Map<ConnectionId, Own>();
  /** Another one once others have counted it out: what they still do to the former leaves this one alone. */
  private process = newEpoch();
  /** Undefined until it has said that it lives. */
  private era: string | undefined;
  /** Connections that have ended and could not be counted out: nobody but this process will. */
  private readonly owed = new Map<ConnectionId, UserId>();

  constructor(private readonly redis: Redis) {}

  arrive(
    connection: ConnectionId,
    user: UserId,
    rooms: readonly RoomId[],
    availability: Availability,
  ): Promise<boolean> {
    this.own.set(connection, { user, rooms: new Set(rooms), availability });
    return this.countIn(connection, user, rooms, availability);
  }

  async depart(connection: ConnectionId): Promise<readonly RoomId[]> {
    const known = this.own.get(connection);
    this.own.delete(connection);
    if (!known) return [];
    try {
      return await this.countOut(this.process, connection, known.user);
    } catch (error) {
      this.owed.set(connection, known.user);
      throw error;
    }
  }

  async joined(user: UserId, room: RoomId): Promise<boolean> {
    for (const own of this.of(user)) own.rooms.add(room);
    const { here, hereIn } = userKeys(user);
    const stay = await this.redis.run<Stay | null>(JOIN, [here, hereIn], [room]);
    if (!stay) return false;
    await this.tell(user, [room], stay);
    return stay[0] !== 'invisible';
  }

  async left(user: UserId, room: RoomId): Promise<boolean> {
    for (const own of this.of(user)) own.rooms.delete(room);
    const { here, hereIn } = userKeys(user);
    const stay = await this.redis.run<Stay | null>(LEAVE, [here, hereIn], [room]);
    if (!stay) return false;
    await this.hide(user, [room], stay[1]);
    return stay[0] !== 'invisible';
  }

  async show(user: UserId, availability: Availability): Promise<readonly RoomId[]> {
    for (const own of this.of(user)) own.availability = availability;
    const { here, hereIn } = userKeys(user);
    const changed = await this.redis.run<[since: string, ...RoomId[]] | null>(
      CHANGE,
      [here, hereIn],
      [availability],
    );
    if (!changed) return [];
    const [since, ...rooms] = changed;
    await this.tell(user, rooms, [availability, since]);
    return rooms;
  }

  async here(room: RoomId): Promise<ReadonlyMap<UserId, Shown>> {
    const pairs = await this.redis.command<string[]>('HGETALL', roomKeys(room).here);
    const found: { user: UserId; since: number; shown: Shown }[] = [];
    for (let i = 0; i < pairs.length; i += 2) {
      const [since, shown] = pairs[i + 1]!.split(' ') as [string, Shown];
      found.push({ user: pairs[i]!, since: Number(since), shown });
    }
    return new Map(found.sort((a, b) => a.since - b.since).map(({ user, shown }) => [user, shown]));
  }

  async beat(): Promise<readonly Moved[]> {
    const [lived, era, ...ended] = await this.redis.run<[number, string, ...string[]]>(
      BEAT,
      [everywhere.beats],
      [this.process, ENDED],
    );
    const known = this.era === undefined || (lived === 1 && this.era === era);
    // First: it is owed under the name that this process had.
    const good = await this.makeGood();
    const back = known ? [] : await this.comeBack();
    this.era = era;
    const gone = await Promise.all(ended.map((process) => this.seeOff(process)));
    return [...good, ...back, ...gone.flat()];
  }

  private async makeGood(): Promise<Moved[]> {
    const moved: Moved[] = [];
    for (const [connection, user] of this.owed) {
      const rooms = await this.countOut(this.process, connection, user);
      this.owed.delete(connection);
      if (rooms.length > 0) moved.push({ user, rooms, here: false });
    }
    return moved;
  }

  /** This process was paused or cut off, and was taken for ended; or Redis may have lost who came and went last. */
  private async comeBack(): Promise<Moved[]> {
    this.process = newEpoch();
    const moved: Moved[] = [];
    for (const [connection, { user, rooms, availability }] of this.own) {
      const seen = await this.countIn(connection, user, [...rooms], availability);
      if (seen) moved.push({ user, rooms: [...rooms], here: true });
    }
    await this.redis.run(BEAT, [everywhere.beats], [this.process, ENDED]);
    return moved;
  }

  private async seeOff(process: string): Promise<Moved[]> {
    const key = processKey(process);
    const moved: Moved[] = [];
    for (const trace of await this.redis.command<string[]>('SMEMBERS', key)) {
      const [connection, user] = trace.split(' ') as [ConnectionId, UserId];
      const rooms = await this.countOut(process, connection, user);
      if (rooms.length > 0) moved.push({ user, rooms, here: false });
    }
    await this.redis.command('ZREM', everywhere.beats, `ended ${process}`);
    return moved;
  }

  private async countIn(
    connection: ConnectionId,
    user: UserId,
    rooms: readonly RoomId[],
    availability: Availability,
  ): Promise<boolean> {
    // First, so that whoever sees this process off finds it.
    await this.redis.command('SADD', processKey(this.process), `${connection} ${user}`);
    const { here, hereIn } = userKeys(user);
    const [first, ...stay] = await this.redis.run<[first: number, ...Stay]>(
      ARRIVE,
      [here, hereIn],
      [connection, this.process, availability, ...rooms],
    );
    await this.tell(user, rooms, stay);
    return first === 1 && stay[0] !== 'invisible';
  }

  private async countOut(
    process: string,
    connection: ConnectionId,
    user: UserId,
  ): Promise<readonly RoomId[]> {
    const { here, hereIn } = userKeys(user);
    const last = await this.redis.run<[...Stay, ...RoomId[]] | null>(
      DEPART,
      [here, hereIn],
      [connection, process],
    );
    if (last) {
      const [, since, ...rooms] = last;
      await this.hide(user, rooms, since);
      await this.redis.run(END, [here, hereIn], [since]);
    }
    await this.redis.command('SREM', processKey(process), `${connection} ${user}`);
    return last && last[0] !== 'invisible' ? last.slice(2) : [];
  }

  private async tell(user: UserId, rooms: readonly RoomId[], [availability, since]: Stay): Promise<void> {
    if (availability === 'invisible') return this.hide(user, rooms, since);
    await Promise.all(
      rooms.map((room) => this.redis.run(ENTER, [roomKeys(room).here], [user, since, availability])),
    );
  }

  private async hide(user: UserId, rooms: readonly RoomId[], since: string): Promise<void> {
    await Promise.all(rooms.map((room) => this.redis.run(EXIT, [roomKeys(room).here], [user, since])));
  }

  private of(user: UserId): Own[] {
    return [...this.own.values()].filter((own) => own.user === user);
  }
}
