import type { Reported, ShownReport } from './reported.js';

/** What was reported in direct talks, which nobody but the administrator sees to. Of each, only the message reported. */
export class ListDirectReports {
  constructor(private readonly reported: Reported) {}

  execute(): Promise<readonly ShownReport[]> {
    return this.reported.in('directs');
  }
}
