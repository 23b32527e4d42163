/** Every rule of every stage, by its code. */
import type { Rule } from "../diagnostic.ts";
import * as data from "./data.ts";
import * as kpis from "./kpis.ts";
import * as money from "./money.ts";
import * as names from "./names.ts";
import * as plans from "./plans.ts";
import * as project from "./project.ts";
import * as reading from "./reading.ts";
import { RULES } from "./running.ts";
import * as tidy from "./tidy.ts";
import * as types from "./types.ts";

const running = Object.values(RULES).map(({ rule }) => rule);

export const CATALOGUE: ReadonlyMap<string, Rule> = new Map(
  [
    ...Object.values(reading),
    ...Object.values(names),
    ...Object.values(types),
    ...Object.values(plans),
    ...Object.values(kpis),
    ...Object.values(money),
    ...Object.values(tidy),
    ...Object.values(data),
    ...Object.values(project),
    ...running,
  ].map((rule) => [rule.code, rule]),
);

/** The names of findings that a plan may allow, and whose level a project may set. */
export const ALLOWABLE: ReadonlySet<string> = new Set(
  [...CATALOGUE.values()]
    .filter(({ severity, code }) => severity !== "error" && !/^ATN[89]/.test(code))
    .map(({ name }) => name),
);
