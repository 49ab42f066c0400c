/** Nearer to the end than this, in pixels, the reader is at the end. */
const NEAR = 8;

/**
 * Keeps what the reader looks at where it is, whatever is put above or below it. At the end it follows the end.
 * (The browser's own anchoring fails at the very top and is missing in Safari, so it is switched off.)
 */
export class ScrollKeeper {
  private following = true;
  /** Whether the rows end where the room does. */
  private live = true;
  private anchor: { readonly row: HTMLElement; readonly top: number } | undefined;
  /** Where the position came from that is there now: only the reader's own scrolling lets go of the end. */
  private placed = -1;

  constructor(private readonly view: HTMLElement) {}

  get atEnd(): boolean {
    return this.live && this.view.scrollHeight - this.view.scrollTop - this.view.clientHeight <= NEAR;
  }

  /** Notes what the reader looks at: call before anything changes. */
  look(): void {
    const top = this.view.scrollTop;
    if (top !== this.placed) this.following = this.atEnd;
    const rows = this.rows();
    const row = rows[firstWhere(rows, (message) => message.offsetTop + message.offsetHeight > top)];
    this.anchor = row && { row, top: row.offsetTop - top };
  }

  /** The rows end where the room does, or somewhere in the past, where there is no end to follow. */
  reach(live: boolean): void {
    if (this.live && !live) this.following = false;
    this.live = live;
  }

  /** Puts back what was looked at: call when it has changed. */
  hold(): void {
    if (this.following) this.place(this.view.scrollHeight);
    else if (this.anchor?.row.isConnected) this.place(this.anchor.row.offsetTop - this.anchor.top);
    this.look();
  }

  /** Follows the end from now on. */
  stick(): void {
    this.following = true;
    this.placed = this.view.scrollTop;
  }

  /** Brings what is unread into view, if it begins further up. */
  showDivider(): void {
    const divider = this.view.querySelector<HTMLElement>('.divider');
    if (!divider || divider.offsetTop >= this.view.scrollTop) return;
    this.place(divider.offsetTop - this.view.clientHeight / 5);
    this.following = this.atEnd;
    this.look();
  }

  /** Brings the message into the middle of the view. Answers its row, where it is there. */
  show(seq: number): HTMLElement | undefined {
    const row = this.view.querySelector<HTMLElement>(`[data-seq="${seq}"]`) ?? undefined;
    if (!row) return undefined;
    this.place(row.offsetTop - Math.max((this.view.clientHeight - row.offsetHeight) / 2, 0));
    this.following = this.atEnd;
    this.look();
    return row;
  }

  /** The seq of the last row that is in view as a whole, or fills the view. */
  lastSeen(): number | undefined {
    const bottom = this.view.scrollTop + this.view.clientHeight + NEAR;
    const seen = this.rows().findLast(
      (row) =>
        row.dataset['seq'] !== undefined &&
        (row.offsetTop + row.offsetHeight <= bottom || row.offsetTop <= this.view.scrollTop),
    );
    return seen && Number(seen.dataset['seq']);
  }

  /** How much is loaded above and below the view, in heights of the view. */
  reserve(): { above: number; below: number } {
    const { scrollTop, scrollHeight, clientHeight } = this.view;
    const height = Math.max(clientHeight, 1);
    return { above: scrollTop / height, below: (scrollHeight - scrollTop - clientHeight) / height };
  }

  private place(top: number): void {
    this.view.scrollTop = top;
    this.placed = this.view.scrollTop;
  }

  private rows(): HTMLElement[] {
    return [...this.view.querySelectorAll<HTMLElement>('.message, .notice')];
  }
}

/** The place of the first that fits, where all after it fit too: found without looking at most of them. */
function firstWhere<T>(all: readonly T[], fits: (one: T) => boolean): number {
  let from = 0;
  let to = all.length;
  while (from < to) {
    const middle = (from + to) >> 1;
    if (fits(all[middle]!)) to = middle;
    else from = middle + 1;
  }
  return from;
}
