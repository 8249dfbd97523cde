/** Lets so many in at a time, in the order in which they come. */
export class Room {
  readonly #waiting: (() => void)[] = [];
  #inside = 0;
  #places = Number.POSITIVE_INFINITY;

  /** Sets how many may be inside from now on; nobody is sent out. */
  hold(places: number): void {
    this.#places = places;
    this.#letIn();
  }

  /** Resolves when the caller is inside. */
  enter(): Promise<void> {
    return new Promise((resolve) => {
      this.#waiting.push(resolve);
      this.#letIn();
    });
  }

  leave(): void {
    this.#inside -= 1;
    this.#letIn();
  }

  #letIn(): void {
    while (this.#inside < this.#places) {
      const next = this.#waiting.shift();
      if (!next) return;
      this.#inside += 1;
      next();
    }
  }
}
