import { ChatError } from '../domain/chat-error.js';
import type { Rules } from '../application/authorization.js';
import type { Caller } from '../application/use-cases/caller.js';
import type { Throttle } from '../application/use-cases/throttle.js';
import { requestTable } from './protocol/requests.js';
import type { Request } from './protocol/request.js';
import { parse } from './protocol/parse.js';

/** What a `Dispatcher` needs, in the order of its argument. */
export const dispatched = Array.from(requestTable.values(), ({ useCase }) => useCase);

/** Runs a request of the table by its name, whatever transport it came by. */
export class Dispatcher {
  private running = 0;
  private drained: (() => void) | undefined;
  private readonly desks: ReadonlyMap<string, { row: Request; useCase: unknown }>;

  /** `useCases`: an instance of each of `dispatched`. Throws where the rules do not say who may use one. */
  constructor(
    useCases: readonly unknown[],
    private readonly rules: Rules,
    private readonly throttle: Throttle,
  ) {
    for (const useCase of dispatched) rules.of(useCase);
    this.desks = new Map(
      Array.from(requestTable, ([name, row], i) => [name, { row, useCase: useCases[i] }] as const),
    );
  }

  /** No request is taken any more. */
  get closing(): boolean {
    return this.drained !== undefined;
  }

  /** The answer as the row's output schema gives it. Throws a `ChatError`, or whatever a bug throws. */
  async run(name: string, body: unknown, caller: Caller): Promise<unknown> {
    if (this.closing) throw new ChatError('unavailable');
    const desk = this.desks.get(name);
    if (!desk) throw new ChatError('request.unknown');
    const { row, useCase } = desk;
    const input = parse(row.input, body);
    this.running += 1;
    try {
      await this.throttle.pass('requests', caller.user.id);
      this.rules.admit(row.useCase, caller);
      return await row.answer(useCase, input, caller);
    } finally {
      this.running -= 1;
      if (this.running === 0) this.drained?.();
    }
  }

  /** Takes no more requests, and resolves when those that run are done. */
  async drain(): Promise<void> {
    return new Promise((resolve) => {
      this.drained = resolve;
      if (this.running === 0) resolve();
    });
  }
}
