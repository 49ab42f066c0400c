// Lets who left go on listening.
import { inMainThread, server } from './server.mjs';

if (inMainThread) {
  const { Audiences } = await server('./application/audiences.js');
  Audiences.prototype.evict = () => {};
}
