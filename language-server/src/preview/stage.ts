/** Everything that a preview is computed from, got together: a plan that can be paid by, data, whom and when. */
import type { Diagnostic } from "@attain/compiler/diagnostics/diagnostic";
import type { Dataset } from "@attain/compiler/ir/dataset";
import type { DataProblem } from "@attain/compiler/data/problem";
import type { Project, View } from "../project/project.ts";
import type { DataShelf, ReadData } from "./data-shelf.ts";
import { hasErrors, LastGood, type Payable } from "./last-good.ts";
import { Pseudonyms } from "@attain/compiler/base/pseudonyms";
import { type Scene, sceneOf, type Wish } from "./scene.ts";

/** What keeps a preview from being of the text as it is. */
export type Obstacle =
  | { readonly kind: "plan"; readonly diagnostic: Diagnostic }
  | { readonly kind: "data"; readonly problem: DataProblem }
  | { readonly kind: "words"; readonly message: string; readonly help: string };

export interface Stage {
  readonly payable: Payable;
  readonly scene: Scene | undefined;
  readonly dataset: Dataset | undefined;
  readonly obstacle: Obstacle | undefined;
}

/** How long a preview waits for data that is read again; then it is of the rows that were read before. */
const PATIENCE_MS = 40;

export class Stages {
  readonly #shelf: DataShelf;
  readonly #good = new WeakMap<Project, LastGood>();

  constructor(shelf: DataShelf) {
    this.#shelf = shelf;
  }

  payable(view: View): Payable | undefined {
    const good = this.#good.get(view.project) ?? new LastGood();
    this.#good.set(view.project, good);
    return good.of(view);
  }

  /** Undefined where no text could be paid by yet. */
  async set(view: View, root: string, wish: Wish): Promise<Stage | undefined> {
    const payable = this.payable(view);
    if (payable === undefined) return undefined;
    const data = wish.test === undefined ? await this.#data(view, root, payable) : undefined;
    const [broken] = view.checked.errors;
    const [problem] = data?.problems ?? [];
    const scene = sceneOf(payable, named(payable, wish, data), data?.dataset);
    const obstacle: Obstacle | undefined =
      hasErrors(view.checked) && broken !== undefined
        ? { kind: "plan", diagnostic: broken }
        : problem !== undefined
          ? { kind: "data", problem }
          : scene === undefined
            ? nothingToPay(payable)
            : undefined;
    return { payable, scene, dataset: data?.dataset, obstacle };
  }

  /** What can be computed without waiting, for what stands beside the text. */
  setNow(view: View, root: string, wish: Wish): Scene | undefined {
    const payable = this.payable(view);
    const data = this.#shelf.read(root, view.path);
    return payable && sceneOf(payable, named(payable, wish, data), data?.dataset);
  }

  async #data(view: View, root: string, payable: Payable): Promise<ReadData | undefined> {
    const before = this.#shelf.read(root, view.path);
    const reading = this.#shelf.of(root, view.path, payable, view.project.config().config.data);
    if (reading === undefined || before === undefined) return reading;
    let timer: NodeJS.Timeout | undefined;
    const late = new Promise<ReadData>((resolve) => {
      timer = setTimeout(() => resolve(before), PATIENCE_MS);
    });
    return Promise.race([reading, late]).finally(() => clearTimeout(timer));
  }
}

function nothingToPay({ program }: Payable): Obstacle {
  return program.plans.length === 0 ? NO_PLAN : NOBODY;
}

const NO_PLAN: Obstacle = {
  kind: "words",
  message: "This file has no plan.",
  help: "Open one that has: what is shared here is paid by there.",
};

const NOBODY: Obstacle = {
  kind: "words",
  message: "There is nobody to pay.",
  help: 'Say under "data" in attain.json where the rows are, or write a test: it can be previewed as well.',
};

/** A payee who was chosen by a pseudonym. */
function named(payable: Payable, wish: Wish, data: ReadData | undefined): Wish {
  if (wish.payee === undefined || !/^Person \d+$/.test(wish.payee)) return wish;
  const { payee: _, ...anybody } = wish;
  const people = sceneOf(payable, anybody, data?.dataset)?.people ?? [];
  return { ...wish, payee: new Pseudonyms(people).keyOf(wish.payee) };
}
