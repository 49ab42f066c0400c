// For modules that are loaded before the server to break it on purpose: the way to the server's own modules.
import { isMainThread } from 'node:worker_threads';
import { pathToFileURL } from 'node:url';

/** A module of the built server, by its path from `main.js`. Its threads load it anew. */
export const server = (path) => import(new URL(path, pathToFileURL(process.env.FAULTS_SERVER)));

export const inMainThread = isMainThread;
