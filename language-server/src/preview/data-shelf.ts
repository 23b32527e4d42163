/** The data of projects: read once for each contract that it is held to, and kept while the plan around it changes. */
import type { DataProblem } from "@attain/compiler/data/problem";
import type { SourceSettings } from "@attain/compiler/data/settings";
import type { Dataset } from "@attain/compiler/ir/dataset";
import type * as ir from "@attain/compiler/ir/ir";
import { neededSources } from "@attain/compiler/ir/reads";
import type { Payable } from "./last-good.ts";
import { readIn } from "./last-good.ts";
import { quoteIn, together, type Together } from "./whole-data.ts";

export interface ReadData {
  /** Undefined if there are problems. */
  readonly dataset: Dataset | undefined;
  readonly problems: readonly DataProblem[];
}

/** Reads the rows of a program's sources; `root` is the folder of the project, as a URI. */
export type Loader = (input: {
  readonly root: string;
  readonly program: ir.Program;
  readonly settings: ReadonlyMap<string, SourceSettings>;
  readonly quote: (origin: ir.Origin) => string;
}) => Promise<ReadData>;

interface Held {
  readonly key: string;
  readonly reading: Promise<ReadData>;
  read?: ReadData;
}

interface Checked {
  readonly key: string;
  readonly problems: Promise<readonly DataProblem[]>;
}

export class DataShelf {
  readonly #load: Loader;
  readonly #held = new Map<string, Held>();
  /** By the folder of the project. */
  readonly #checked = new Map<string, Checked>();

  constructor(load: Loader) {
    this.#load = load;
  }

  /** The data of a plan file; undefined if the project has none. */
  of(
    root: string,
    path: string,
    payable: Payable,
    settings: ReadonlyMap<string, SourceSettings>,
  ): Promise<ReadData> | undefined {
    if (settings.size === 0) return undefined;
    const program = {
      ...payable.program,
      sources: neededSources(payable.program.plans, payable.program),
    };
    const place = `${root} ${path}`;
    const key = contractOf(program, settings);
    const known = this.#held.get(place);
    if (known?.key === key) return known.reading;
    const reading = this.#load({ root, program, settings, quote: readIn(payable) });
    const held: Held = { key, reading };
    this.#held.set(place, held);
    void reading.then(
      (read) => (held.read = read),
      () => this.#held.delete(place),
    );
    return reading;
  }

  /** What has been read already, whatever contract it was held to last. */
  read(root: string, path: string): ReadData | undefined {
    return this.#held.get(`${root} ${path}`)?.read;
  }

  /** What is wrong with the data that the plans of a project need; its rows aren't kept. */
  async problems(
    root: string,
    payables: readonly Payable[],
    settings: ReadonlyMap<string, SourceSettings>,
  ): Promise<readonly DataProblem[]> {
    const groups = settings.size === 0 ? [] : together(payables);
    const key = JSON.stringify(groups.map(({ program }) => contractOf(program, settings)));
    const known = this.#checked.get(root);
    if (known?.key === key) return known.problems;
    const problems = this.#problems(root, groups, settings);
    this.#checked.set(root, { key, problems });
    problems.catch(() => this.#checked.delete(root));
    return problems;
  }

  /** Files have changed: everything is read again when it is asked for. */
  forget(): void {
    this.#held.clear();
    this.#checked.clear();
  }

  async #problems(
    root: string,
    groups: readonly Together[],
    settings: ReadonlyMap<string, SourceSettings>,
  ): Promise<readonly DataProblem[]> {
    const all = new Map<string, DataProblem>();
    for (const group of groups) {
      const { problems } = await this.#load({
        root,
        program: group.program,
        settings,
        quote: quoteIn(group),
      });
      for (const problem of problems) {
        const { file, code, column, value, message } = problem;
        all.set(JSON.stringify([file, code, column, value, message]), problem);
      }
    }
    return [...all.values()];
  }
}

/** All that decides how rows are read, but not where in the plan it is said. */
export function contractOf(
  { sources, calendar, units }: ir.Program,
  settings: ReadonlyMap<string, SourceSettings>,
): string {
  return JSON.stringify([sources, calendar, units, [...settings]], (name, value: unknown) => {
    if (name === "origin" || name === "doc" || name === "label") return undefined;
    return value instanceof Map ? [...(value as Map<unknown, unknown>)] : value;
  });
}
