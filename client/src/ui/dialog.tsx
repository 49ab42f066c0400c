import type { ComponentChildren } from 'preact';
import { useId, useLayoutEffect, useRef } from 'preact/hooks';
import { useText } from './context.js';
import { BackIcon, CloseIcon } from './icons.js';
import { countDialog } from './open-dialogs.js';
import { Toasts } from './toasts.js';

interface DialogProps {
  readonly title: string;
  /** Without it the dialog stays until its task is done. */
  readonly onClose?: (() => void) | undefined;
  /** Where it was opened from another window, back to that. */
  readonly onBack?: (() => void) | undefined;
  readonly kind?: 'box' | 'tall' | 'sheet';
  readonly children: ComponentChildren;
}

/** A modal window. The browser keeps the focus inside and gives it back afterwards. */
export function Dialog({ title, onClose, onBack, kind = 'box', children }: DialogProps) {
  const t = useText();
  const heading = useId();
  const dialog = useRef<HTMLDialogElement>(null);

  useLayoutEffect(() => {
    const element = dialog.current!;
    element.showModal();
    const uncount = countDialog();
    return () => {
      uncount();
      element.close();
    };
  }, []);

  return (
    <dialog
      ref={dialog}
      class={`dialog ${kind}`}
      aria-labelledby={heading}
      closedby={onClose ? undefined : 'none'}
      onCancel={(event) => {
        event.preventDefault();
        onClose?.();
      }}
      onClose={() => {
        // Older browsers close a dialog whatever it wants, when Escape is pressed again and again.
        if (!dialog.current) return;
        if (onClose) onClose();
        else dialog.current.showModal();
      }}
      onClick={(event) => {
        if (event.target === dialog.current) onClose?.();
      }}
    >
      <div class="dialog-scroll">
        <div class="dialog-content">
          <header class="dialog-head">
            {onBack && (
              <button
                type="button"
                class="icon-button"
                aria-label={t.goBack}
                title={t.goBack}
                onClick={onBack}
              >
                <BackIcon />
              </button>
            )}
            <h2 id={heading} dir="auto">
              {title}
            </h2>
            {onClose && (
              <button
                type="button"
                class="icon-button"
                aria-label={t.close}
                title={t.close}
                onClick={onClose}
              >
                <CloseIcon />
              </button>
            )}
          </header>
          {children}
        </div>
      </div>
      <Toasts inWindow />
    </dialog>
  );
}
