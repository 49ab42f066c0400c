import { sendAtOnce } from './senders.js';

// A process that stores so many messages of all senders in a folder.
const [dataDir, count] = process.argv.slice(2);
await sendAtOnce(dataDir!, (stored) => stored >= Number(count));
