/** The definitions that are being typed: one that is asked for again goes through itself. */

/** A definition, or a part of it that stands by itself. */
export interface Step {
  readonly name: string;
  readonly part?: string | undefined;
}

/** How many definitions may need each other in a row. */
export const LONGEST = 100;

export class Underway {
  readonly #path: Step[] = [];

  has(name: string): boolean {
    return this.#path.some((step) => step.name === name);
  }

  /**
   * Runs `check`; or, if it is running already, `onLoop` with the names that lead back to it; or `onDeep` where too
   * many others wait for it.
   */
  run<Result>(
    { name, part }: Step,
    check: () => Result,
    onLoop: (loop: readonly string[]) => void,
    onDeep: () => void,
  ): Result | undefined {
    const first = this.#path.findIndex((step) => step.name === name && step.part === part);
    if (first !== -1) {
      onLoop([...this.#path.slice(first).map((step) => step.name), name]);
      return undefined;
    }
    if (this.#path.length >= LONGEST) {
      onDeep();
      return undefined;
    }
    this.#path.push({ name, part });
    const result = check();
    this.#path.pop();
    return result;
  }
}
