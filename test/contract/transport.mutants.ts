import { setImmediate as turn } from 'node:timers/promises';
import type { INestApplication } from '@nestjs/common';
import { Audiences } from '../../src/application/audiences.js';
import type { Run } from '../../src/application/ports/audience.js';
import { ResumeSession } from '../../src/application/use-cases/resume-session.js';
import { SyncRoom, type Position, type Synced } from '../../src/application/use-cases/sync-room.js';
import { messageOf } from '../support/message-of.js';

/** A fault of a transport, made from outside so that every transport can have it, and the promises it breaks. */
export interface TransportMutant {
  readonly breaks: readonly string[];
  readonly mutate: (app: INestApplication) => void;
}

/** Each run goes through `change`, which answers what is delivered in its place. */
function delivering(app: INestApplication, change: (run: Run) => readonly Run[]): void {
  const audiences = app.get(Audiences);
  const deliver = audiences.deliver.bind(audiences);
  audiences.deliver = (run) => change(run).forEach(deliver);
}

const changing =
  (change: (run: Run) => readonly Run[]): TransportMutant['mutate'] =>
  (app) =>
    delivering(app, change);

/** Each reading of a room goes through `change`. */
const reading =
  (change: (read: (place: Position) => Promise<Synced>, place: Position) => Promise<Synced>) =>
  (app: INestApplication): void => {
    const syncRoom = app.get(SyncRoom);
    const read = syncRoom.read.bind(syncRoom);
    syncRoom.read = (place, ...reader) => change((seen) => read(seen, ...reader), place);
  };

export const transportMutants: Record<string, TransportMutant> = {
  'reads first and listens later': {
    breaks: ['joins what was said before to what is said after, with no gap and no repeat, whatever races'],
    mutate(app) {
      let opening = 0;
      delivering(app, (run) => (opening > 0 ? [] : [run]));
      reading(async (read, place) => {
        opening += 1;
        const synced = await read(place);
        for (let turns = 0; turns < 20; turns += 1) await turn();
        opening -= 1;
        return synced;
      })(app);
    },
  },
  'loses every other run': {
    breaks: ['brings the entries of a room in order, each once'],
    mutate(app) {
      let runs = 0;
      delivering(app, (run) => ((runs += 1) % 2 ? [] : [run]));
    },
  },
  'brings every entry twice': {
    breaks: ['brings the entries of a room in order, each once'],
    mutate: changing((run) => [{ ...run, entries: run.entries.flatMap((entry) => [entry, entry]) }]),
  },
  'brings a run backwards': {
    breaks: [
      'brings the entries of a room in order, each once',
      'brings all that one turn of the event loop has made',
    ],
    mutate: changing((run) => [{ ...run, entries: run.entries.toReversed() }]),
  },
  'brings the first entry of a run only': {
    breaks: ['brings all that one turn of the event loop has made'],
    mutate: changing((run) => [{ ...run, entries: run.entries.slice(0, 1) }]),
  },
  'trims what was said': {
    breaks: ['brings an entry as the history has it'],
    mutate: changing((run) => [
      {
        ...run,
        entries: run.entries.map((entry) => ({
          ...entry,
          message: { ...messageOf(entry), text: messageOf(entry).text.trim() },
        })) as Run['entries'],
      },
    ]),
  },
  'brings Ann nothing of her own': {
    breaks: ['brings its sender what was sent through it'],
    mutate: changing((run) => {
      const entries = run.entries.filter((entry) => messageOf(entry).author.nickname !== 'Ann');
      return entries.length > 0 ? [{ ...run, entries }] : [];
    }),
  },
  'heeds no position': {
    breaks: [
      'goes on behind its position after a lost connection, with no gap and no repeat',
      'answers nothing to who has missed nothing',
      'answers more than one page where more was missed',
    ],
    mutate: reading((read, { room }) => read({ room })),
  },
  'goes back by one too many': {
    breaks: [
      'goes on behind its position after a lost connection, with no gap and no repeat',
      'answers nothing to who has missed nothing',
    ],
    mutate: reading((read, { after, ...place }) =>
      read({ ...place, after: after === undefined ? after : Math.max(after - 1, 0) }),
    ),
  },
  'leaves out the first that was missed': {
    breaks: [
      'goes on behind its position after a lost connection, with no gap and no repeat',
      'answers more than one page where more was missed',
    ],
    mutate: reading(async (read, place) => {
      const synced = await read(place);
      return synced.complete ? { ...synced, entries: synced.entries.slice(1) } : synced;
    }),
  },
  'answers one page only': {
    breaks: ['answers more than one page where more was missed'],
    mutate: reading(async (read, place) => ({ ...(await read(place)), more: false })),
  },
  'takes every epoch for its own': {
    breaks: ['answers a position of another epoch with a fresh page'],
    mutate: reading(async (read, place) => {
      const { epoch } = await read({ room: place.room });
      return read({ ...place, epoch });
    }),
  },
  'calls what it answers complete': {
    breaks: [
      'answers a fresh page to who knows no position',
      'answers a position of another epoch with a fresh page',
      'answers a position beyond the head with a fresh page',
    ],
    mutate: reading(async (read, place) => ({ ...(await read(place)), complete: true })),
  },
  'answers an empty page instead of a fresh one': {
    breaks: [
      'answers a fresh page to who knows no position',
      'answers a position of another epoch with a fresh page',
      'answers a position beyond the head with a fresh page',
    ],
    mutate: reading(async (read, place) => {
      const synced = await read(place);
      return synced.complete ? synced : { ...synced, entries: [] };
    }),
  },
  'mistakes one room for another': {
    breaks: ['keeps two rooms apart'],
    mutate(app) {
      let last = '';
      delivering(app, (run) => {
        const other = { ...run, room: last || run.room };
        last = run.room;
        return [other];
      });
    },
  },
  'tells the lobby everything': {
    breaks: ['tells a stranger nothing'],
    mutate: changing((run) => (run.room === 'lobby' ? [run] : [run, { ...run, room: 'lobby' }])),
  },
  'lets nobody go': {
    breaks: [
      'tells nothing more to who has left, and goes on for the others',
      'brings the same to every device of a user, until the user leaves on one of them',
      'tells nothing to who was removed of what came after, on any device, whatever races',
    ],
    mutate(app) {
      app.get(Audiences).evict = () => undefined;
    },
  },
  'closes a room that someone has left': {
    breaks: [
      'tells nothing more to who has left, and goes on for the others',
      'brings the same to every device of a user, until the user leaves on one of them',
      'brings what is said from then on to who comes back',
    ],
    mutate(app) {
      const audiences = app.get(Audiences);
      const evict = audiences.evict.bind(audiences);
      const closed = new Set<string>();
      audiences.evict = (user, room, because) => {
        closed.add(room);
        evict(user, room, because);
      };
      delivering(app, (run) => (closed.has(run.room) ? [] : [run]));
    },
  },
  'keeps the connections of a session that has ended': {
    breaks: ['ends with the session, and no other connection does'],
    mutate(app) {
      app.get(Audiences).endSession = () => undefined;
    },
  },
  'tells nobody anything once a session has ended': {
    breaks: ['ends with the session, and no other connection does'],
    mutate(app) {
      const audiences = app.get(Audiences);
      const endSession = audiences.endSession.bind(audiences);
      audiences.endSession = (session, code) => {
        endSession(session, code);
        audiences.deliver = () => undefined;
      };
    },
  },
  'lets in whom it has known': {
    breaks: [
      'does not outlive a session that ends while the connection is made',
      'lets nobody in whose session has ended',
    ],
    mutate(app) {
      const resumeSession = app.get(ResumeSession);
      const resume = resumeSession.execute.bind(resumeSession);
      const known = new Map<string | undefined, ReturnType<typeof resume>>();
      resumeSession.execute = ({ token }) => {
        if (!known.has(token)) known.set(token, resume({ token }));
        return known.get(token)!;
      };
    },
  },
};
