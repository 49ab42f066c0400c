import { createECDH, randomBytes } from 'node:crypto';

const browser = createECDH('prime256v1');
browser.generateKeys();

/** The half of a browser's keys that it tells: a point, and a secret. */
export const PUSH_KEYS = {
  p256dh: browser.getPublicKey('base64url'),
  auth: randomBytes(16).toString('base64url'),
};

/** And the half that it keeps. */
export const PUSH_SECRET = browser;
