import { randomUUID } from 'node:crypto';
import { MeasuredServer } from './measured-server.js';
import { Speaker } from './speaker.js';

/** People who speak at the same time, in rooms of ten. */
export const SPEAKERS = 200;
const ROOM = 10;

const TEXT = 'x'.repeat(100);

export interface Measured {
  readonly acksPerSecond: number;
  /** How late the event loop of the server ran, in milliseconds. */
  readonly loopDelayP99: number;
}

/** Runs the built server with the store, and has everybody speak for so long, each as soon as the last was acked. */
export async function measureServer(store: 'sqlite' | 'memory', ms: number): Promise<Measured> {
  const server = await MeasuredServer.start(store);
  try {
    const speakers = await seat(server);
    await speak(speakers, ms / 4);
    await server.loopDelay();
    const acks = await speak(speakers, ms);
    const loopDelayP99 = await server.loopDelay();
    for (const { speaker } of speakers) speaker.close();
    return { acksPerSecond: (acks / ms) * 1000, loopDelayP99 };
  } finally {
    await server.remove();
  }
}

interface Seat {
  readonly speaker: Speaker;
  readonly room: string;
}

async function seat(server: MeasuredServer): Promise<Seat[]> {
  const seats: Seat[] = [];
  for (let n = 0; n < SPEAKERS; n += 1) {
    const speaker = await Speaker.open(server.url, await server.guest(`Speaker ${n}`));
    const room = n % ROOM === 0 ? await open(speaker, n) : seats.at(-1)!.room;
    await speaker.request('room:join', { room });
    seats.push({ speaker, room });
  }
  return seats;
}

async function open(speaker: Speaker, n: number): Promise<string> {
  const { room } = await speaker.request<{ room: { id: string } }>('room:create', {
    id: randomUUID(),
    name: `Room ${n}`,
  });
  return room.id;
}

/** How many were acked. */
async function speak(seats: readonly Seat[], ms: number): Promise<number> {
  const end = performance.now() + ms;
  let acks = 0;
  await Promise.all(
    seats.map(async ({ speaker, room }) => {
      while (performance.now() < end) {
        await speaker.send('message:send', { room, id: randomUUID(), text: TEXT });
        acks += 1;
      }
    }),
  );
  return acks;
}
