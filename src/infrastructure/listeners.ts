/** Whom to tell. What one of them throws is reported, and keeps nothing from the others. */
export class Listeners<Told> {
  private readonly all = new Set<(told: Told) => void>();

  constructor(private readonly report: (error: unknown) => void = () => {}) {}

  tell(told: Told): void {
    for (const listener of [...this.all]) {
      try {
        listener(told);
      } catch (error) {
        this.report(error);
      }
    }
  }

  /** Tells the listener from now on, until the returned function is called. */
  add(listener: (told: Told) => void): () => void {
    // A function of its own, so that adding one listener twice counts twice.
    const own = (told: Told) => listener(told);
    this.all.add(own);
    return () => this.all.delete(own);
  }
}
