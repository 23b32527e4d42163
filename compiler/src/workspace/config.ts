/** The configuration of a project: what attain.json says, typed, or what is wrong with it. */
import type { Calendar } from "@attain/runtime";
import type { SourceSettings } from "../data/settings.ts";
import { type Diagnostic, inReadingOrder } from "../diagnostics/diagnostic.ts";
import { NO_TEST_SETTINGS, readTests, type TestSettings } from "./config-tests.ts";
import type { SourceFile } from "../text/source-file.ts";
import { readCalendar } from "./config-calendar.ts";
import { readData } from "./config-data.ts";
import { type ConfigNode, ConfigReader, quoted, textOf } from "./config-reader.ts";

type LintLevel = "off" | "info" | "warning" | "error";

export interface ProjectConfig {
  readonly file: SourceFile;
  /** Patterns of plan files, from the project's folder. */
  readonly plans: readonly string[];
  /** Undefined where the project says nothing of it. */
  readonly calendar: Calendar | undefined;
  /** By source. */
  readonly data: ReadonlyMap<string, SourceSettings>;
  /** By the name of a rule. */
  readonly lint: Readonly<Record<string, LintLevel>>;
  /** The folder that runs write to. */
  readonly output: string;
  readonly tests: TestSettings;
  /** Modules with rules of the project's own. */
  readonly rules: readonly string[];
}

export interface ParsedConfig {
  /** What could be read. Where anything is wrong, it serves to say more about the plans, but not to run them. */
  readonly config: ProjectConfig;
  readonly diagnostics: readonly Diagnostic[];
}

/** The file in a project's folder that holds its configuration. */
export const CONFIG_FILE = "attain.json";

const SETTINGS = [
  "$schema",
  "plans",
  "calendar",
  "data",
  "lint",
  "output",
  "tests",
  "rules",
] as const;
const LINT_LEVELS: readonly LintLevel[] = ["off", "info", "warning", "error"];

export function parseConfig(file: SourceFile): ParsedConfig {
  const reader = new ConfigReader(file);
  const root = reader.root();
  const config = root === undefined ? emptyConfig(file) : readConfig(reader, root, file);
  return { config, diagnostics: inReadingOrder(reader.diagnostics) };
}

/** The configuration that says nothing. */
export function emptyConfig(file: SourceFile = { path: CONFIG_FILE, text: "{}" }): ProjectConfig {
  return {
    file,
    plans: ["plans/**/*.plan"],
    calendar: undefined,
    data: new Map(),
    lint: {},
    output: "out",
    tests: NO_TEST_SETTINGS,
    rules: [],
  };
}

function readConfig(reader: ConfigReader, root: ConfigNode, file: SourceFile): ProjectConfig {
  const { $schema, plans, calendar, data, lint, output, tests, rules } = reader.settings(
    root,
    CONFIG_FILE,
    SETTINGS,
  );
  if ($schema !== undefined) reader.text($schema, "`$schema`", "the place of a schema");
  const folder = output && reader.text(output, "`output`", "the name of a folder");
  return {
    ...emptyConfig(file),
    ...(plans === undefined ? {} : { plans: readPatterns(reader, plans) }),
    ...(calendar === undefined ? {} : { calendar: readCalendar(reader, calendar) }),
    ...(data === undefined ? {} : { data: readData(reader, data) }),
    ...(lint === undefined ? {} : { lint: readLint(reader, lint) }),
    ...(folder === undefined ? {} : { output: folder }),
    ...(rules === undefined ? {} : { rules: readModules(reader, rules) }),
    ...(tests === undefined ? {} : { tests: readTests(reader, tests) }),
  };
}

function readPatterns(reader: ConfigReader, node: ConfigNode): string[] {
  const expected = "a list of patterns such as `plans/**/*.plan`";
  const patterns = reader.list(node, "`plans`", expected);
  if (node.type === "array" && patterns.length === 0) reader.reportWrong(node, "`plans`", expected);
  return patterns.flatMap(
    (pattern) => reader.text(pattern, "A part of `plans`", "a pattern") ?? [],
  );
}

function readModules(reader: ConfigReader, node: ConfigNode): string[] {
  const modules = reader.list(node, "`rules`", "a list of modules such as `lint/rules.mjs`");
  return modules.flatMap((one) => reader.text(one, "A part of `rules`", "a module") ?? []);
}

function readLint(reader: ConfigReader, node: ConfigNode): Record<string, LintLevel> {
  return Object.fromEntries(
    reader.entries(node, "`lint`").flatMap(([key, value]) => {
      const level = reader.choice(value, quoted(key), "a level", LINT_LEVELS);
      return level === undefined ? [] : [[textOf(key), level] as const];
    }),
  );
}
