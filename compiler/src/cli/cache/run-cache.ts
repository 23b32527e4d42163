/**
 * What earlier runs of a project have computed: whoever's pay depends on nothing that has changed since is paid by it.
 *
 * INVARIANT: a run that reads it writes the same bytes as one that doesn't.
 */
import type { Period } from "@attain/runtime";
import type { Evaluator } from "../../evaluate/evaluator.ts";
import type { PaidAmounts } from "../../evaluate/run.ts";
import type { Planned } from "../programs.ts";
import type { Session } from "../session.ts";
import { type Entry, entryOf, paidOf, type Statement } from "./entry.ts";
import { type Keys, keysOf } from "./keys.ts";
import { CacheFile } from "./store.ts";

export class RunCache {
  readonly #session: Session;
  readonly #isRead: boolean;
  readonly #keys = new Map<Planned, Keys | undefined>();
  readonly #parts = new Map<Planned, Map<string, PartCache>>();

  /** Unless it is read it is only written. */
  constructor(session: Session, isRead: boolean) {
    this.#session = session;
    this.#isRead = isRead;
  }

  /** Of one plan and pay period, before anybody is paid; undefined where nothing can be kept. */
  open(planned: Planned, period: Period, evaluator: Evaluator): PartCache | undefined {
    if (!this.#keys.has(planned))
      this.#keys.set(planned, keysOf(this.#session, planned, evaluator));
    const keys = this.#keys.get(planned);
    if (keys === undefined) return undefined;
    const name = `${period.name}/${planned.plan.name}`;
    const file = new CacheFile<Entry>(this.#session.root, name);
    const part = new PartCache(planned, file, keys, this.#isRead);
    const own = this.#parts.get(planned) ?? new Map<string, PartCache>();
    this.#parts.set(planned, own.set(period.name, part));
    return part;
  }

  /** The same, once it is open. */
  part(planned: Planned, { name }: Period): PartCache | undefined {
    return this.#parts.get(planned)?.get(name);
  }

  save(): void {
    for (const parts of this.#parts.values()) for (const part of parts.values()) part.save();
  }
}

/** One plan and one pay period. */
export class PartCache {
  readonly #planned: Planned;
  readonly #file: CacheFile<Entry>;
  readonly #keys: Keys;
  readonly #isRead: boolean;
  readonly #entries: Map<string, Entry>;
  #isChanged = false;

  constructor(planned: Planned, file: CacheFile<Entry>, keys: Keys, isRead: boolean) {
    this.#planned = planned;
    this.#file = file;
    this.#keys = keys;
    this.#isRead = isRead;
    this.#entries = new Map(file.read().map((entry) => [entry.payee, entry]));
  }

  /** What somebody was paid, if it is what they are paid now. */
  paid(payee: string): PaidAmounts | undefined {
    const entry = this.#entries.get(payee);
    const isCurrent = this.#isRead && entry?.key === this.#keys.ofPay(payee);
    return entry !== undefined && isCurrent ? paidOf(this.#planned.plan, entry) : undefined;
  }

  keep(paid: PaidAmounts): void {
    this.#set(entryOf(this.#keys.ofPay(paid.payee), paid));
  }

  /** Nobody else is paid by the plan any more. */
  keepOnly(payees: readonly string[]): void {
    const paid = new Set(payees);
    for (const payee of this.#entries.keys()) {
      if (paid.has(payee)) continue;
      this.#entries.delete(payee);
      this.#isChanged = true;
    }
  }

  /** The texts of a statement, made only if what they depend on has changed: somebody's pay, and `more`. */
  statement(
    payee: string,
    more: unknown,
    hasCurve: boolean,
    make: () => Statement["texts"],
  ): Statement["texts"] {
    const entry = this.#entries.get(payee);
    const key = JSON.stringify([more, hasCurve ? this.#keys.ofCurve() : ""]);
    if (this.#isRead && entry?.statement?.key === key) return entry.statement.texts;
    const texts = make();
    if (entry !== undefined) this.#set({ ...entry, statement: { key, texts } });
    return texts;
  }

  #set(entry: Entry): void {
    this.#entries.set(entry.payee, entry);
    this.#isChanged = true;
  }

  save(): void {
    if (this.#isChanged) this.#file.write([...this.#entries.values()]);
  }
}
