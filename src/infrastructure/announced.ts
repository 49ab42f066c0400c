import type { EventBus } from '../application/ports/event-bus.js';
import type { RoomLog } from '../application/ports/room-log.js';
import { placed } from '../domain/entry.js';

/** The log, announcing on the bus what it has written. An announcement that fails never fails the write. */
export const announced = (log: RoomLog, bus: EventBus): RoomLog => ({
  async append(append) {
    const appended = await log.append(append);
    if (appended.status === 'appended') {
      const entries = [placed(append.entry, appended.seq, appended.message)];
      try {
        bus.publish({ type: 'entries', room: append.room, epoch: appended.epoch, entries });
      } catch {
        // A bus must not throw; and what is written is written. Listeners find the hole and read the log.
      }
    }
    return appended;
  },
  after: (...args) => log.after(...args),
  window: (room, window) => log.window(room, window),
  versions: (...args) => log.versions(...args),
  pins: (room, reading) => log.pins(room, reading),
  sentBy: (...args) => log.sentBy(...args),
  notices: (room, page) => log.notices(room, page),
  renewEpoch: (room, seen) => log.renewEpoch(room, seen),
});
