/** Everything that a preview is computed from, got together: a plan that can be paid by, data, whom and when. */
import type { Diagnostic } from "@attain/compiler/diagnostics/diagnostic";
import type { Dataset } from "@attain/compiler/ir/dataset";
import type { DataProblem } from "@attain/compiler/data/problem";
import type { Project, View } from "../project/project.ts";
import { contractOf, type DataShelf, type ReadData } from "./data-shelf.ts";
import { hasErrors, LastGood, type Payable, stillIn } from "./last-good.ts";
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

/** What is paid by what. */
interface Paying {
  readonly payable: Payable;
  readonly dataset: Dataset | undefined;
}

/** Data without a problem, and the plan that it was read for. */
interface Whole extends Paying {
  readonly dataset: Dataset;
}

/** How long a preview waits for data that is read again; then it is of the rows that were read before. */
const PATIENCE_MS = 40;

export class Stages {
  readonly #shelf: DataShelf;
  readonly #good = new WeakMap<Project, LastGood>();
  readonly #whole = new WeakMap<Project, Map<string, Whole>>();

  constructor(shelf: DataShelf) {
    this.#shelf = shelf;
  }

  payable(view: View): Payable | undefined {
    const good = this.#good.get(view.project) ?? new LastGood();
    this.#good.set(view.project, good);
    const payable = good.of(view);
    return payable && stillIn(view, payable);
  }

  /** Undefined where no text could be paid by yet. */
  async set(view: View, root: string, wish: Wish): Promise<Stage | undefined> {
    const payable = this.payable(view);
    if (payable === undefined) return undefined;
    const data = wish.test === undefined ? await this.#data(view, root, payable) : undefined;
    const [broken] = view.checked.errors;
    const [problem] = data?.problems ?? [];
    const paid = this.#paidBy(view, payable, data);
    const scene = paid && sceneOf(paid.payable, named(paid, wish), paid.dataset);
    const obstacle: Obstacle | undefined =
      hasErrors(view.checked) && broken !== undefined
        ? { kind: "plan", diagnostic: broken }
        : problem !== undefined
          ? { kind: "data", problem }
          : scene === undefined
            ? nothingToPay(payable)
            : undefined;
    return { payable: paid?.payable ?? payable, scene, dataset: paid?.dataset, obstacle };
  }

  /** What can be computed without waiting, for what stands beside the text. */
  setNow(view: View, root: string, wish: Wish): Scene | undefined {
    const payable = this.payable(view);
    const paid = payable && this.#paidBy(view, payable, this.#shelf.read(root, view.path));
    return paid && sceneOf(paid.payable, named(paid, wish), paid.dataset);
  }

  /** Where data is broken, the last that was whole, with the last plan that it was whole for; undefined if there was none. */
  #paidBy(
    { project, path }: View,
    payable: Payable,
    data: ReadData | undefined,
  ): Paying | undefined {
    if (data === undefined || data.problems.length === 0)
      return { payable, dataset: data?.dataset };
    const last = this.#whole.get(project)?.get(path);
    if (last === undefined) return undefined;
    const isAlike = contractIn(last.payable) === contractIn(payable);
    return { payable: isAlike ? payable : last.payable, dataset: last.dataset };
  }

  #keep({ project, path }: View, whole: Whole): void {
    const all = this.#whole.get(project) ?? new Map<string, Whole>();
    this.#whole.set(project, all.set(path, whole));
  }

  async #data(view: View, root: string, payable: Payable): Promise<ReadData | undefined> {
    const before = this.#shelf.read(root, view.path);
    const reading = this.#shelf.of(root, view.path, payable, view.project.config().config.data);
    // Why it can't be read is told to who waits for it.
    reading?.then(
      ({ dataset }) => dataset && this.#keep(view, { payable, dataset }),
      () => undefined,
    );
    if (reading === undefined || before === undefined) return reading;
    let timer: NodeJS.Timeout | undefined;
    const late = new Promise<ReadData>((resolve) => {
      timer = setTimeout(() => resolve(before), PATIENCE_MS);
    });
    return Promise.race([reading, late]).finally(() => clearTimeout(timer));
  }
}

/** What a plan asks of its rows. */
function contractIn({ program }: Payable): string {
  return contractOf(program, new Map());
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
function named({ payable, dataset }: Paying, wish: Wish): Wish {
  if (wish.payee === undefined || !/^Person \d+$/.test(wish.payee)) return wish;
  const { payee: _, ...anybody } = wish;
  const people = sceneOf(payable, anybody, dataset)?.people ?? [];
  return { ...wish, payee: new Pseudonyms(people).keyOf(wish.payee) };
}
