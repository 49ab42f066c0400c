import type { ComponentChildren } from 'preact';
import { useLayoutEffect, useRef } from 'preact/hooks';

interface PopupProps {
  readonly label: string;
  /** The message it is about. */
  readonly seq: number;
  readonly onClose: () => void;
  readonly children: ComponentChildren;
}

/** From the edge of the screen, and from the message, in pixels. */
const GAP = 8;

const ARROWS: Readonly<Record<string, number>> = { ArrowDown: 1, ArrowRight: 1, ArrowUp: -1, ArrowLeft: -1 };

/** A menu at a message; on a small screen at the bottom. The browser keeps the focus inside and gives it back. */
export function Popup({ label, seq, onClose, children }: PopupProps) {
  const dialog = useRef<HTMLDialogElement>(null);

  useLayoutEffect(() => {
    const element = dialog.current!;
    element.showModal();
    const place = (): void => put(element, seq);
    place();
    const resized = new ResizeObserver(place);
    resized.observe(element);
    return () => {
      resized.disconnect();
      element.close();
    };
  }, [seq]);

  const walk = (event: KeyboardEvent): void => {
    const items = [...dialog.current!.querySelectorAll<HTMLElement>('[role^="menuitem"]')];
    const at = items.indexOf(document.activeElement as HTMLElement);
    const step = ARROWS[event.key];
    if (at < 0 || step === undefined) return;
    event.preventDefault();
    items.at((at + step) % items.length)!.focus();
  };
  return (
    <dialog
      ref={dialog}
      class="popup"
      aria-label={label}
      onCancel={(event) => {
        event.preventDefault();
        onClose();
      }}
      onClose={() => dialog.current && onClose()}
      onClick={(event) => {
        if (event.target === dialog.current) onClose();
      }}
      onKeyDown={walk}
    >
      {children}
    </dialog>
  );
}

function put(popup: HTMLElement, seq: number): void {
  const anchor = document.querySelector(`.message[data-seq="${seq}"] .bubble`)?.getBoundingClientRect();
  if (!anchor || !matchMedia('(width >= 720px)').matches) return;
  const { offsetWidth: width, offsetHeight: height } = popup;
  const below = anchor.bottom + GAP;
  const top = below + height + GAP <= innerHeight ? below : anchor.top - GAP - height;
  const within = (place: number, size: number, all: number): string =>
    `${Math.max(GAP, Math.min(place, all - size - GAP))}px`;
  popup.style.top = within(top, height, innerHeight);
  const isAtEnd = anchor.left > innerWidth - anchor.right;
  popup.style.left = within(isAtEnd ? anchor.right - width : anchor.left, width, innerWidth);
}
