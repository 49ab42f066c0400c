/** Whether the stores can take writes now. */
export abstract class Health {
  /** Undefined when all is well, else what is wrong, in a few words. Never throws. */
  abstract trouble(): Promise<string | undefined>;

  /** What is wrong though requests do not fail, such as that news comes late; undefined when nothing is. Never throws. */
  abstract concern(): string | undefined;
}
