// Generated plans and rows: what DuckDB adds up is what the credits of the reference evaluator add up to.
import type { DuckDBConnection } from "@duckdb/node-api";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { connect } from "../../compiler/src/host/duckdb.ts";
import { adversarialData, adversarialPlan } from "../kernel/adversarial.ts";
import type { Held, Job } from "../kernel/held-rows.ts";
import { check, compile, hold, mistakes, periodsOf } from "../property/evaluators.ts";
import { again, patience, seeds } from "../property/runs.ts";
import { generate } from "../support/generators.ts";
import { heldBySql } from "./held-by-sql.ts";

const PLANS = 20;
const HARD_PLANS = 15;
const DATASETS = 4;

let connection: DuckDBConnection;
beforeAll(async () => {
  connection = await connect();
});
afterAll(() => connection.closeSync());

function* hardJobs(plans: number): Generator<Job & { readonly seed: number }> {
  for (const seed of seeds(plans)) {
    const compiled = compile(adversarialPlan(seed));
    for (let i = 0; i < DATASETS; i += 1) {
      const dataset = hold(compiled, adversarialData(seed * DATASETS + i));
      yield { ...compiled, dataset, periods: periodsOf(compiled), seed };
    }
  }
}

function agreeing(found: readonly Held[]): number {
  return found.reduce((sum, held) => sum + held.agreeing, 0);
}

describe("DuckDB", () => {
  test("adds up the credits of generated plans", { timeout: patience(PLANS) * 5 }, async () => {
    const found: Held[] = [];
    for (const seed of seeds(PLANS)) {
      const { plan, data } = generate(seed);
      if (mistakes(check(plan)).length > 0) continue;
      const compiled = compile(plan);
      const job = { ...compiled, dataset: hold(compiled, data), periods: periodsOf(compiled) };
      const held = await heldBySql(connection, job);
      expect(held.differences, again(seed)).toEqual([]);
      found.push(held);
      console.log(held.agreeing, held.faulty, held.needless, held.unsupported.join("|"));
    }
    expect(agreeing(found)).toBeGreaterThan(found.length);
  });

  test(
    "is exact about 2^53 and 2^63",
    { timeout: patience(HARD_PLANS * DATASETS) * 5 },
    async () => {
      const found: Held[] = [];
      for (const job of hardJobs(HARD_PLANS)) {
        const held = await heldBySql(connection, job);
        expect(held.differences, again(job.seed)).toEqual([]);
        found.push(held);
      }
      expect(agreeing(found)).toBeGreaterThan(found.length);
    },
  );

  // Otherwise agreement would mean nothing.
  test.each<[string, (sql: string) => string]>([
    ["rounds away another way", (sql) => sql.replaceAll("THEN -1", "THEN 1")],
    ["takes in what is excluded", (sql) => sql.replaceAll(" < ", " <= ")],
    ["forgets a condition", (sql) => sql.replaceAll(" AND ", " OR ")],
    ["adds up what is missing", (sql) => sql.replaceAll(" IS NULL)", " IS NOT NULL)")],
  ])(
    "a fault that %s is caught",
    { timeout: patience(HARD_PLANS * DATASETS) * 5 },
    async (_, broken) => {
      for (const job of hardJobs(HARD_PLANS)) {
        const held = await heldBySql(connection, job, broken);
        if (held.differences.length > 0) return;
      }
      expect.unreachable("no difference was found");
    },
  );
});
