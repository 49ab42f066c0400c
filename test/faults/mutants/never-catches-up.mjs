// Reads nothing of what it missed while it did not hear Redis.
import { inMainThread, server } from './server.mjs';

if (inMainThread) {
  const { ChannelEventBus } = await server('./infrastructure/channel-event-bus.js');
  ChannelEventBus.prototype.catchUpAll = async () => {};
}
