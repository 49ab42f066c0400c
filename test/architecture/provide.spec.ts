import { Clock } from '../../src/application/ports/clock.js';
import { Memberships } from '../../src/application/ports/memberships.js';
import { RoomLog } from '../../src/application/ports/room-log.js';
import { Secrets } from '../../src/application/ports/secrets.js';
import { Approach } from '../../src/application/use-cases/approach.js';
import { RoomAccess } from '../../src/application/use-cases/room-access.js';
import { SendMessage } from '../../src/application/use-cases/send-message.js';
import { Throttle } from '../../src/application/use-cases/throttle.js';
import { provide } from '../../src/provide.js';

// The type check is the test: each line below `@ts-expect-error` fails it as soon as it compiles.
describe('provide', () => {
  it('takes the ports of a use case in their order, and no others', () => {
    expect(
      provide(SendMessage, [RoomAccess, Approach, Memberships, RoomLog, Secrets, Clock, Throttle]).inject,
    ).toHaveLength(7);

    // @ts-expect-error two are swapped
    provide(SendMessage, [RoomAccess, Approach, Memberships, RoomLog, Clock, Secrets, Throttle]);
    // @ts-expect-error one is missing
    provide(SendMessage, [RoomAccess, Approach, Memberships, RoomLog, Secrets, Clock]);
    // @ts-expect-error one is too many
    provide(SendMessage, [RoomAccess, Approach, Memberships, RoomLog, Secrets, Clock, Throttle, Clock]);
  });
});
