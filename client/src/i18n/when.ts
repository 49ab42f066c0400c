import type { Dictionary } from './dictionary.js';

/** Formatters are slow to make: one a language and form is kept. */
const formats = new Map<string, Intl.DateTimeFormat>();

function format(locale: string, options: Intl.DateTimeFormatOptions, at: Date): string {
  const key = locale + JSON.stringify(options);
  let known = formats.get(key);
  if (!known) formats.set(key, (known = new Intl.DateTimeFormat(locale, options)));
  return known.format(at);
}

const daysAgo = (at: Date, now: Date): number =>
  Math.round((new Date(now).setHours(0, 0, 0, 0) - new Date(at).setHours(0, 0, 0, 0)) / 86_400_000);

export const timeOf = ({ locale }: Dictionary, at: Date): string =>
  format(locale, { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' }, at);

export const exactly = ({ locale }: Dictionary, at: Date): string =>
  format(locale, { dateStyle: 'full', timeStyle: 'medium', hourCycle: 'h23' }, at);

/** Until when something lasts: the time alone on the same day. */
export const until = (t: Dictionary, at: Date, now: Date): string =>
  daysAgo(at, now) === 0
    ? timeOf(t, at)
    : format(
        t.locale,
        { month: 'long', day: 'numeric', hour: '2-digit', minute: '2-digit', hourCycle: 'h23' },
        at,
      );

/** A day as a separator names it. */
export function dayName(t: Dictionary, at: Date, now: Date): string {
  const ago = daysAgo(at, now);
  if (ago === 0) return t.today;
  if (ago === 1) return t.yesterday;
  const year = at.getFullYear() === now.getFullYear() ? undefined : 'numeric';
  return format(t.locale, { ...(year && { year }), month: 'long', day: 'numeric', weekday: 'long' }, at);
}

/** When something was said, as short as a list can say it. */
export function shortly(t: Dictionary, at: Date, now: Date): string {
  const ago = daysAgo(at, now);
  if (ago <= 0) return timeOf(t, at);
  if (ago === 1) return t.yesterday;
  if (ago < 7) return format(t.locale, { weekday: 'short' }, at);
  if (at.getFullYear() === now.getFullYear())
    return format(t.locale, { month: 'numeric', day: 'numeric' }, at);
  return format(t.locale, { year: 'numeric', month: 'numeric', day: 'numeric' }, at);
}
