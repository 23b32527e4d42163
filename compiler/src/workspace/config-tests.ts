/** What attain.json asks of tests: how much they cover and notice, and the statements that are held to accepted ones. */
import type { ConfigNode, ConfigReader } from "./config-reader.ts";
import { quoted, textOf } from "./config-reader.ts";

export interface TestSettings {
  /** The least coverage, in percent. */
  readonly coverage?: number;
  /** The least part of the changes of plans that tests notice, in percent. */
  readonly mutation?: number;
  /** By name. */
  readonly statements: ReadonlyMap<string, GoldenStatement>;
}

/** A statement that stays as it was accepted. */
export interface GoldenStatement {
  /** The key or the name of whoever is paid. */
  readonly payee: string;
  readonly period: string;
}

export const NO_TEST_SETTINGS: TestSettings = { statements: new Map() };

const SETTINGS = ["coverage", "mutation", "statements"] as const;

export function readTests(reader: ConfigReader, node: ConfigNode): TestSettings {
  const { coverage, mutation, statements } = reader.settings(node, "`tests`", SETTINGS);
  const least = {
    coverage: coverage && reader.percent(coverage, "`coverage`"),
    mutation: mutation && reader.percent(mutation, "`mutation`"),
  };
  return {
    ...(least.coverage === undefined ? {} : { coverage: least.coverage }),
    ...(least.mutation === undefined ? {} : { mutation: least.mutation }),
    statements: statements === undefined ? new Map() : readStatements(reader, statements),
  };
}

function readStatements(reader: ConfigReader, node: ConfigNode): Map<string, GoldenStatement> {
  const found = new Map<string, GoldenStatement>();
  for (const [key, value] of reader.entries(node, "`statements`")) {
    reader.textLike(key, quoted(key), NAME_WORDS, (text) => NAME.test(text));
    const settings = reader.settings(value, quoted(key), ["payee", "period"] as const);
    const payee = settings.payee && reader.text(settings.payee, "`payee`", "a key or a name");
    const period =
      settings.period && reader.text(settings.period, "`period`", "the name of a period");
    const isWhole = settings.payee !== undefined && settings.period !== undefined;
    if (value.type === "object" && !isWhole)
      reader.missing(
        value,
        quoted(key),
        settings.payee === undefined ? "whose it is" : "of when it is",
        WHOSE,
      );
    if (payee !== undefined && period !== undefined) found.set(textOf(key), { payee, period });
  }
  return found;
}

/** The name is that of a file, too. */
const NAME = /^[a-z0-9][a-z0-9-]*$/;
const NAME_WORDS = "a name of small letters, digits and hyphens";
const WHOSE = 'Write `{ "payee": "ada", "period": "FY2026-Q1" }`, for example.';
