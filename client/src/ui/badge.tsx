import { useText } from './context.js';

/** How many messages are unread; a quiet one does not ask to be read. */
export function Badge({ count, quiet = false }: { count: number; quiet?: boolean }) {
  const t = useText();
  return (
    <span class="badge" data-quiet={quiet}>
      <span aria-hidden="true">{count > 99 ? '99+' : count}</span>
      <span class="unseen">{t.unread(count)}</span>
    </span>
  );
}
