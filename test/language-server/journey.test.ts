// Payouts of whole projects, clause by clause: what is gone through is what is paid.
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";
import { payPayee } from "../../compiler/src/evaluate/run.ts";
import { formatNumber } from "../../compiler/src/evaluate/format.ts";
import { Fault } from "../../compiler/src/evaluate/fault.ts";
import { positionAt } from "../../compiler/src/text/source-file.ts";
import { clauseLines } from "../../language-server/src/debug/clause-lines.ts";
import { journeyOf } from "../../language-server/src/debug/journey.ts";
import { back, out, over } from "../../language-server/src/debug/moves.ts";
import type { Journey, Stop } from "../../language-server/src/debug/stop.ts";
import { LastGood, type Payable, readIn } from "../../language-server/src/preview/last-good.ts";
import { type Scene, sceneOf } from "../../language-server/src/preview/scene.ts";
import { repositoryFiles } from "../support/repository.ts";
import { projectOf } from "../support/marked-plans.ts";

const root = fileURLToPath(new URL("../..", import.meta.url));

const files = repositoryFiles();

const folders = files.flatMap(
  ({ path }) => /^((?:examples|compiler\/templates)\/.*)\/attain\.json$/.exec(path)?.[1] ?? [],
);

interface Staged {
  readonly payable: Payable;
  readonly scene: Scene;
}

/** What each test of the plans of a folder computes. */
function stagesIn(folder: string): Staged[] {
  const plans = files.filter(
    ({ path }) => path.startsWith(`${folder}/plans/`) && path.endsWith(".plan"),
  );
  const texts = Object.fromEntries(
    plans.map(({ path, text }) => [path.slice(folder.length + 1), text]),
  );
  const config = readFileSync(join(root, folder, "attain.json"), "utf8");
  const project = projectOf({ ...texts, "attain.json": config });
  return project.views().flatMap((view) => {
    const payable = new LastGood().of(view);
    return (payable?.tests ?? []).flatMap(({ title, case: line }) => {
      const wish = { test: title, ...(line === undefined ? {} : { case: line }) };
      const scene = payable && sceneOf(payable, wish, undefined);
      return payable === undefined || scene === undefined ? [] : [{ payable, scene }];
    });
  });
}

test("there are projects to go through", () => {
  expect(folders.length).toBeGreaterThan(15);
});

test.each(folders)("every test of %s", (folder) => {
  const stages = stagesIn(folder);
  expect(stages.length).toBeGreaterThan(0);
  for (const { payable, scene } of stages) {
    const { plan, payee, period } = scene;
    const scope = { payee, period };
    const journey = journeyOf(scene.evaluator(plan), scope, readIn(payable));
    const last = journey.stops.at(-1);
    expect(last?.fault ?? last?.values()[0]?.value).toEqual(payoutOf(scene));
    expectWhole(journey);
    expectMoves(journey);
    expectOnLines(journey, scene, payable);
  }
});

function payoutOf({ evaluator, plan, payee, period }: Scene): unknown {
  try {
    return formatNumber(payPayee(evaluator(plan), payee, period).payout.amount, plan.currency);
  } catch (error) {
    if (error instanceof Fault) return error;
    throw error;
  }
}

/** Each clause that begins ends, in its frame; the payout at its last line. */
function expectWhole({ stops }: Journey): void {
  const open: Stop[] = [];
  for (const stop of stops) {
    stop.values();
    if (stop.moment === "before") open.push(stop);
    if (stop.moment === "after") {
      const begun = open.pop();
      expect(begun?.frame).toEqual(stop.frame);
      if (stop !== stops.at(-1)) expect(begun?.origin).toEqual(stop.origin);
    }
    const { caller } = stop.frame;
    if (caller !== undefined) expect(stops[caller]?.frame.depth).toBe(stop.frame.depth - 1);
  }
  if (stops.at(-1)?.fault === undefined) expect(open).toEqual([]);
}

/** Steps over, out and back lead where they should. */
function expectMoves({ stops }: Journey): void {
  const isPaid = stops.at(-1)?.fault === undefined;
  for (const [i, stop] of stops.entries()) {
    const after = over(stops, i);
    if (stop.moment === "before" && after !== undefined && isPaid)
      expect(stops[after]?.frame).toBe(stop.frame);
    const left = out(stops, i);
    if (left !== undefined) expect(stops[left]?.frame.depth).toBeLessThan(stop.frame.depth);
    const before = back(stops, i);
    expect(before === undefined).toBe(i === 0);
  }
}

/** A debugger can halt wherever it stands. */
function expectOnLines({ stops }: Journey, { plan }: Scene, { checked }: Payable): void {
  const missed = new Set<string>();
  for (const { origin, fault } of stops) {
    const file = checked.modules.get(origin.path)?.file;
    if (file === undefined) throw new Error(`There is no ${origin.path}.`);
    const { line } = positionAt(file, origin.start);
    if (fault === undefined && !clauseLines(plan, file).has(line))
      missed.add(file.text.split("\n")[line - 1] ?? "");
  }
  expect([...missed]).toEqual([]);
}
