// Debugging a payout over the Debug Adapter Protocol, against the bundled adapter.
import type { DebugProtocol } from "@vscode/debugprotocol";
import { expect, test } from "vitest";
import type { DebugParams } from "../../language-server/src/protocol.ts";
import { keyOf, uriOf } from "../../language-server/src/server/uris.ts";
import { editorOn } from "../support/language-client.ts";
import { debuggerOn } from "../support/debug-client.ts";
import { DATA, project } from "../support/debug-project.ts";
import { PLAN } from "../support/sample-plan.ts";

test("a payout step by step: into its clauses, over them, out of them", async () => {
  const { launch, move, seen, output } = await debuggerOn(project(PLAN));
  const first = await launch();
  expect(first).toMatchObject({
    reason: "entry",
    stack: ['payout of Ada Lovelace in FY2026-Q1: plan AccountExecutive "Account Executive Plan"'],
  });
  expect(output()).toBe("AccountExecutive, Ada Lovelace, FY2026-Q1: 9,200.00 USD\n");
  expect(await seen("Clause")).toEqual(["payee: Ada Lovelace", "period: FY2026-Q1"]);
  await move("stepIn");
  const earns = await move("stepIn");
  expect(earns?.stack[0]).toBe("commission: earns Commission on Sales");
  const credit = await move("stepIn");
  expect(credit?.stack).toEqual([
    'Sales D-1: credit Sales "Bookings" from Deals',
    "commission: earns Commission on Sales",
    'payout of Ada Lovelace in FY2026-Q1: component commission "Commission"',
  ]);
  expect(await seen("Deal")).toContain("amount: 60,000.00 USD");
  await move("next");
  await move("next");
  const worth = await move("next");
  expect(worth?.stack[0]).toBe("Sales D-1: worth amount");
  expect(await seen("Clause")).toEqual(["amount: 60,000.00 USD"]);
  expect((await move("stepOut"))?.stack[0]).toBe("commission: earns Commission on Sales");
  expect(await seen("Clause")).toEqual([
    "earned: 9,200.00 USD",
    "Commission on Sales: 9,200.00 USD",
  ]);
  expect((await move("next"))?.stack[0]).toBe(
    "commission: never above 3 x target, the excess is lost",
  );
  expect(await seen("Clause")).toEqual(["before: 9,200.00 USD"]);
});

test("over the components one by one, each before and after", async () => {
  const second = `
  component bonus "Bonus"
    earns 500 USD
    rounded half even to cent

  payout
    never above 9,500 USD, the excess is lost
`;
  const { launch, move, seen } = await debuggerOn(project(PLAN + second));
  await launch();
  const lines: (string | undefined)[] = [];
  for (const _ of Array.from({ length: 7 })) {
    const shown = await move("next");
    lines.push(shown?.stack[0]?.split(": ")[1]);
  }
  expect(lines).toEqual([
    'component commission "Commission"',
    'component commission "Commission"',
    'component bonus "Bonus"',
    'component bonus "Bonus"',
    "never above 9,500 USD, the excess is lost",
    // The end of the payout, at its last line.
    "never above 9,500 USD, the excess is lost",
    undefined,
  ]);
  await move("stepBack");
  // 9,200 + 500 = 9,700
  expect(await seen("Clause")).toEqual(["before: 9,700.00 USD", "after: 9,500.00 USD"]);
});

test("back the same way, and to where it began", async () => {
  const { launch, move } = await debuggerOn(project(PLAN));
  await launch();
  await move("stepIn");
  await move("stepIn");
  expect((await move("next"))?.stack[0]).toBe("commission: earns Commission on Sales");
  expect((await move("stepBack"))?.stack[0]).toBe("commission: earns Commission on Sales");
  expect((await move("stepBack"))?.stack).toEqual([
    'payout of Ada Lovelace in FY2026-Q1: component commission "Commission"',
  ]);
  expect((await move("stepBack"))?.stack[0]).toContain("plan AccountExecutive");
  expect(await move("stepBack")).toMatchObject({ reason: "entry" });
});

test("halts at lines, forwards and back, and at the end before it is done", async () => {
  const source = project(
    PLAN.replace("from 100% pay", "/*row*/from 100% pay").replace("worth", "/*worth*/worth"),
  );
  const { launch, move, seen, lineOf } = await debuggerOn(source);
  const lines = [lineOf("row"), lineOf("worth")];
  const first = await launch({ stopOnEntry: false }, lines);
  expect(first).toMatchObject({ reason: "breakpoint", stack: ["Sales D-1: worth amount", {}, {}] });
  expect((await move("continue"))?.stack[0]).toBe("Sales D-2: worth amount");
  expect((await move("continue"))?.stack).toEqual([
    "Commission: from 100% pay 12%",
    "commission: earns Commission on Sales",
    'payout of Ada Lovelace in FY2026-Q1: component commission "Commission"',
  ]);
  // 10,000 of the 110,000 lie above 100%
  expect(await seen("Clause")).toEqual([
    "pays: 1,200.00 USD",
    "rate: 12%",
    "on: 10,000.00 USD",
    "from: 100%",
    "to: 110%",
  ]);
  expect((await move("reverseContinue"))?.stack[0]).toBe("Sales D-2: worth amount");
  await move("continue");
  expect(await move("continue")).toMatchObject({
    reason: "step",
    description: "The end of the payout",
    stack: ["payout of Ada Lovelace in FY2026-Q1: rounded half even to cent"],
  });
  expect(await seen("Clause")).toEqual(["payout: 9,200.00 USD", "commission: 9,200.00 USD"]);
  expect(await move("continue")).toBeUndefined();
});

test("a line without a clause halts at the next one; below the last there is none", async () => {
  const source = project(PLAN.replace("  rates", "/*empty*/  rates"));
  const { request, launch, lineOf, path } = await debuggerOn(source);
  await launch();
  const place = { source: { path: path("plans/main.plan") } };
  const empty = lineOf("empty") - 1;
  expect(
    await request("setBreakpoints", { ...place, breakpoints: [{ line: empty }, { line: 900 }] }),
  ).toMatchObject({ breakpoints: [{ verified: true, line: empty + 1 }, { verified: false }] });
  expect(
    await request("breakpointLocations", { ...place, line: empty, endLine: empty + 3 }),
  ).toEqual({ breakpoints: [empty + 1, empty + 2, empty + 3].map((line) => ({ line })) });
});

test("values of names as they become known, exactly, with what they are made of", async () => {
  const { launch, seen, ask, move, request, lineOf } = await debuggerOn(
    project(PLAN.replace("  measure", "/*m*/  measure")),
  );
  const first = await launch({ payee: "ben", stopOnEntry: false }, [1]);
  expect(first.stack[0]).toContain("plan AccountExecutive");
  expect(await seen("Known so far")).toEqual([]);
  await move("next");
  expect(await seen("Clause")).toEqual([]);
  await move("next");
  // 20,000 of 30,000 is two thirds: 20,000 x 8% = 1,600
  expect(await seen("Known so far")).toEqual([
    "Sales: 20,000.00 USD",
    "Quotas.amount: 30,000.00 USD",
    "quota: 30,000.00 USD",
    "attainment: ≈66.67% (exactly 2/3)",
    "Commission on Sales: 1,600.00 USD",
    "Quotas.target: 8,000.00 USD",
    "target: 8,000.00 USD",
    "commission: 1,600.00 USD",
  ]);
  expect(await seen("Payee")).toContain("name: Ben Nye");
  expect(await seen("Period")).toEqual([
    "period: FY2026-Q1",
    "first day: 2026-01-01",
    "last day: 2026-03-31",
  ]);
  expect(await ask("attainment")).toBe("≈66.67% (exactly 2/3)");
  expect(await ask("hired")).toBe("2020-01-01");
  // What is written nowhere is checked and computed as a measure would be: 3 x 30,000 - 20,000
  expect(await ask("3 x quota - Sales")).toBe("70,000.00 USD");
  await expect(ask("quota + attainment")).rejects.toThrow("A percentage is a part of something");
  await expect(ask("quotaa")).rejects.toThrow("Did you mean `quota`?");
  await move("reverseContinue");
  await request("setBreakpoints", {
    source: { path: first.frames[0]?.source?.path },
    breakpoints: [{ line: lineOf("m") }],
  });
  await move("continue");
  await move("next");
  expect(await seen("Clause")).toEqual([
    "attainment: ≈66.67% (exactly 2/3)",
    "Sales / quota: ≈66.67% (exactly 2/3)",
  ]);
  const { stackFrames } = await request<{ stackFrames: { id: number }[] }>("stackTrace");
  const { scopes } = await request<{ scopes: object[] }>("scopes", {
    frameId: stackFrames[0]?.id,
  });
  const { variables } = await request<{ variables: object[] }>("variables", scopes[0]);
  expect(variables[1]).toMatchObject({ type: "ratio" });
  expect(await request("variables", variables[1])).toMatchObject({
    variables: [
      { name: "quota", value: "30,000.00 USD", type: "USD" },
      { name: "Sales", value: "20,000.00 USD", type: "USD" },
    ],
  });
});

test("where a computation ends with a fault, it halts and says which", async () => {
  const data = DATA.replace("ben,FY2026-Q1,30000,8000\n", "");
  const { launch, move, request, output } = await debuggerOn(project(PLAN, data));
  const fault = await launch({ payee: "ben", stopOnEntry: false });
  expect(output()).toContain("ATN9001");
  expect(fault).toMatchObject({
    reason: "exception",
    stack: [
      "quota: quota  means Quotas.amount",
      "attainment: measure attainment means Sales / quota",
      "Commission: rates Commission marginal by attainment",
      "commission: earns Commission on Sales",
      {},
    ],
  });
  expect(await request("exceptionInfo")).toMatchObject({ exceptionId: "ATN9001" });
  expect((await move("stepBack"))?.stack[0]).toBe("quota: quota  means Quotas.amount");
});

test("a test in place of the data, and one line of its cases", async () => {
  const cases = `test "rates" for AccountExecutive
  given quota is 100,000 USD
  given target is 8,000 USD
  cases
    | given Sales | expect commission |
    | 50,000      | 4,000             |
    | 200,000     | 20,000            |
`;
  const { launch, move, seen } = await debuggerOn(project(PLAN + cases));
  await launch({ test: "rates", case: 2 });
  await move("next");
  await move("next");
  await move("next");
  // 100,000 x 8% + 100,000 x 12% = 8,000 + 12,000
  expect(await seen("Clause")).toContain("payout: 20,000.00 USD");
});

test("says why it can't be launched", async () => {
  const { request, path } = await debuggerOn(
    project(PLAN.replace("Sales / quota", "Sales / quot")),
  );
  const launch = (given: object): Promise<unknown> =>
    request("launch", { program: path("plans/main.plan"), ...given });
  await expect(launch({})).rejects.toThrow("ATN2001");
  await expect(launch({ program: path("plans/gone.plan") })).rejects.toThrow("no plan file");
  await expect(request("launch")).rejects.toThrow("`program`");
  await expect(request("stackTrace")).rejects.toThrow("No plan has been launched.");
  const { request: other, path: there } = await debuggerOn(project(PLAN));
  await expect(
    other("launch", { program: there("plans/main.plan"), payee: "zoe" }),
  ).rejects.toThrow("There is no payee `zoe` here. There is: ada, ben.");
});

test("inside the language server, with the text as it is in the editor", async () => {
  const editor = await editorOn(project(PLAN));
  const { connection, uri } = editor;
  // Not on the disk: 100,000 x 10% + 10,000 x 12% = 11,200
  editor.change("plans/main.plan", 2, `import "company.plan"\n${PLAN.replace("8%", "10%")}`);
  const heard: DebugProtocol.ProtocolMessage[] = [];
  connection.onNotification("attain/debug", ({ session, message }: DebugParams) => {
    expect(session).toBe("one");
    heard.push(message as DebugProtocol.ProtocolMessage);
  });
  const requests = [
    ["initialize", { adapterID: "attain" }],
    ["launch", { program: uri("plans/main.plan"), payee: "ada" }],
    ["configurationDone", {}],
    ["stackTrace", { threadId: 1 }],
    ["disconnect", {}],
  ] as const;
  for (const [i, [command, given]] of requests.entries())
    await connection.sendNotification("attain/debug", {
      session: "one",
      message: { seq: i + 1, type: "request", command, arguments: given },
    } satisfies DebugParams);
  await expect
    .poll(() => heard.filter(({ type }) => type === "response").length, { timeout: 5000 })
    .toBe(requests.length);
  expect(heard).toContainEqual(
    expect.objectContaining({
      event: "output",
      body: expect.objectContaining({
        output: "AccountExecutive, Ada Lovelace, FY2026-Q1: 11,200.00 USD\n",
      }) as unknown,
    }),
  );
  expect(JSON.stringify(heard)).toContain(uri("plans/main.plan"));
});

test("files are named by paths of any system, or by URIs", () => {
  expect(uriOf("/plans of ana/ae.plan")).toBe("file:///plans%20of%20ana/ae.plan");
  expect(keyOf(uriOf("C:\\plans\\ae.plan"))).toBe("file:///c:/plans/ae.plan");
  expect(uriOf("vscode-vfs://github/acme/ae.plan")).toBe("vscode-vfs://github/acme/ae.plan");
});
