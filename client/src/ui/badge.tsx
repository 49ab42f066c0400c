import { useText } from './context.js';

/** How many messages are unread. */
export function Badge({ count }: { count: number }) {
  const t = useText();
  return (
    <span class="badge">
      <span aria-hidden="true">{count > 99 ? '99+' : count}</span>
      <span class="unseen">{t.unread(count)}</span>
    </span>
  );
}
