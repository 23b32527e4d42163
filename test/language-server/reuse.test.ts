// What hasn't changed is used again, and what was typed in one go or letter by letter comes to the same.
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";
import { memoryHost } from "../../compiler/src/workspace/host.ts";
import { diagnosticsIn } from "../../language-server/src/features/diagnostics.ts";
import { Project } from "../../language-server/src/project/project.ts";
import { occurrencesIn } from "../../language-server/src/analysis/resolve.ts";
import { COMPANY, PLAN } from "../support/sample-plan.ts";

/** A project whose files can be written to. */
function writable(files: Record<string, string>): {
  readonly project: Project;
  readonly files: Record<string, string>;
} {
  const texts = { ...files };
  const host = memoryHost(texts);
  return {
    project: new Project({
      ...host,
      plans: () => Object.keys(texts).filter((path) => path.endsWith(".plan")),
    }),
    files: texts,
  };
}

const OTHER = `import "company.plan"\n${PLAN.replace("plan AccountExecutive", "plan Other")}`;

test("a file that reads nothing of what changed is the same object, parsed, checked and resolved", () => {
  const { project, files } = writable({
    "a.plan": `import "company.plan"\n${PLAN}`,
    "b.plan": OTHER,
    "company.plan": COMPANY,
  });
  const [a, b, company] = [
    project.view("a.plan"),
    project.view("b.plan"),
    project.view("company.plan"),
  ];
  files["a.plan"] = `import "company.plan"\n${PLAN.replace("8%", "9%")}`;
  expect(project.view("a.plan")).not.toBe(a);
  expect(project.view("b.plan")).toBe(b);
  expect(project.view("company.plan")).toBe(company);
  expect(project.view("a.plan")?.checked.modules.get("company.plan")).toBe(
    company?.checked.modules.get("company.plan"),
  );
  expect(b && occurrencesIn(b)).toBe(b && occurrencesIn(b));
});

test("the files that import what changed are checked anew, with their own trees", () => {
  const { project, files } = writable({ "b.plan": OTHER, "company.plan": COMPANY });
  const before = project.view("b.plan");
  files["company.plan"] = `${COMPANY}\nunit hour\n`;
  const after = project.view("b.plan");
  expect(after).not.toBe(before);
  expect(after?.parsed).toBe(before?.parsed);
});

test("a text that comes back is as it was", () => {
  const { project, files } = writable({ "a.plan": COMPANY + PLAN });
  const before = diagnosticsIn(project, "a.plan");
  files["a.plan"] = "plan\n";
  expect(diagnosticsIn(project, "a.plan")).not.toEqual(before);
  files["a.plan"] = COMPANY + PLAN;
  expect(diagnosticsIn(project, "a.plan")).toEqual(before);
});

test("a calendar in attain.json that changes changes what periods are", () => {
  const { project, files } = writable({
    "a.plan": COMPANY + PLAN.replace("FY2026", "2026-W60"),
    "attain.json": "{}",
  });
  expect(diagnosticsIn(project, "a.plan").map(({ code }) => code)).toEqual(["ATN2013"]);
  const before = project.view("a.plan");
  files["attain.json"] = '{ "calendar": { "yearStarts": "July", "namedBy": "end" } }';
  expect(project.view("a.plan")?.parsed).toBe(before?.parsed);
  expect(project.view("a.plan")?.checked).not.toBe(before?.checked);
});

test("edits at random come to what a fresh start says", { timeout: 120_000 }, () => {
  const folder = join(
    fileURLToPath(new URL("../..", import.meta.url)),
    "examples/saas-account-executive/plans",
  );
  const start = Object.fromEntries(
    readdirSync(folder).map((name) => [name, readFileSync(join(folder, name), "utf8")]),
  );
  const { project, files } = writable(start);
  const draw = generator(20261123);
  const pieces = [
    "\n",
    " ",
    "%",
    "Deals",
    "from ",
    '"',
    "|",
    "(",
    ")",
    "5",
    "  ",
    "means ",
    "x",
    "/",
    "plan ",
    "§",
  ];
  for (let i = 0; i < 300; i += 1) {
    const path = Object.keys(files)[draw(Object.keys(files).length)] ?? "";
    const text = files[path] ?? "";
    const at = draw(text.length + 1);
    const cut = draw(4) === 0 ? draw(30) : 0;
    files[path] = text.slice(0, at) + (pieces[draw(pieces.length)] ?? "") + text.slice(at + cut);
    if (i % 10 === 9)
      for (const one of Object.keys(files))
        expect(told(project, one)).toEqual(told(writable(files).project, one));
    else told(project, path);
  }
});

function told(project: Project, path: string): string[] {
  return diagnosticsIn(project, path).map(
    ({ code, at, message }) => `${code} ${at.span.start} ${at.span.end} ${message}`,
  );
}

/** Numbers that come out the same in every run: a linear congruence. */
function generator(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (state * 1_103_515_245 + 12_345) % 2_147_483_648;
    return Math.floor((state / 2_147_483_648) * below);
  };
}
