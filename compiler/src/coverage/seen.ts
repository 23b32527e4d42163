/** What evaluations have reached, and which ways they went. */
import type { Observer } from "../evaluate/observer.ts";
import type { Point } from "./points.ts";

export class Seen implements Observer {
  readonly #reached = new Set<object>();
  readonly #held = new Set<object>();
  readonly #failed = new Set<object>();
  readonly #limited = new Set<object>();
  readonly #left = new Set<object>();

  readonly value: Observer["value"] = (node, value) => {
    this.#reached.add(node);
    if (value === true) this.#held.add(node);
    if (value === false) this.#failed.add(node);
  };

  readonly step: Observer["step"] = (step, before, after) => {
    this.#reached.add(step);
    (before.equals(after) ? this.#left : this.#limited).add(step);
  };

  covers({ gap, node }: Point): boolean {
    switch (gap) {
      case "never reached":
      case "never needed":
        return this.#reached.has(node);
      case "never holds":
        return this.#held.has(node);
      case "always holds":
        return this.#failed.has(node);
      case "never limits":
        return this.#limited.has(node);
      case "always limits":
        return this.#left.has(node);
    }
  }
}
