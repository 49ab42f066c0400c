import { ChatError } from '../domain/chat-error.js';
import type { Caller } from '../application/use-cases/caller.js';
import { requestTable } from './protocol/requests.js';
import type { Request } from './protocol/request.js';
import { parse } from './protocol/parse.js';

/** What a `Dispatcher` needs, in the order of its argument. */
export const dispatched = Array.from(requestTable.values(), ({ useCase }) => useCase);

/** Runs a request of the table by its name, whatever transport it came by. */
export class Dispatcher {
  private readonly desks: ReadonlyMap<string, { row: Request; useCase: unknown }>;

  /** `useCases`: an instance of each of `dispatched`. */
  constructor(useCases: readonly unknown[]) {
    this.desks = new Map(
      Array.from(requestTable, ([name, row], i) => [name, { row, useCase: useCases[i] }] as const),
    );
  }

  /** The answer as the row's output schema gives it. Throws a `ChatError`, or whatever a bug throws. */
  async run(name: string, body: unknown, caller: Caller): Promise<unknown> {
    const desk = this.desks.get(name);
    if (!desk) throw new ChatError('request.unknown');
    const { row, useCase } = desk;
    return row.answer(useCase, parse(row.input, body), caller);
  }
}
