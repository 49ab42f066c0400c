// Which Chromium the browser tests take. Needs no package itself.
import { existsSync } from 'node:fs';

/** A Chromium of this machine: the one that CHROMIUM_PATH names, or one that its packages installed. */
export const installed = [process.env.CHROMIUM_PATH, '/usr/bin/chromium', '/usr/bin/google-chrome'].find(
  (path) => path && existsSync(path),
);

/** @sparticuz/chromium carries one for this platform. */
export const packed = process.platform === 'linux' && process.arch === 'x64';

export const available = packed || installed !== undefined;
