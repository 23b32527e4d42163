/** A project with only some of its changes made: checked, and paid by. */
import { type Edit, Edits, type Texts } from "../../diff/edits.ts";
import { normalForm } from "../../diff/normal-form.ts";
import { type Movable, namesChanged } from "../../diff/steps.ts";
import { nodeHost } from "../../host/node-host.ts";
import type { Project } from "../../host/project.ts";
import type { Dataset } from "../../ir/dataset.ts";
import { withoutMark } from "../../text/source-file.ts";
import { CONFIG_FILE, parseConfig, type ProjectConfig } from "../../workspace/config.ts";
import { memoryHost } from "../../workspace/host.ts";
import { Workspace } from "../../workspace/workspace.ts";
import { Refusal } from "../answer.ts";
import { UsageError } from "../arguments.ts";
import { hasErrors, refuseErrors } from "../diagnostics.ts";
import { type Due, dueIn } from "../due.ts";
import { refuseFaults } from "../faults.ts";
import type { Io } from "../io.ts";
import { loadFor } from "../load.ts";
import { pay } from "../pay.ts";
import { type PayoutRow, payoutRows } from "../payouts.ts";
import { refuseDisagreements } from "../disagreements.ts";
import { Places } from "../places.ts";
import { refuseProblems } from "../problems.ts";
import { type Planned, plansOf } from "../programs.ts";
import { checkAll, type Session } from "../session.ts";
import { changedRows, type RowCounts } from "./data-rows.ts";
import type { Sides } from "./sides.ts";

/** Something that can be changed by itself: lines of a file, or a file of data. */
export type Change = Movable &
  (
    | { readonly kind: "lines"; readonly edit: Edit }
    | { readonly kind: "data"; readonly file: string; readonly rows: RowCounts | undefined }
  );

/** A project that checks. */
export interface Edition {
  readonly session: Session;
  readonly plans: readonly Planned[];
  readonly due: readonly Due[];
  /** What each plan that is due means. */
  readonly forms: ReadonlyMap<string, string>;
}

/** What an edition pays. */
export interface PaidEdition {
  readonly rows: readonly PayoutRow[];
}

export class Editions {
  readonly #io: Io;
  readonly #sides: Sides;
  readonly #period: string | undefined;
  readonly #edits: Edits;
  readonly #planFiles: readonly string[];
  /** The files of data that only the base reads. */
  readonly #onlyOld: readonly string[];
  #workspace: Workspace | undefined;
  /** Data is read once for sources and settings that are the same. */
  readonly #loaded = new Map<string, ReturnType<typeof loadFor>>();
  readonly changes: readonly Change[];

  constructor(io: Io, sides: Sides, period: string | undefined) {
    this.#io = io;
    this.#sides = sides;
    this.#period = period;
    const { base, head } = sides;
    const [old, now] = [textsOf(base.project), textsOf(head.project)];
    this.#edits = new Edits(old, now);
    this.#planFiles = [...new Set([...(base.project?.plans ?? []), ...head.project.plans])].sort();
    const read = new Set(dataOf(head.project));
    this.#onlyOld =
      base.project === undefined ? [] : dataOf(base.project).filter((file) => !read.has(file));
    this.changes = [
      ...changedData(sides).map((file): Change => {
        const rows = changedRows(base.data(file), head.data(file));
        return { kind: "data", file, rows, names: new Set() };
      }),
      ...this.#edits.all.map((edit): Change => ({
        kind: "lines",
        edit,
        names: namesChanged(edit.before, edit.after),
      })),
    ];
  }

  /** The project with just these changes; undefined if it doesn't check. */
  edition(applied: ReadonlySet<Change>): Edition | undefined {
    const session = this.#session(applied);
    const { checked, diagnostics } = checkAll(session);
    if (hasErrors(diagnostics)) return undefined;
    return this.#edition(session, plansOf(checked));
  }

  /** The same of a whole side, which must check. */
  side(name: string, applied: ReadonlySet<Change>): Edition {
    const session = this.#session(applied);
    const { checked, diagnostics } = checkAll(session);
    refuseErrors(diagnostics, session.places, `Nothing was compared, for ${name} doesn't check`);
    return this.#edition(session, plansOf(checked));
  }

  #edition(session: Session, plans: readonly Planned[]): Edition {
    const due = dueOrNothing(plans, this.#period);
    const forms = new Map(
      due.map(({ planned: { program, plan } }) => [plan.name, normalForm(program, plan)]),
    );
    return { session, plans, due, forms };
  }

  /** Why neither side pays anything in the period. */
  refuseNothingDue({ plans }: Edition): void {
    dueIn(plans, this.#period);
  }

  /** The data that an edition is paid by; throws if there are problems in it. */
  async data({ session, due }: Edition): Promise<(planned: Planned) => Dataset> {
    const key = JSON.stringify([
      settingsOf(session.config),
      due.map(({ planned: { file, sources, program } }) => [
        file.path,
        withoutPlaces(sources),
        program.calendar,
      ]),
    ]);
    const loaded =
      this.#loaded.get(key) ??
      loadFor(
        this.#io,
        session,
        due.map(({ planned }) => planned),
      );
    this.#loaded.set(key, loaded);
    const { datasets, problems } = await loaded;
    refuseProblems(problems, session.places);
    return ({ file }) => datasets.get(file.path) ?? new Map();
  }

  /** What an edition pays everybody; throws if there are problems or faults. */
  async pay(edition: Edition): Promise<PaidEdition> {
    const data = await this.data(edition);
    const run = await pay(this.#io, edition.session, edition.due, data);
    refuseFaults(edition.session, run.faults);
    refuseDisagreements(run.disagreements);
    return { rows: payoutRows(run.paid, ({ planned }) => data(planned)) };
  }

  /** The same; undefined if there are problems or faults. */
  async payOrNothing(edition: Edition): Promise<PaidEdition | undefined> {
    return orNothing(() => this.pay(edition));
  }

  /** Whether the data of an edition has no problems. */
  async hasData(edition: Edition): Promise<boolean> {
    return (await orNothing(() => this.data(edition))) !== undefined;
  }

  #session(applied: ReadonlySet<Change>): Session {
    const { project } = this.#sides.head;
    const edits = [...applied].flatMap((change) => (change.kind === "lines" ? [change.edit] : []));
    const texts = this.#edits.composed(new Set(edits));
    const raw = texts.get(CONFIG_FILE) ?? "{}";
    const { config, diagnostics } = parseConfig({ path: CONFIG_FILE, text: withoutMark(raw) });
    const host = memoryHost(Object.fromEntries(texts));
    const workspace = new Workspace(host, config.calendar, this.#workspace);
    this.#workspace = workspace;
    return {
      root: project.root,
      config: this.#placed(config, applied),
      configText: raw,
      workspace,
      places: new Places(this.#io.cwd, project.root, workspace, this.#sides.called),
      paths: this.#planFiles.filter((path) => texts.has(path)),
      isWhole: true,
      problems: diagnostics,
    };
  }

  /** The configuration with the data of the side whose data it is. */
  #placed(config: ProjectConfig, applied: ReadonlySet<Change>): ProjectConfig {
    const { base, head } = this.#sides;
    const old = new Set([
      ...this.#onlyOld,
      ...this.changes.flatMap((change) =>
        change.kind === "data" && !applied.has(change) ? [change.file] : [],
      ),
    ]);
    const data = [...config.data].map(([source, settings]) => {
      const { file } = settings;
      return [source, { ...settings, file: (old.has(file) ? base : head).data(file) }] as const;
    });
    return { ...config, data: new Map(data) };
  }
}

/** What a project says about data. */
export function settingsOf({ data }: ProjectConfig): string {
  return JSON.stringify(
    [...data].map(([name, { columns, values, ...rest }]) => [
      name,
      rest,
      [...columns],
      [...values].map(([field, known]) => [field, [...known]]),
    ]),
  );
}

function withoutPlaces(part: unknown): unknown {
  return JSON.parse(
    JSON.stringify(part, (key, value: unknown) => (key === "origin" ? undefined : value)),
  ) as unknown;
}

async function orNothing<Value>(work: () => Promise<Value>): Promise<Value | undefined> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof Refusal) return undefined;
    throw error;
  }
}

/** A side that pays nothing in the period pays nobody. */
function dueOrNothing(plans: readonly Planned[], period: string | undefined): readonly Due[] {
  try {
    return dueIn(plans, period).due;
  } catch (error) {
    if (error instanceof UsageError) return [];
    throw error;
  }
}

/** The configuration of a project, and the files that its plans are written in. */
function textsOf(project: Project | undefined): Texts {
  if (project === undefined) return new Map([[CONFIG_FILE, "{}"]]);
  const host = nodeHost(project.root);
  const workspace = new Workspace(host, project.config.calendar);
  for (const path of project.plans) workspace.check(path);
  const plans = workspace.paths().flatMap((path) => {
    const text = host.read(path);
    return text === undefined ? [] : [[path, text] as const];
  });
  return new Map([[CONFIG_FILE, project.raw], ...plans]);
}

/** The files of data that both sides read, and that are different. */
function changedData({ base, head, isSame }: Sides): string[] {
  if (base.project === undefined) return [];
  const now = new Set(dataOf(head.project));
  return dataOf(base.project)
    .filter((file) => now.has(file) && !isSame(file))
    .sort();
}

function dataOf({ config }: Project): string[] {
  return [...new Set([...config.data.values()].map(({ file }) => file))];
}
