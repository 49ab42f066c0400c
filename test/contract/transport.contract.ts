import { randomUUID } from 'node:crypto';
import { setImmediate as turn } from 'node:timers/promises';
import fc from 'fast-check';
import type { z } from 'zod';
import { EndSession } from '../../src/application/use-cases/end-session.js';
import { RemoveMember } from '../../src/application/use-cases/remove-member.js';
import { SendMessage } from '../../src/application/use-cases/send-message.js';
import { User } from '../../src/domain/user.js';
import type { Position } from '../../src/domain/entry.js';
import type { Entry as EntrySchema } from '../../src/interface/protocol/schemas.js';
import type { Contract } from '../support/contract.js';
import type { Inbox } from '../support/inbox.js';
import { ask, newcomer, type Newcomer, type RunningServer } from '../support/running-server.js';
import { within } from '../support/within.js';
import { messageOf } from '../support/message-of.js';

export type Entry = z.output<typeof EntrySchema>;

/** An entry as a connection brought it. */
export interface Heard {
  readonly room: string;
  readonly epoch: string;
  readonly entry: Entry;
}

/** A connection of a device that has opened a room. */
export interface Line {
  /** What the room answered when it was opened. */
  readonly opened: { readonly epoch: string; readonly complete: boolean; readonly entries: readonly Entry[] };
  /** Everything that came unasked since the connection was made, of whatever room, as it came. */
  readonly live: Inbox<Heard>;
  /** Says something in the room, by the ways of the transport. */
  send(text: string): Promise<{ epoch: string; seq: number }>;
  leave(): Promise<void>;
  /** Resolves when what the server wrote to this connection before has been heard. Asked of who has left only. */
  settled(): Promise<void>;
  /** Breaks the connection off. */
  drop(): void;
  readonly ended: Promise<unknown>;
}

/** Makes a connection, becomes a member and opens the room: behind a position, or without one. */
export type OpenLine = (url: string, person: Newcomer, room: string, from?: Position) => Promise<Line>;

export interface Transport {
  readonly server: RunningServer;
  readonly open: OpenLine;
  /** How long to wait for what a broken transport never brings, in milliseconds. */
  readonly patience: number;
}

/** One check at work: who and what it needs, on a server of its own. */
class Scene {
  constructor(private readonly transport: Transport) {}

  person(nickname: string): Promise<Newcomer> {
    return newcomer(this.transport.server.url, nickname);
  }

  async room({ token }: Newcomer): Promise<string> {
    const body = { id: randomUUID(), name: `Room ${randomUUID()}` };
    const answer = await this.ask('POST', '/api/rooms', token, body);
    return (answer as { room: { id: string } }).room.id;
  }

  open(person: Newcomer, room: string, from?: Position): Promise<Line> {
    const opening = this.transport.open(this.transport.server.url, person, room, from);
    return within(opening, 'an opened room', this.transport.patience);
  }

  /** Says something without any transport: nothing is quicker, so nothing races better. */
  say({ user }: Newcomer, room: string, text: string): Promise<{ epoch: string; seq: number }> {
    const caller = { session: '', user: User.guest(user.id, user.nickname) };
    const sendMessage = this.transport.server.app.get(SendMessage);
    return sendMessage.execute({ caller, room, id: randomUUID(), text });
  }

  /** Removes somebody from the room, as quickly. */
  remove({ user }: Newcomer, room: string, other: Newcomer): Promise<Position> {
    const caller = { session: '', user: User.guest(user.id, user.nickname) };
    const removeMember = this.transport.server.app.get(RemoveMember);
    return removeMember.execute({ caller, room, user: other.user.id });
  }

  async history({ token }: Newcomer, room: string): Promise<Entry[]> {
    const answer = await this.ask('GET', `/api/rooms/${room}/history?limit=100`, token);
    return (answer as { entries: Entry[] }).entries;
  }

  async signOut({ token }: Newcomer): Promise<void> {
    await this.ask('DELETE', '/api/session', token);
  }

  /** A session that is looked for ends just after it was found, at this of the lookups from now on. Answers whether it has. */
  endSessionAt(lookup: number): () => boolean {
    const { app, backend } = this.transport.server;
    const { sessions } = backend;
    const find = sessions.findByToken.bind(sessions);
    let left = lookup;
    sessions.findByToken = async (token) => {
      const found = await find(token);
      left -= 1;
      if (left === 0 && found) {
        await app.get(EndSession).execute({ caller: { session: found.session.id, user: found.user } });
      }
      return found;
    };
    return () => left <= 0;
  }

  /** What comes on the line, up to the entry of the room with this seq. */
  async hear(line: Line, room: string, seq: number): Promise<Heard[]> {
    const heard: Heard[] = [];
    for (let at = 0; at < seq; at = heard.findLast((one) => one.room === room)?.entry.seq ?? 0) {
      heard.push(await within(line.live.next(), `entry ${seq}`, this.transport.patience));
    }
    return heard;
  }

  /** All that is known on the line of entries behind the seq, once the room's last entry has come. */
  async known(line: Line, room: string, head: number, behind = 0): Promise<Entry[]> {
    const { entries } = line.opened;
    const read = entries.at(-1)?.seq ?? behind;
    const heard = read < head ? await this.hear(line, room, head) : [];
    const live = heard.filter((one) => one.room === room).map(({ entry }) => entry);
    // Nothing comes twice; but what is read when a room is opened may have come before.
    expect(live).toEqual([...new Map(live.map((entry) => [entry.seq, entry])).values()]);
    return [...entries, ...live.filter(({ seq }) => seq > read)];
  }

  async ended(line: Line): Promise<void> {
    await within(line.ended, 'the end', this.transport.patience);
  }

  async settled(line: Line): Promise<void> {
    await within(line.settled(), 'silence', this.transport.patience);
  }

  private async ask(method: string, path: string, token: string, body?: object): Promise<unknown> {
    const answer = await ask(this.transport.server.url, method, path, { token, body });
    if (answer.status >= 300) throw new Error(`${method} ${path}: ${answer.status}`);
    return answer.body;
  }
}

const texts = (entries: readonly Entry[]): string[] => entries.map((entry) => messageOf(entry).text);
const numbers = (count: number): string[] => Array.from({ length: count }, (_, i) => `${i + 1}`);

const checks: Record<string, (scene: Scene) => Promise<void>> = {
  'joins what was said before to what is said after, with no gap and no repeat, whatever races': async (
    scene,
  ) => {
    const ann = await scene.person('Ann');
    const bob = await scene.person('Bob');
    /** Messages before the room is opened, so many turns of the event loop between those meanwhile, and after. */
    const races = fc.record({
      before: fc.nat({ max: 3 }),
      pauses: fc.array(fc.nat({ max: 100 }), { minLength: 1, maxLength: 8 }),
      after: fc.nat({ max: 3 }),
    });
    const race = async ({
      before,
      pauses,
      after,
    }: {
      before: number;
      pauses: number[];
      after: number;
    }): Promise<void> => {
      const room = await scene.room(ann);
      let said = 0;
      const say = async (): Promise<void> => {
        said += 1;
        await scene.say(ann, room, `${said}`);
      };
      while (said < before) await say();
      let opened: Line | undefined;
      const opening = scene.open(bob, room).then((line) => (opened = line));
      // No more than a fresh page holds.
      while (!opened && said < 45) {
        await say();
        for (let left = pauses[said % pauses.length]!; left > 0; left -= 1) await turn();
      }
      const line = await opening;
      for (let left = after; left > 0; left -= 1) await say();
      const known = await scene.known(line, room, said);
      line.drop();
      expect(known).toEqual(await scene.history(ann, room));
    };
    await fc.assert(fc.asyncProperty(races, race), { numRuns: 25, seed: 2, endOnFailure: true });
  },

  'brings the entries of a room in order, each once': async (scene) => {
    const [ann, bob] = [await scene.person('Ann'), await scene.person('Bob')];
    const room = await scene.room(ann);
    const line = await scene.open(bob, room);
    const heard: Heard[] = [];
    for (const head of [4, 8, 12, 16, 20]) {
      await Promise.all([ann, bob, ann, bob].map((person) => scene.say(person, room, 'at once')));
      heard.push(...(await scene.hear(line, room, head)));
    }
    expect(heard.map(({ entry }) => entry)).toEqual(await scene.history(ann, room));
  },

  'brings all that one turn of the event loop has made': async (scene) => {
    const ann = await scene.person('Ann');
    const room = await scene.room(ann);
    const line = await scene.open(ann, room);
    await Promise.all(numbers(7).map((text) => scene.say(ann, room, text)));
    expect(texts(await scene.known(line, room, 7))).toEqual(numbers(7));
  },

  'brings an entry as the history has it': async (scene) => {
    const ann = await scene.person('Ann');
    const room = await scene.room(ann);
    const line = await scene.open(ann, room);
    const { epoch } = await scene.say(ann, room, '  “Grüße”\n\t你好 👩🏽‍🚀 ');
    const [heard] = await scene.hear(line, room, 1);
    expect(heard).toEqual({ room, epoch, entry: (await scene.history(ann, room))[0] });
  },

  'brings its sender what was sent through it': async (scene) => {
    const ann = await scene.person('Ann');
    const room = await scene.room(ann);
    const line = await scene.open(ann, room);
    const { epoch, seq } = await line.send('mine');
    const [heard] = await scene.hear(line, room, seq);
    expect(heard).toMatchObject({ epoch, entry: { seq, by: ann.user.id, message: { text: 'mine' } } });
  },

  'answers a fresh page to who knows no position': async (scene) => {
    const ann = await scene.person('Ann');
    const room = await scene.room(ann);
    for (const text of numbers(60)) await scene.say(ann, room, text);
    const { opened } = await scene.open(await scene.person('Bob'), room);
    expect(opened.complete).toBe(false);
    expect(texts(opened.entries)).toEqual(numbers(60).slice(10));
  },

  'goes on behind its position after a lost connection, with no gap and no repeat': async (scene) => {
    const [ann, bob] = [await scene.person('Ann'), await scene.person('Bob')];
    const room = await scene.room(ann);
    let line = await scene.open(bob, room);
    let known: Entry[] = [];
    for (let round = 1; round <= 3; round += 1) {
      await scene.say(ann, room, 'heard');
      const head = known.length + 1;
      known = [...known, ...(await scene.known(line, room, head, known.length))];
      line.drop();
      const missed = [scene.say(ann, room, 'missed'), scene.say(ann, room, 'missed')];
      line = await scene.open(bob, room, { epoch: line.opened.epoch, seq: known.length });
      expect(line.opened.complete).toBe(true);
      await Promise.all(missed);
      known = [...known, ...(await scene.known(line, room, head + 2, known.length))];
      line.drop();
      line = await scene.open(bob, room, { epoch: line.opened.epoch, seq: known.length });
    }
    expect(known).toEqual(await scene.history(ann, room));
  },

  'answers nothing to who has missed nothing': async (scene) => {
    const ann = await scene.person('Ann');
    const room = await scene.room(ann);
    const position = await scene.say(ann, room, 'known');
    const { opened } = await scene.open(ann, room, position);
    expect(opened).toMatchObject({ epoch: position.epoch, complete: true, entries: [] });
  },

  'answers more than one page where more was missed': async (scene) => {
    const ann = await scene.person('Ann');
    const room = await scene.room(ann);
    const position = await scene.say(ann, room, '1');
    for (let i = 2; i <= 520; i += 1) await scene.say(ann, room, `${i}`);
    const line = await scene.open(ann, room, position);
    expect(line.opened.complete).toBe(true);
    expect(texts(await scene.known(line, room, 520))).toEqual(numbers(520).slice(1));
  },

  'answers a position of another epoch with a fresh page': async (scene) => {
    const ann = await scene.person('Ann');
    const room = await scene.room(ann);
    for (const text of numbers(3)) await scene.say(ann, room, text);
    const { opened } = await scene.open(ann, room, { epoch: 'another', seq: 2 });
    expect(opened.complete).toBe(false);
    expect(texts(opened.entries)).toEqual(numbers(3));
  },

  'answers a position beyond the head with a fresh page': async (scene) => {
    const ann = await scene.person('Ann');
    const room = await scene.room(ann);
    const { epoch } = await scene.say(ann, room, '1');
    const { opened } = await scene.open(ann, room, { epoch, seq: 2 });
    expect(opened.complete).toBe(false);
    expect(texts(opened.entries)).toEqual(numbers(1));
  },

  'keeps two rooms apart': async (scene) => {
    const [ann, bob] = [await scene.person('Ann'), await scene.person('Bob')];
    const rooms = [await scene.room(ann), await scene.room(ann)];
    const lines = [await scene.open(bob, rooms[0]!), await scene.open(bob, rooms[1]!)];
    for (let i = 0; i < 5; i += 1) await Promise.all(rooms.map((room) => scene.say(ann, room, room)));
    for (const [i, line] of lines.entries()) {
      const heard = await scene.hear(line, rooms[i]!, 5);
      expect(heard.map(({ entry }) => messageOf(entry).text)).toEqual(heard.map(({ room }) => room));
    }
  },

  'tells a stranger nothing': async (scene) => {
    const [ann, eve] = [await scene.person('Ann'), await scene.person('Eve')];
    const room = await scene.room(ann);
    const listening = await scene.open(ann, room);
    const line = await scene.open(eve, 'lobby');
    await scene.say(ann, room, 'a secret');
    await scene.hear(listening, room, 1);
    const { seq } = await line.send('Hello?');
    const heard = await scene.hear(line, 'lobby', seq);
    expect(heard.map(({ entry }) => messageOf(entry).text)).toEqual(['Hello?']);
  },

  'tells nothing more to who has left, and goes on for the others': async (scene) => {
    const [ann, bob] = [await scene.person('Ann'), await scene.person('Bob')];
    const room = await scene.room(ann);
    const staying = await scene.open(ann, room);
    const leaving = await scene.open(bob, room);
    await scene.say(ann, room, 'with Bob');
    await scene.hear(leaving, room, 1);
    await leaving.leave();
    await scene.say(ann, room, 'without Bob');
    expect(texts(await scene.known(staying, room, 2))).toEqual(['with Bob', 'without Bob']);
    await scene.settled(leaving);
    expect(leaving.live.all()).toEqual([]);
  },

  'brings the same to every device of a user, until the user leaves on one of them': async (scene) => {
    const [ann, bob] = [await scene.person('Ann'), await scene.person('Bob')];
    const room = await scene.room(ann);
    const staying = await scene.open(ann, room);
    const devices = [await scene.open(bob, room), await scene.open(bob, room)];
    await scene.say(ann, room, 'with Bob');
    for (const device of devices) expect(texts(await scene.known(device, room, 1))).toEqual(['with Bob']);
    await devices[0]!.leave();
    await scene.say(ann, room, 'without Bob');
    await scene.hear(staying, room, 2);
    for (const device of devices) {
      await scene.settled(device);
      expect(device.live.all()).toEqual([]);
    }
  },

  'tells nothing to who was removed of what came after, on any device, whatever races': async (scene) => {
    const [ann, bob] = [await scene.person('Ann'), await scene.person('Bob')];
    const room = await scene.room(ann);
    const staying = await scene.open(ann, room);
    const devices = [await scene.open(bob, room), await scene.open(bob, room)];
    const [, removed] = await Promise.all([
      scene.say(ann, room, 'before, or after'),
      scene.remove(ann, room, bob),
      scene.say(ann, room, 'before, or after'),
    ]);
    await scene.say(ann, room, 'after');
    await scene.hear(staying, room, 4);
    for (const device of devices) {
      await scene.settled(device);
      expect(device.live.all().filter(({ entry }) => entry.seq > removed.seq)).toEqual([]);
    }
  },

  'brings what is said from then on to who comes back': async (scene) => {
    const [ann, bob] = [await scene.person('Ann'), await scene.person('Bob')];
    const room = await scene.room(ann);
    await (await scene.open(bob, room)).leave();
    const back = await scene.open(bob, room);
    await scene.say(ann, room, 'back');
    expect(texts(await scene.known(back, room, 1))).toEqual(['back']);
  },

  'ends with the session, and no other connection does': async (scene) => {
    const [ann, bob] = [await scene.person('Ann'), await scene.person('Bob')];
    const staying = await scene.open(ann, 'lobby');
    const ending = await scene.open(bob, 'lobby');
    await scene.signOut(bob);
    await scene.ended(ending);
    await scene.say(ann, 'lobby', 'still here');
    expect(texts(await scene.known(staying, 'lobby', 1))).toEqual(['still here']);
    expect(ending.live.all()).toEqual([]);
  },

  'does not outlive a session that ends while the connection is made': async (scene) => {
    for (const lookup of [1, 2, 3]) {
      const bob = await scene.person('Bob');
      const ended = scene.endSessionAt(lookup);
      const line = await scene.open(bob, 'lobby').catch(() => undefined);
      if (line && ended()) await scene.ended(line);
    }
  },

  'lets nobody in whose session has ended': async (scene) => {
    const bob = await scene.person('Bob');
    await scene.signOut(bob);
    await expect(scene.open(bob, 'lobby')).rejects.toThrow();
  },
};

/** What every transport keeps, so that a client can rely on it whichever way it came in. */
export const transportContract: Contract<Transport> = Object.fromEntries(
  Object.entries(checks).map(([promise, check]) => [promise, (transport) => check(new Scene(transport))]),
);
