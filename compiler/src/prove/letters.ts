/** Letters: what a plan doesn't know and the data will, such as a quota; each with what is promised of it. */
import type { PeriodKind } from "@attain/runtime";
import type { Rational } from "../evaluate/rational.ts";
import { Form } from "./form.ts";

/** How a test would give it a value; undefined for what can only come from rows. */
type Giving =
  | { readonly kind: "credit"; readonly name: string; readonly period: PeriodKind }
  /** What was credited before the period at hand: a witness is of a period that has none before it. */
  | { readonly kind: "earlier"; readonly name: string }
  | { readonly kind: "measure" | "keyed field" | "payee field"; readonly name: string };

/** A question that isn't about an amount, such as which role somebody has, and how a test answers it. */
export interface Question {
  readonly kind: "keyed field" | "payee field" | "measure";
  readonly name: string;
  readonly values: readonly (string | boolean)[];
}

interface Promise_ {
  readonly value: Rational;
  readonly open: boolean;
}

export interface Letter {
  readonly id: string;
  readonly key: string;
  readonly unit: string;
  readonly low?: Promise_;
  readonly high?: Promise_;
  readonly giving?: Giving;
  /** What a witness takes for it first. */
  readonly usual: Rational;
}

/** All letters of one plan, by what they stand for. */
export class Letters {
  readonly #byKey = new Map<string, Letter>();
  readonly #byId = new Map<string, Letter>();
  /** By how they are asked. */
  readonly questions: Map<string, Question> = new Map();

  /** The letter of what has this key; it is described when it is met for the first time. */
  of(key: string, describe: () => Omit<Letter, "id">): Form {
    const known = this.#byKey.get(key);
    if (known !== undefined) return Form.letter(known.id);
    const letter = { ...describe(), id: `v${this.#byKey.size}` };
    this.#byKey.set(key, letter);
    this.#byId.set(letter.id, letter);
    return Form.letter(letter.id);
  }

  get(id: string): Letter | undefined {
    return this.#byId.get(id);
  }

  all(): readonly Letter[] {
    return [...this.#byId.values()];
  }

  /** What may be zero counts as above zero: the case of zero is the edge of that one. */
  isPositive(id: string): boolean {
    const low = this.#byId.get(id)?.low;
    return low !== undefined && !low.value.isNegative();
  }

  mayBeZero(id: string): boolean {
    const { low } = this.#byId.get(id) ?? {};
    return low === undefined || low.value.isNegative() || (low.value.isZero() && !low.open);
  }

  rangeOf(id: string): { readonly low?: Promise_; readonly high?: Promise_ } {
    const { low, high } = this.#byId.get(id) ?? {};
    return {
      ...(low === undefined ? {} : { low: low.value.isZero() ? { ...low, open: true } : low }),
      ...(high === undefined ? {} : { high }),
    };
  }
}
