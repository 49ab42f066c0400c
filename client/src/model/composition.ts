/** A key press, as far as it matters here. */
export interface KeyPress {
  readonly key: string;
  readonly isComposing: boolean;
  readonly keyCode: number;
  readonly shiftKey: boolean;
  readonly ctrlKey: boolean;
  readonly metaKey: boolean;
  readonly altKey: boolean;
}

/** How a message is sent from the keyboard. */
export type SendKey = 'enter' | 'ctrl-enter';

/** Safari ends a composition first and reports its Enter right after it. */
const SAFARI_GAP = 100;

/**
 * Knows whether a key press belongs to an input method. Chrome and Firefox say so themselves; Safari ends the
 * composition before the Enter that ended it, which keeps only the code 229. Chrome may keep that code on the next
 * Enter too, which is meant to send: hence the bound in time.
 */
export class Composition {
  private active = false;
  private endedAt = -Infinity;

  start(): void {
    this.active = true;
  }

  end(now: number): void {
    this.active = false;
    this.endedAt = now;
  }

  owns({ isComposing, keyCode }: Pick<KeyPress, 'isComposing' | 'keyCode'>, now: number): boolean {
    return isComposing || this.active || (keyCode === 229 && now - this.endedAt < SAFARI_GAP);
  }
}

/** Whether a key press in the message box sends what is in it, once no input method owns the key. */
export function sends({ key, shiftKey, altKey, ctrlKey, metaKey }: KeyPress, sendKey: SendKey): boolean {
  return key === 'Enter' && !shiftKey && !altKey && (sendKey === 'enter' || ctrlKey || metaKey);
}
