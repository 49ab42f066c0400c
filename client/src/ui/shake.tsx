import { useEffect } from 'preact/hooks';
import { useSelect } from './context.js';

const STEP = 7;
const SHAKE = [0, -STEP, STEP, -STEP, STEP, -STEP, STEP, 0].map((x) => ({ transform: `translateX(${x}px)` }));
const LENGTH = 500;

/** Shakes the page when somebody nudges the user, unless the system asks for less motion. */
export function Shake() {
  const nudge = useSelect(({ nudge: last, me }) => (last?.user.id === me?.id ? last : undefined));
  useEffect(() => {
    if (!nudge || matchMedia('(prefers-reduced-motion: reduce)').matches) return;
    document.querySelector('.shell')!.animate(SHAKE, LENGTH);
  }, [nudge]);
  return null;
}
