/**
 * What the server and an editor's extension say to each other beyond the Language Server Protocol. Plain data: amounts
 * are text, as people read them (`text`) and as programs do (`exact`).
 */

/** What an extension tells the server when it starts it; all may be left out. */
export interface InitializationOptions {
  /** The commands that the extension knows. Lenses and actions that need another one aren't offered. */
  readonly clientCommands?: readonly ClientCommand[];
  /** Where the pages of the diagnostics are: `CODE.md` is added. The server's own copies, if it isn't said. */
  readonly pages?: string;
  /** For a server in a browser, which has no disk: what there is when it starts. */
  readonly files?: FilesParams["files"];
}

/**
 * `attain.showReferences`: URI, position, locations. `attain.rename`: URI, position: begins renaming there.
 * `attain.preview`: URI, name of the plan. `attain.runTest`: URI, title of the test: the server runs it for an editor
 * that doesn't.
 */
export type ClientCommand =
  "attain.showReferences" | "attain.rename" | "attain.preview" | "attain.runTest";

/** Counted from 0, as the protocol counts. */
export interface WirePosition {
  readonly line: number;
  readonly character: number;
}

/** A place in a plan, as it is now. */
export interface WirePlace {
  readonly uri: string;
  readonly range: { readonly start: WirePosition; readonly end: WirePosition };
}

export interface WireAmount {
  /** `14,750.00 USD`. */
  readonly text: string;
  /** `14750.00`, or a fraction where the digits don't end. */
  readonly exact: string;
}

/** Request `attain/preview`: what a plan pays one person for one period, as its text is now. */
export const PREVIEW = "attain/preview";

export interface PreviewParams {
  /** A plan file. */
  readonly uri: string;
  /** The first plan of the file, if it isn't said. */
  readonly plan?: string;
  /** The key of a person; the first of those whom the plan is for. */
  readonly payee?: string;
  /** A pay period; the last in which this person has credits. */
  readonly period?: string;
  /** The data of the project; where it has none, or a test is named, the rows and values of a test. */
  readonly test?: string;
  /** What if the payee had reached so much: the value of the axis as decimal text, `1.2` for 120%. */
  readonly reached?: string;
  /** Keys and names of people are replaced by `Person 1`, `Person 2` … in all that is answered. */
  readonly hidesNames?: boolean;
}

export interface Preview {
  /**
   * `current`: of the text as it is. `earlier`: of the last text that could be paid by, since the one of now can't.
   * `none`: there has been no such text, or no data.
   */
  readonly of: "current" | "earlier" | "none";
  /** Why it isn't of the text as it is, or what keeps it from being paid. */
  readonly problem?: PreviewProblem;
  /** What the problem keeps from being paid by: the text, the data, or for this payee and period alone. */
  readonly hinders?: "text" | "data" | "payout";
  readonly choices: PreviewChoices;
  readonly pay?: Pay;
}

export interface PreviewProblem {
  /** Of a diagnostic, if it is one. */
  readonly code?: string;
  readonly message: string;
  readonly help?: string;
  readonly at?: WirePlace;
}

/** What can be chosen, and what is. */
export interface PreviewChoices {
  readonly plans: readonly { readonly name: string; readonly label?: string }[];
  readonly payees: readonly { readonly key: string; readonly name: string }[];
  readonly periods: readonly string[];
  readonly tests: readonly string[];
  readonly plan?: string;
  readonly payee?: string;
  readonly period?: string;
  readonly test?: string;
}

export interface Pay {
  readonly payout: WireAmount;
  /** The words of the letter for the sum, or `payout`. */
  readonly label: string;
  /** One for each component, then the steps on their sum. They add up to the payout. */
  readonly lines: readonly PayLine[];
  /** Measures, totals and parameters, as people call them. */
  readonly values: readonly PayValue[];
  /** The deals that were credited, by credit. */
  readonly deals: readonly CreditedDeals[];
  /** Numbers to show in the text, at the ends of lines. */
  readonly inline: readonly InlineNumber[];
  /** What the payout was by the version in git, if there is one and it differs. */
  readonly before?: { readonly payout: WireAmount; readonly difference: WireAmount };
  /** With `reached`: the value that the axis has then. */
  readonly reached?: WireAmount;
}

export interface PayLine {
  readonly text: string;
  readonly amount?: WireAmount;
  readonly at?: WirePlace;
  /** The row of data that it comes from. */
  readonly row?: { readonly source: string; readonly row: number };
  readonly parts: readonly PayLine[];
  /** Whether the amounts of the parts make that of the line. */
  readonly adds: boolean;
}

export interface PayValue {
  readonly name: string;
  readonly value: WireAmount;
  /** Its definition with the values in it. */
  readonly how?: string;
  readonly at?: WirePlace;
}

export interface CreditedDeals {
  /** As people call it. */
  readonly credit: string;
  readonly total: WireAmount;
  readonly deals: readonly {
    readonly key: string;
    readonly row: number;
    readonly date: string;
    readonly credited: WireAmount;
  }[];
}

export interface InlineNumber {
  readonly uri: string;
  /** The end of the line. */
  readonly position: WirePosition;
  readonly text: string;
}

/** Request `attain/library`: the text of a file of the library, by its URI such as `attain:sales.plan`; null if there is none. */
export const LIBRARY_TEXT = "attain/library";

export interface LibraryParams {
  readonly uri: string;
}

/** Request `attain/curve`, with the parameters of `attain/preview`: the payout along what its rates run along. */
export const CURVE = "attain/curve";

export interface Curve {
  /** What it runs along: a measure or a credit, as people call it. */
  readonly axis: string;
  readonly points: readonly CurvePoint[];
  /** Where the payee is now. */
  readonly here: CurvePoint;
  /** Where one more cent of sales changes the payout by more than one unit of the currency. */
  readonly cliffs: readonly Cliff[];
}

export interface CurvePoint {
  readonly x: WireAmount;
  readonly payout: WireAmount;
}

export interface Cliff {
  readonly x: WireAmount;
  readonly below: WireAmount;
  readonly at: WireAmount;
}

/** Request `attain/testList`: the tests of a plan file, or of all, as they are written, whether they can be run or not. */
export const TEST_LIST = "attain/testList";

export interface TestListParams {
  /** All plan files of the projects that the server knows, if it isn't said. */
  readonly uri?: string;
}

export interface TestFile {
  readonly uri: string;
  readonly tests: readonly {
    readonly title: string;
    readonly plan: string;
    readonly at: WirePlace;
    /** A place for each line of its tables of cases, which are numbered from 1. */
    readonly cases: readonly WirePlace[];
  }[];
}

/** Request `attain/tests`: runs the tests of a file, or the one that is named. */
export const TESTS = "attain/tests";

export interface TestsParams {
  readonly uri: string;
  readonly title?: string;
  /** One line of its tables of cases, from 1. */
  readonly case?: number;
  /** Whether to tell what the tests that are run reach of the plans. */
  readonly coverage?: boolean;
}

export interface TestOutcome {
  readonly title: string;
  /** Which line of a table of cases, from 1. */
  readonly case?: number;
  readonly passed: boolean;
  readonly at: WirePlace;
  /** Of a test that passes, what it expects: `commission is 4,000.00 USD`. */
  readonly held: readonly string[];
  readonly failures: readonly {
    readonly message: string;
    readonly expected?: string;
    readonly actual?: string;
    readonly at: WirePlace;
    /** `100.00 USD less`. */
    readonly off?: string;
    /** What was paid, clause by clause, and the values that it came from. */
    readonly lines: readonly PayLine[];
    readonly values: readonly PayValue[];
  }[];
}

export interface FileCoverage {
  readonly uri: string;
  /** In the order of the file. */
  readonly points: readonly CoveragePoint[];
}

/** A clause, a row of a table, or one of the ways that a condition or a limit can go. */
export interface CoveragePoint {
  readonly kind: "clause" | "row" | "branch";
  readonly covered: boolean;
  /** What hasn't happened while it isn't covered: `never holds`, `never limits`. */
  readonly gap: string;
  readonly range: WirePlace["range"];
}

export interface TestsAnswer {
  /** Why none was run. */
  readonly problem?: PreviewProblem;
  readonly tests: readonly TestOutcome[];
  /** Of the file and of all that it imports, where it was asked for. */
  readonly coverage?: readonly FileCoverage[];
}

/** Request `attain/pasteTable`: what to write for cells that were copied from a spreadsheet; null if they are no table. */
export const PASTE_TABLE = "attain/pasteTable";

export interface PasteTableParams {
  readonly uri: string;
  readonly position: WirePosition;
  readonly text: string;
}

/**
 * Notification to a server in a browser, which has no disk: the texts of plan files, of attain.json and of data files. What it
 * begins with is told by `InitializationOptions`, and here what has changed.
 */
export const FILES = "attain/files";

export interface FilesParams {
  /** `text` is null for a file that is gone. */
  readonly files: readonly { readonly uri: string; readonly text: string | null }[];
}

/**
 * Notification, both ways: a message of the Debug Adapter Protocol. The server holds one adapter for each session, which sees
 * the files as they are in the editor. Files are named by their URIs, or by paths.
 */
export const DEBUG = "attain/debug";

export interface DebugParams {
  readonly session: string;
  readonly message: object;
}

/** Notification from the server: data or files have changed, so what was previewed may be different. */
export const PREVIEW_CHANGED = "attain/previewChanged";
