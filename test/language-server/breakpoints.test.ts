// Breakpoints with conditions, hit counts and logs, against the bundled debug adapter.
import type { DebugProtocol } from "@vscode/debugprotocol";
import { expect, test } from "vitest";
import { type Debugger, debuggerOn } from "../support/debug-client.ts";
import { DATA, project } from "../support/debug-project.ts";
import { PLAN } from "../support/sample-plan.ts";

/** A session that halts at the line of a mark, and how a breakpoint there was taken. */
async function halting(
  given: Omit<DebugProtocol.SourceBreakpoint, "line">,
  data = DATA,
): Promise<Halting> {
  const source = project(
    PLAN.replace("worth", "/*worth*/worth").replace("  never above", "  /*cap*/never above"),
    data,
  );
  const session = await debuggerOn(source);
  await session.launch();
  const set = async (mark: string, more = given): Promise<DebugProtocol.Breakpoint> => {
    const place = { path: session.path("plans/main.plan") };
    const { breakpoints } = await session.request<{ breakpoints: DebugProtocol.Breakpoint[] }>(
      "setBreakpoints",
      { source: place, breakpoints: [{ line: session.lineOf(mark), ...more }] },
    );
    const [first] = breakpoints;
    if (first === undefined) throw new Error("No breakpoint was set.");
    return first;
  };
  return { ...session, set };
}

interface Halting extends Debugger {
  readonly set: (
    mark: string,
    given?: Omit<DebugProtocol.SourceBreakpoint, "line">,
  ) => Promise<DebugProtocol.Breakpoint>;
}

test("a condition is of the deal, the payee and the period at hand", async () => {
  const { set, move, lineOf, seen } = await halting({
    condition: "amount < 55,000 USD and attainment > 100%",
  });
  expect(await set("worth")).toEqual({ verified: true, line: lineOf("worth") });
  // 110,000 of 100,000, and D-1 has 60,000
  expect((await move("continue"))?.stack[0]).toBe("Sales D-2: worth amount");
  // 60,000 + 50,000 against 100,000
  expect(await seen("Condition")).toEqual(["amount: 50,000.00 USD", "attainment: 110%"]);
  expect((await move("continue"))?.reason).toBe("step");
  expect((await move("reverseContinue"))?.stack[0]).toBe("Sales D-2: worth amount");
  expect(await set("cap", { condition: "role is AE and quota is 100,000 USD" })).toMatchObject({
    verified: true,
  });
  expect((await move("continue"))?.stack[0]).toContain("commission: never above");
});

test("a condition that is none says so, in words of the language", async () => {
  const { set, move } = await halting({});
  expect(await set("worth", { condition: "amont > 5 USD" })).toMatchObject({
    verified: false,
    message: expect.stringContaining("Did you mean `amount`?") as unknown,
  });
  expect(await set("worth", { condition: "amount" })).toEqual({
    verified: false,
    message: "`amount` isn't a condition: it is neither yes nor no.",
  });
  expect(await set("worth", { hitCondition: "often" })).toMatchObject({ verified: false });
  expect(await set("worth", { condition: "amount > 1,000,000 USD" })).toMatchObject({
    verified: true,
    message: "This payout comes by here, but never so.",
  });
  expect(await move("continue")).toMatchObject({ reason: "step", stack: [{}] });
});

test("where it can't be told whether a condition holds, it halts", async () => {
  const unknown = DATA.replace("ada,FY2026-Q1,100000,8000\n", "");
  const { set, move } = await halting({ condition: "amount < quota" }, unknown);
  expect(await set("worth")).toMatchObject({
    verified: true,
    message: expect.stringMatching(/^It can't be told whether this holds: ATN9001 /) as unknown,
  });
  expect((await move("continue"))?.stack[0]).toBe("Sales D-1: worth amount");
});

test("a number of times counts those that the condition holds", async () => {
  const { set, move } = await halting({});
  await set("worth", { hitCondition: "2" });
  expect((await move("continue"))?.stack[0]).toBe("Sales D-2: worth amount");
  await set("worth", { hitCondition: "2", condition: "amount > 55,000 USD" });
  expect((await move("reverseContinue"))?.reason).toBe("entry");
  await set("worth", { hitCondition: "% 2" });
  expect((await move("continue"))?.stack[0]).toBe("Sales D-2: worth amount");
});

test("a log in place of a halt, with values of where it stands", async () => {
  const { set, move, output } = await halting({
    logMessage: "{Deals.id}: {amount x 2} of {quota}, {amont}",
  });
  await set("worth");
  expect(await move("continue")).toMatchObject({ reason: "step", stack: [{}] });
  const [, ...logged] = output().trim().split("\n");
  // 2 x 60,000 and 2 x 50,000
  expect(logged.map((line) => line.split(", {")[0])).toEqual([
    "D-1: 120,000.00 USD of 100,000.00 USD",
    "D-2: 100,000.00 USD of 100,000.00 USD",
  ]);
  expect(logged[0]).toContain("Did you mean `amount`?");
});

test("a step over halts at a breakpoint inside", async () => {
  const { set, move, request } = await halting({});
  await set("worth");
  await move("next");
  expect(await move("next")).toMatchObject({ reason: "breakpoint", stack: [{}, {}, {}] });
  const { stackFrames } = await request<{ stackFrames: { id: number }[] }>("stackTrace");
  const [deal, , payout] = stackFrames;
  // A watch is of the frame that is looked at.
  const watch = { expression: "amount x 2" };
  expect(await request("evaluate", { ...watch, frameId: deal?.id })).toMatchObject({
    result: "120,000.00 USD",
    type: "USD",
  });
  await expect(request("evaluate", { ...watch, frameId: payout?.id })).rejects.toThrow("`amount`");
});
