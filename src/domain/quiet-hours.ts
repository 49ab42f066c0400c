import { ChatError } from './chat-error.js';
import type { Instant } from './message.js';

/** The part of each day in which someone wants no notifications, by the clocks of a time zone. It may span midnight. */
export interface QuietHours {
  /** Such as `22:00`. */
  readonly from: string;
  readonly to: string;
  /** As IANA names it, such as `Asia/Shanghai`. */
  readonly zone: string;
}

const TIME = /^([01]\d|2[0-3]):[0-5]\d$/;

/** Throws `profile.quiet_invalid`. */
export function quietHours({ from, to, zone }: QuietHours): QuietHours {
  if (!TIME.test(from) || !TIME.test(to) || from === to || !isZone(zone)) {
    throw new ChatError('profile.quiet_invalid');
  }
  return { from, to, zone };
}

/** Whether it is quiet at this time. */
export function isQuiet({ from, to, zone }: QuietHours, at: Instant): boolean {
  const time = clocks(zone).format(at);
  return from < to ? from <= time && time < to : from <= time || time < to;
}

function isZone(zone: string): boolean {
  try {
    return clocks(zone) !== undefined;
  } catch {
    return false;
  }
}

const clocks = (timeZone: string): Intl.DateTimeFormat =>
  new Intl.DateTimeFormat('en-GB', { timeZone, hour: '2-digit', minute: '2-digit', hourCycle: 'h23' });
