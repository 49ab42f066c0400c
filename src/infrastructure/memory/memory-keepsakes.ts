import type { Keepsakes } from '../../application/ports/keepsakes.js';

export class MemoryKeepsakes implements Keepsakes {
  private readonly kept = new Map<string, string>();

  async keep(name: string, proposed: string): Promise<string> {
    const known = this.kept.get(name);
    if (known === undefined) this.kept.set(name, proposed);
    return known ?? proposed;
  }
}
