import type { Random } from './random.js';
import type { ServerProcess } from './server-process.js';

/**
 * Where a device's connections go, as a balancer in front of several servers decides: to any that is up. With `sticky`,
 * to the same for as long as it is: what was begun by polling can only be continued there.
 */
export class Route {
  private last: ServerProcess | undefined;

  constructor(
    private readonly servers: readonly ServerProcess[],
    private readonly random: Random,
    private readonly sticky: boolean,
  ) {}

  get port(): number {
    if (!this.sticky || !this.last?.up) {
      const up = this.servers.filter((server) => server.up);
      this.last = this.random.pick(up.length > 0 ? up : this.servers);
    }
    return this.last!.port;
  }
}
