import { useEffect, useState } from 'preact/hooks';
import { useChat, useSelect, useText } from './context.js';

const BACK_SHOWN = 2500;

/** How the connection is, when it is not simply there. */
export function Banner() {
  const chat = useChat();
  const t = useText();
  const link = useSelect((state) => state.link);
  const catchingUp = useSelect((state) => state.catchingUp);
  const known = useSelect((state) => state.rooms !== undefined);
  const [now, setNow] = useState(Date.now());
  const [lost, setLost] = useState(false);
  const well = link.state === 'online' && !catchingUp;

  useEffect(() => {
    if (link.state !== 'waiting') return;
    setNow(Date.now());
    const timer = setInterval(() => setNow(Date.now()), 1000);
    return () => clearInterval(timer);
  }, [link]);

  useEffect(() => {
    if (link.state === 'waiting' || link.state === 'offline') setLost(true);
    if (!well) return;
    const timer = setTimeout(() => setLost(false), BACK_SHOWN);
    return () => clearTimeout(timer);
  }, [link.state, well]);

  const seconds = link.state === 'waiting' ? Math.max(1, Math.ceil((link.retryAt - now) / 1000)) : 0;
  // What is read aloud does not count down.
  const said = well
    ? lost && t.backOnline
    : { idle: '', connecting: t.connecting, online: t.catchingUp, offline: t.offline, waiting: t.lost }[
        link.state
      ];
  const shown = link.state === 'waiting' ? t.waiting(seconds) : said;

  return (
    <div
      class="banner"
      data-link={well ? 'well' : link.state}
      data-late={!lost && known}
      data-shown={Boolean(said)}
    >
      <p aria-hidden="true">{shown}</p>
      <p class="unseen" role="status">
        {said}
      </p>
      {(link.state === 'waiting' || link.state === 'offline') && (
        <button type="button" class="link" onClick={chat.retryNow}>
          {t.tryNow}
        </button>
      )}
    </div>
  );
}
