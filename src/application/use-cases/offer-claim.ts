import type { Secrets } from '../ports/secrets.js';
import type { ServerClaim } from '../ports/server-claim.js';

/** The token by which the server can be claimed, to be shown to its operator alone. Undefined once it was. */
export class OfferClaim {
  constructor(
    private readonly serverClaim: ServerClaim,
    private readonly secrets: Secrets,
  ) {}

  execute(): Promise<string | undefined> {
    return this.serverClaim.token(this.secrets.token());
  }
}
