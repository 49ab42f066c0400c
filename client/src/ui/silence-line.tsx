import { until } from '../i18n/when.js';
import type { Silence } from '../model/silence.js';
import { useText } from './context.js';

/** Tells why one cannot speak now. What is read aloud does not count down. */
export function SilenceLine({ silence }: { silence: Silence | undefined }) {
  const t = useText();
  const now = Date.now();
  const ends = silence?.until ?? now;
  const seconds = Math.max(1, Math.ceil((ends - now) / 1000));
  const said = silence && t.silences[silence.because](until(t, new Date(ends), new Date(now)));
  return (
    <div class="silence" data-shown={silence !== undefined}>
      <p aria-hidden="true">{silence?.because === 'slow' ? t.slowCountdown(seconds) : said}</p>
      <p class="unseen" role="status">
        {said}
      </p>
    </div>
  );
}
