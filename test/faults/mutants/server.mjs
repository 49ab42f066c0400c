// For modules that are loaded before the server to break it on purpose: the server's own modules.
import { isMainThread } from 'node:worker_threads';
import { pathToFileURL } from 'node:url';

/** A module of the built server that is about to start, by its path. Workers load what they need as well. */
export const server = (path) => import(new URL(path, pathToFileURL(process.argv[1])));

export const inMainThread = isMainThread;
