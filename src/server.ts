import type { INestApplication } from '@nestjs/common';
import { OfferClaim } from './application/use-cases/offer-claim.js';
import { boot } from './boot.js';
import { fail } from './command.js';
import { addresses } from './infrastructure/addresses.js';
import { openBackend } from './infrastructure/backends.js';
import type { Config } from './infrastructure/config/config.js';
import { MemoryEventBus } from './infrastructure/memory/memory-event-bus.js';
import { leaveAccess, removeAccess } from './infrastructure/operator-file.js';
import { Operator } from './interface/http/operator.js';
import { listen } from './listen.js';
import { untilAvailable } from './until-available.js';

/** The server on its port. Given other contents, it goes down in good order and comes back with them by itself. */
export class Server {
  private app: INestApplication | undefined;
  private port: number;
  private closed = false;
  private ending = new AbortController();
  /** One step after the other: it may be told to go down while it comes back. */
  private last: Promise<void> = Promise.resolve();

  constructor(private readonly config: Config) {
    this.port = config.port;
  }

  /** Resolves when it listens, or was closed meanwhile. Throws `StartupError`. */
  open(): Promise<void> {
    return this.next(async () => {
      if (!this.closed) await this.start();
    });
  }

  close(): Promise<void> {
    this.closed = true;
    return this.next(() => this.stop());
  }

  private async reopen(): Promise<void> {
    await this.next(() => this.stop());
    await this.open();
  }

  private async start(): Promise<void> {
    const own = new MemoryEventBus();
    const backend = await openBackend(this.config, own);
    this.app = await boot(this.config, backend, backend.bus ?? own);
    this.port = await listen(this.app, { ...this.config, port: this.port });
    const urls = addresses(this.config.host, this.port);
    console.log(`Parley is ready at ${urls.join(' and ')}`);
    this.letOperatorIn(urls[0]!, this.app.get(Operator));
    const trouble = await backend.health.trouble();
    if (trouble !== undefined) console.error(`It can do nothing yet, and tries again: ${trouble}`);
    const concern = backend.health.concern();
    if (concern !== undefined) console.error(`It is ready, but ${concern}`);
    this.offerClaim(this.app.get(OfferClaim)).catch(fail);
    backend.replaced?.then(() => this.reopen()).catch(fail);
  }

  private async offerClaim(offer: OfferClaim): Promise<void> {
    const token = await untilAvailable(() => offer.execute(), this.ending.signal);
    if (token === undefined) return;
    console.log(
      `Nobody administers it yet: claim it from the settings of your account, by the token ${token}`,
    );
  }

  /** The commands of `npm run admin` find the way by what is left in DATA_DIR, which is no place for a server in memory. */
  private letOperatorIn(url: string, { token }: Operator): void {
    const { store, dataDir } = this.config;
    if (store !== 'sqlite') return;
    try {
      leaveAccess(dataDir, { url, token });
    } catch (error) {
      console.error(`npm run admin will not find this server: ${(error as Error).message}.`);
    }
  }

  private async stop(): Promise<void> {
    const { app } = this;
    this.ending.abort();
    this.ending = new AbortController();
    this.app = undefined;
    if (app && this.config.store === 'sqlite') removeAccess(this.config.dataDir);
    await app?.close();
  }

  private next(step: () => Promise<void>): Promise<void> {
    this.last = this.last.then(step);
    return this.last;
  }
}
