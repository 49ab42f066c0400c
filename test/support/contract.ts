/** What an adapter must keep: a check for every promise, under the promise's own words. */
export type Contract<Subject> = Readonly<Record<string, (subject: Subject) => Promise<void>>>;

/** A fresh subject for one check. */
export interface Opened<Subject> {
  readonly subject: Subject;
  close?(): Promise<void>;
}

export type Open<Subject> = () => Promise<Opened<Subject>>;

/** A promise that an adapter does not keep. A test of its own shows what happens instead. */
export interface Exemption {
  readonly promise: string;
  readonly reason: string;
}

/** So long may a check wait for what a broken adapter never brings, in milliseconds. */
const PATIENCE = 150;

/** Registers a test for every promise of the contract. */
export function verify<Subject>(
  name: string,
  contract: Contract<Subject>,
  open: Open<Subject>,
  exemptions: readonly Exemption[] = [],
): void {
  const exempt = new Map(exemptions.map(({ promise, reason }) => [promise, reason]));
  const unknown = [...exempt.keys()].filter((promise) => !(promise in contract));
  if (unknown.length > 0)
    throw new Error(`${name} is exempt from what nobody promised: ${unknown.join(', ')}`);

  describe(name, () => {
    for (const [promise, check] of Object.entries(contract)) {
      const reason = exempt.get(promise);
      if (reason !== undefined) it.skip(`${promise} (${reason})`, () => {});
      else it(promise, () => attempt(check, open));
    }
  });
}

/** The promises that the subject does not keep. */
export async function brokenBy<Subject>(contract: Contract<Subject>, open: Open<Subject>): Promise<string[]> {
  const broken: string[] = [];
  for (const [promise, check] of Object.entries(contract)) {
    let timer: NodeJS.Timeout | undefined;
    const tired = new Promise<never>((_, reject) => {
      timer = setTimeout(() => reject(new Error('nothing came')), PATIENCE);
    });
    try {
      await Promise.race([attempt(check, open), tired]);
    } catch {
      broken.push(promise);
    } finally {
      clearTimeout(timer);
    }
  }
  return broken;
}

async function attempt<Subject>(
  check: (subject: Subject) => Promise<void>,
  open: Open<Subject>,
): Promise<void> {
  const opened = await open();
  try {
    await check(opened.subject);
  } finally {
    await opened.close?.();
  }
}
