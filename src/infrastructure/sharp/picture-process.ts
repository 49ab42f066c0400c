import { renewPicture } from './renew-picture.js';

// A process that makes pictures, one after the other, for as long as somebody asks.
process.on('message', (bytes: Uint8Array) => {
  void renewPicture(bytes).then((renewed) => process.send?.(renewed));
});
process.on('disconnect', () => process.exit());
