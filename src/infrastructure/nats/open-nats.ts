import type { Backend } from '../backend.js';
import type { NatsPlace } from '../nats-place.js';
import { NatsChannels } from './nats-channels.js';

/** For so long, in milliseconds, a start waits for NATS, so as not to speak of what is well in a moment. */
const FIRST = 1000;

/** A backend whose processes tell each other by NATS. It serves without, and then they hear late of each other. */
export async function openNats<Opened extends Backend>(
  place: NatsPlace,
  open: (channels: NatsChannels) => Promise<Opened>,
): Promise<Opened> {
  const channels = new NatsChannels(place);
  try {
    const [backend] = await Promise.all([open(channels), channels.settled(FIRST)]);
    return {
      ...backend,
      health: {
        trouble: () => backend.health.trouble(),
        concern: () => channels.trouble && `other servers hear late of this one: ${channels.trouble}`,
      },
      close: async () => {
        await backend.close();
        await channels.close();
      },
    };
  } catch (error) {
    await channels.close();
    throw error;
  }
}
