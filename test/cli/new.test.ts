// `attain new`: projects that check, pass their tests and pay, and folders that are left alone.
import { join } from "node:path";
import { Ajv } from "ajv";
import { describe, expect, it } from "vitest";
import { attain, emptyFolder, filesIn, folderOf, json, read } from "../support/command-line.ts";

/** The names of the templates, as `--list` gives them. */
async function templates(): Promise<string[]> {
  const { out } = await attain(emptyFolder(), "new", "--list");
  return out.split("\n").flatMap((line) => /^ {2}(\S+)/.exec(line)?.[1] ?? []);
}

const LISTED = ["manager-rollup", "saas-account-executive", "sdr-meetings"];

describe("a new project", () => {
  it("says what to do next, and each of these works", async () => {
    const folder = emptyFolder();
    const { code, out, err } = await attain(folder, "new", "plans-2026");
    expect([code, err]).toEqual([0, ""]);
    const [head, , enter, test, run = "", , end, ...rest] = out.split("\n");
    expect([head, enter, test]).toEqual([
      "plans-2026 is ready.",
      "  cd plans-2026",
      "  attain test",
    ]);
    expect(run).toMatch(/^ {2}attain run --period \S+$/);
    expect(end).toBe(
      "The plans are in plans/, their data in data/. attain check says what is wrong.",
    );
    expect(rest).toEqual([""]);
    const made = join(folder, "plans-2026");
    expect((await attain(made, "test")).out).toMatch(/^\d+ tests: all pass\n$/m);
    const paid = await attain(made, ...run.trim().split(" ").slice(1));
    expect([paid.code, paid.err]).toEqual([0, ""]);
    expect(filesIn(made)).toContainEqual(expect.stringMatching(/^out\/.+\/receipt\.json$/));
  });

  it.each(LISTED)(
    "made from %s checks without a finding, and passes its tests",
    async (template) => {
      const folder = emptyFolder();
      expect((await attain(folder, "new", "it", "--template", template)).code).toBe(0);
      const made = join(folder, "it");
      const check = await attain(made, "check");
      expect([check.code, check.out]).toEqual([
        0,
        expect.stringMatching(/^\d+ plans? in \d+ files?: nothing is wrong\n$/),
      ]);
      const test = await attain(made, "test");
      expect([test.code, test.out]).toEqual([0, expect.stringMatching(/^\d+ tests: all pass\n$/m)]);
    },
  );

  it("has plans, data, an attain.json and a README, and nothing that was computed", async () => {
    const folder = emptyFolder();
    await attain(folder, "new", "it");
    const files = filesIn(join(folder, "it"));
    expect(files).toEqual(expect.arrayContaining(["README.md", "attain.json", "data/deals.csv"]));
    expect(files.filter((path) => path.endsWith(".plan")).length).toBeGreaterThan(0);
    expect(files.filter((path) => /^(?:out|build|expected)\//.test(path))).toEqual([]);
  });
});

describe("the files of a new project", () => {
  it.each(LISTED)(
    "made from %s has its schema beside it, and nothing of the repository",
    async (template) => {
      const folder = emptyFolder();
      await attain(folder, "new", "it", "--template", template);
      const config = read(folder, "it/attain.json");
      const { $schema } = JSON.parse(config) as { $schema?: string };
      expect($schema).toBe("./attain.schema.json");
      const accepts = new Ajv().compile(
        JSON.parse(read(folder, "it/attain.schema.json")) as object,
      );
      expect(accepts(JSON.parse(config))).toBe(true);
      expect(read(folder, "it/README.md")).not.toContain("<!--");
      expect(read(folder, "it/README.md")).toContain("\n```console\n$ attain ");
    },
  );

  it("keeps what is computed out of version control", async () => {
    const folder = emptyFolder();
    await attain(folder, "new", "it");
    expect(read(folder, "it/.gitignore")).toBe("out/\nbuild/\n");
  });

  it("goes to a folder that is under version control already, and holds nothing else", async () => {
    const folder = folderOf({ ".git/HEAD": "ref: refs/heads/main\n" });
    const { code, out } = await attain(folder, "new", ".");
    expect(code).toBe(0);
    expect(out).toMatch(/^\. is ready\.\n\n {2}attain test\n/);
    expect(filesIn(folder)).toEqual(expect.arrayContaining([".git/HEAD", "attain.json"]));
  });

  it("is told as JSON", async () => {
    expect(await json(emptyFolder(), "new", "a/b")).toMatchObject({
      folder: "a/b",
      template: "saas-account-executive",
      next: ["cd a/b", "attain test", expect.stringMatching(/^attain run --period \S+$/)],
    });
  });
});

describe("where a new project goes", () => {
  it("goes to the folder where it is run, to one that is empty, and to one in others", async () => {
    const here = emptyFolder();
    expect((await attain(here, "new", ".")).out).toContain(". is ready.\n");
    expect(filesIn(here)).toContain("attain.json");
    const deep = emptyFolder();
    expect((await attain(deep, "new", "a/b")).out).toContain("  cd a/b\n");
    expect(filesIn(deep)).toContain("a/b/attain.json");
  });
});

describe("templates", () => {
  it("are listed with what each is", async () => {
    const { code, out, err } = await attain(emptyFolder(), "new", "--list");
    expect([code, err]).toEqual([0, ""]);
    expect(await templates()).toEqual(expect.arrayContaining(LISTED));
    expect(await json(emptyFolder(), "new", "--list")).toMatchObject({
      templates: (await templates()).map((name) => ({ name })),
    });
    const groups = out.trimEnd().split("\n\n");
    expect(groups.length).toBeGreaterThan(3);
    expect(groups.at(-1)).toMatch(/^Whole examples\n/);
    for (const [heading, ...lines] of groups.map((group) => group.split("\n"))) {
      expect(heading).toMatch(/^[A-Z][a-z ]+$/);
      for (const line of lines) expect(line).toMatch(/^ {2}[\w-]+ {2,}[A-Z].*[.!]$/);
    }
  });

  it("are suggested for a name that is nearly one", async () => {
    const { code, out, err } = await attain(emptyFolder(), "new", "x", "-t", "sdr-meeting");
    expect([code, out]).toEqual([2, ""]);
    expect(err).toContain("There is no template sdr-meeting. Did you mean sdr-meetings?\n");
    const { err: none } = await attain(emptyFolder(), "new", "x", "-t", "zzz");
    expect(none).toMatch(
      /There is no template zzz\. The templates are .*, saas-account-executive.* and /,
    );
  });
});

describe("folders that are left alone", () => {
  it.each([
    ["one that isn't empty", ["full"], "full isn't empty."],
    ["the one it is run in", ["."], ". isn't empty."],
    ["none", [], "Where? Name one folder: attain new plans-2026."],
    ["two", ["a", "b"], "Where? Name one folder: attain new plans-2026."],
  ])("asks again for %s", async (_, words, answer) => {
    const folder = folderOf({ "full/notes.txt": "mine\n" });
    const { code, out, err } = await attain(folder, "new", ...words);
    expect([code, out]).toEqual([2, ""]);
    expect(err).toContain(`${answer}\n`);
    expect(filesIn(folder)).toEqual(["full/notes.txt"]);
    expect(read(folder, "full/notes.txt")).toBe("mine\n");
  });

  it("asks again for a file", async () => {
    const folder = folderOf({ "notes.txt": "mine\n" });
    const { code, err } = await attain(folder, "new", "notes.txt");
    expect(code).toBe(2);
    expect(err).toContain("notes.txt is a file.");
  });
});
