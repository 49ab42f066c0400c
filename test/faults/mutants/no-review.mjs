// Does not look, after it missed news, who may hear no more.
import { inMainThread, server } from './server.mjs';

if (inMainThread) {
  const { ReviewListeners } = await server('./application/use-cases/review-listeners.js');
  ReviewListeners.prototype.execute = () => {};
}
