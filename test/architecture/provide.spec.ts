import { Clock } from '../../src/application/ports/clock.js';
import { RoomLog } from '../../src/application/ports/room-log.js';
import { Approach } from '../../src/application/use-cases/approach.js';
import { RoomAccess } from '../../src/application/use-cases/room-access.js';
import { PostMessage } from '../../src/application/use-cases/post-message.js';
import { PushNews } from '../../src/application/use-cases/push-news.js';
import { Throttle } from '../../src/application/use-cases/throttle.js';
import { provide } from '../../src/provide.js';

// The type check is the test: each line below `@ts-expect-error` fails it as soon as it compiles.
describe('provide', () => {
  it('takes the ports of a use case in their order, and no others', () => {
    expect(
      provide(PostMessage, [RoomAccess, Approach, RoomLog, Clock, Throttle, PushNews]).inject,
    ).toHaveLength(6);

    // @ts-expect-error two are swapped
    provide(PostMessage, [RoomAccess, Approach, Clock, RoomLog, Throttle, PushNews]);
    // @ts-expect-error one is missing
    provide(PostMessage, [RoomAccess, Approach, RoomLog, Clock, Throttle]);
    // @ts-expect-error one is too many
    provide(PostMessage, [RoomAccess, Approach, RoomLog, Clock, Throttle, PushNews, Clock]);
  });
});
