import { noticeLines } from '../i18n/notices.js';
import { exactly } from '../i18n/when.js';
import type { Notice } from '../protocol.js';
import { usePeople, useSelect, useText } from './context.js';

/** What happened in the room, told in its place among what was said. */
export function NoticeLine({ notice }: { notice: Notice }) {
  const t = useText();
  const me = useSelect((state) => state.me?.id ?? '');
  const people = usePeople(useSelect((state) => state.open?.id));
  const lines = noticeLines(t, notice, me, ({ id, nickname }) => people.get(id)?.nickname ?? nickname);
  return (
    <div class="notice" data-seq={notice.seq} title={exactly(t, new Date(notice.at))}>
      {lines.map((line) => (
        <p key={line}>{line}</p>
      ))}
    </div>
  );
}
