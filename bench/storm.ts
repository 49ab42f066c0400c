import { setTimeout as pause } from 'node:timers/promises';
import { LONGEST, pauseBefore } from '../client/src/io/backoff.js';
import { MeasuredServer } from './measured-server.js';
import { median, report } from './report.js';
import { Speaker } from './speaker.js';

// npm run bench:storm. Everybody is connected when the server is killed, and comes back as the page does.
const PEOPLE = 2000;
const ROUNDS = 3;
/** So many enter at a time, before the storm. */
const AT_ONCE = 50;

interface Person {
  readonly token: string;
  speaker: Speaker;
  /** As far as the room is known. */
  position: { readonly after: number; readonly epoch: string };
}

/** What the page asks for when its connection is there. */
async function enter(speaker: Speaker, position?: Person['position']): Promise<Person['position']> {
  await speaker.request('room:list', {});
  const room = { room: 'lobby', ...position };
  const { head, epoch } = await speaker.request<{ head: number; epoch: string }>('room:join', room);
  return { after: head, epoch };
}

async function crowd(server: MeasuredServer): Promise<Person[]> {
  const people: Person[] = [];
  const arrive = async (): Promise<void> => {
    const token = await server.guest(`Person ${people.length}`);
    const speaker = await Speaker.open(server.url, token);
    people.push({ token, speaker, position: await enter(speaker) });
  };
  while (people.length < PEOPLE) await Promise.all(Array.from({ length: AT_ONCE }, arrive));
  return people;
}

/** Resolves when the person is back, with how many tries a server that was there did not answer. */
async function comeBack(person: Person, server: MeasuredServer, isUp: () => boolean): Promise<number> {
  let refused = 0;
  for (let tries = 0; ; tries += 1) {
    await pause(pauseBefore(tries));
    const up = isUp();
    try {
      person.speaker = await Speaker.open(server.url, person.token);
      person.position = await enter(person.speaker, person.position);
      return refused;
    } catch {
      if (up) refused += 1;
    }
  }
}

async function measureStorm(): Promise<{ loopDelayP99: number; refused: number; ms: number }> {
  const server = await MeasuredServer.start('sqlite');
  try {
    const people = await crowd(server);
    let upAt = Infinity;
    const returns = people.map(async (person) => {
      await person.speaker.ended;
      return comeBack(person, server, () => performance.now() >= upAt);
    });
    await server.kill();
    await server.up();
    upAt = performance.now();
    await server.loopDelay();
    const refused = (await Promise.all(returns)).reduce((sum, tries) => sum + tries, 0);
    const ms = performance.now() - upAt;
    const loopDelayP99 = await server.loopDelay();
    for (const { speaker } of people) speaker.close();
    return { loopDelayP99, refused, ms };
  } finally {
    await server.remove();
  }
}

const storms = [];
while (storms.length < ROUNDS) storms.push(await measureStorm());

console.log(`${PEOPLE} people, after a kill and a restart; median of ${ROUNDS} rounds\n`);
report([
  {
    what: 'delay of the event loop at p99, until all were back : 250 ms',
    measured: median(storms.map(({ loopDelayP99 }) => loopDelayP99)) / 250,
    promised: 'less than 1',
    kept: (ratio) => ratio < 1,
  },
  {
    what: 'tries that the server refused : people',
    measured: median(storms.map(({ refused }) => refused)) / PEOPLE,
    promised: 'none',
    kept: (ratio) => ratio === 0,
  },
  {
    what: 'time until all were back : longest pause between two tries',
    measured: median(storms.map(({ ms }) => ms)) / LONGEST,
    promised: 'less than 1',
    kept: (ratio) => ratio < 1,
  },
]);
