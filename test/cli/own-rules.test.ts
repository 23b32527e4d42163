// Rules that a project writes for itself: they are found, weighed and allowed as others are, and what is wrong with them is told.
import { expect, it } from "vitest";
import { attain, type Files, json, project, PROJECT, settings } from "../support/command-line.ts";

const RULE = `export default {
  name: "without-cap",
  check({ plan, report, text }) {
    for (const component of plan.components)
      if (!component.steps.some(({ op }) => op === "never above"))
        report({ at: component.earns, message: \`No cap above \${text(component.earns.origin)}.\` });
  },
};
`;

function withRule(module: string, lint: Readonly<Record<string, string>> = {}): Files {
  return { "lint/own.mjs": module, "attain.json": settings({ rules: ["lint/own.mjs"], lint }) };
}

interface Found {
  readonly diagnostics: readonly {
    code: string;
    name: string;
    severity: string;
    message: string;
  }[];
}

async function found(files: Files): Promise<string[]> {
  const { diagnostics } = (await json(project(files), "check")) as Found;
  return diagnostics.map(
    ({ code, name, severity, message }) => `${severity} ${code} ${name}: ${message}`,
  );
}

it("finds, with the words of the plan", async () => {
  expect(await found(withRule(RULE))).toEqual([
    "warning ATN8109 without-cap: No cap above earns Commission on Bookings.",
    "warning ATN8109 without-cap: No cap above earns 250 USD.",
  ]);
});

it("is weighed by its name, and by the family of own rules", async () => {
  expect(await found(withRule(RULE, { "without-cap": "off" }))).toEqual([]);
  expect((await found(withRule(RULE, { "own-rules": "error" })))[0]).toMatch(/^error ATN8109/);
});

it("is allowed in a plan by its name, with a reason", async () => {
  const plan = PROJECT["plans/sales.plan"].replaceAll(
    "    rounded half even to cent\n",
    '    rounded half even to cent\n    allow without-cap "the board, 12 May"\n',
  );
  expect(await found({ ...withRule(RULE), "plans/sales.plan": plan })).toEqual([]);
});

it("is told of where it fails, and where it isn't a rule", async () => {
  const failing = `export default { name: "odd", check() { throw new Error("no luck"); } };\n`;
  expect(await found(withRule(failing))).toEqual([
    'error ATN8108 faulty-rule: The rules of `odd` can\'t be used: it failed on `Sales`, with "no luck".',
  ]);
  const [broken = ""] = await found(withRule("export default {"));
  expect(broken).toMatch(
    /^error ATN8108 faulty-rule: The rules of `lint\/own\.mjs` can't be used: it says "/,
  );
  const named = `export default { name: "Odd Name", check() {} };\n`;
  expect((await found(withRule(named)))[0]).toMatch(/it exports something else than rules/);
  expect((await found({ "attain.json": settings({ rules: ["lint/none.mjs"] }) }))[0]).toMatch(
    /there is no such file/,
  );
});

it("keeps a plan from being run where it weighs as an error", async () => {
  const { code, err } = await attain(project(withRule(RULE, { "without-cap": "error" })), "test");
  expect(code).toBe(1);
  expect(err).toMatch(/No cap above earns Commission on Bookings/);
});
