import { shelf } from '../io/shelf.js';

/** What keeps this browser from notifying: the address, the browser itself, or its user. */
export type Hindrance = 'insecure' | 'unsupported' | 'denied';

export function hindrance(): Hindrance | undefined {
  if (!isSecureContext) return 'insecure';
  if (!('Notification' in globalThis) || !navigator.serviceWorker) return 'unsupported';
  return Notification.permission === 'denied' ? 'denied' : undefined;
}

const KEY = 'notify';

/** Whether notifications are wanted in this browser, and may be shown. */
export const wanted = (): boolean =>
  shelf.get(KEY) === 'on' && hindrance() === undefined && Notification.permission === 'granted';

export const want = (on: boolean): void => shelf.set(KEY, on ? 'on' : '');
