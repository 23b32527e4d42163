/** What commands find, in the shape that the formats for other tools are written from. */
import type { Diagnostic, Severity } from "../../diagnostics/diagnostic.ts";
import type { Answer } from "../answer.ts";
import { countsOf } from "../diagnostics.ts";
import type { PlaceJson, Places } from "../places.ts";

export interface Report {
  readonly command: string;
  readonly exit: number;
  /** What it comes to, in one line. */
  readonly summary: string;
  readonly findings: readonly Finding[];
  /** Undefined for a command that runs no tests. */
  readonly cases?: readonly Case[];
}

/** Something that is wrong, or worth knowing, in a place. */
export interface Finding {
  /** The code of a diagnostic, or what kind of remark it is. */
  readonly rule: string;
  readonly name: string;
  readonly severity: Severity;
  readonly message: string;
  readonly at: PlaceJson;
  readonly help?: string;
  readonly related: readonly { readonly message: string; readonly at: PlaceJson }[];
  readonly fixes: readonly {
    readonly title: string;
    readonly edits: readonly { readonly at: PlaceJson; readonly text: string }[];
  }[];
}

/** What is worth knowing, and nothing more. */
export const REMARK: Pick<Finding, "severity" | "related" | "fixes"> = {
  severity: "info",
  related: [],
  fixes: [],
};

/** A test, as it went. */
export interface Case {
  readonly title: string;
  readonly plan: string;
  readonly at: PlaceJson;
  /** Undefined for a test that passes. */
  readonly failure?: {
    /** What is wrong, in one line. */
    readonly message: string;
    /** All that is said of it, in lines. */
    readonly details: string;
  };
}

/** What a command says of itself beside its diagnostics. */
export type OwnReport = Pick<Report, "summary" | "cases"> & {
  readonly remarks?: readonly Finding[];
};

export function reportOf(command: string, { exit, found, report }: Answer): Report {
  const diagnostics = found?.diagnostics ?? [];
  const findings = found === undefined ? [] : diagnostics.map((one) => finding(one, found.places));
  const counts = countsOf(diagnostics);
  const { remarks = [], ...own } = report?.() ?? {
    summary: counts === "" ? "nothing is wrong" : counts,
  };
  return { command, exit, ...own, findings: [...findings, ...remarks] };
}

function finding(
  { code, name, severity, message, at, help, related, fixes }: Diagnostic,
  places: Places,
): Finding {
  return {
    rule: code,
    name,
    severity,
    message,
    at: places.locationJson(at),
    ...(help === undefined ? {} : { help }),
    related: related.map((note) => ({ message: note.message, at: places.locationJson(note.at) })),
    fixes: fixes.map(({ title, edits }) => ({
      title,
      edits: edits.map(({ span, text }) => ({
        at: places.locationJson({ file: at.file, span }),
        text,
      })),
    })),
  };
}

export function failedCases({ cases = [] }: Report): (Case & Required<Pick<Case, "failure">>)[] {
  return cases.flatMap((one) =>
    one.failure === undefined ? [] : [{ ...one, failure: one.failure }],
  );
}

/** `plans/ae.plan:26`. */
export function lineOf({ file, line }: PlaceJson): string {
  return `${file}:${line}`;
}
