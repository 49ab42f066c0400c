import type { IncomingHttpHeaders } from 'node:http';

/** Where a request came from, as far as its browser says. */
export type Provenance =
  /** A page of ours, or of an origin that ORIGINS allows. */
  | 'ours'
  /** No browser page said so: a program, or a browser's plain GET. */
  | 'unsaid'
  | 'foreign';

/** Tells our own pages from others. A page is ours if its host is the one that was asked, or if it is on the list. */
export class Origins {
  private readonly allowed: ReadonlySet<string>;

  /** `allowed`: whole origins, such as `https://chat.example`. */
  constructor(allowed: readonly string[]) {
    this.allowed = new Set(allowed);
  }

  provenance({ origin, host, 'sec-fetch-site': site }: IncomingHttpHeaders): Provenance {
    if (origin === undefined) return site === 'cross-site' || site === 'same-site' ? 'foreign' : 'unsaid';
    if (this.allowed.has(origin)) return 'ours';
    return URL.canParse(origin) && new URL(origin).host === host?.toLowerCase() ? 'ours' : 'foreign';
  }
}
