// File names for people: readable, the same in every run, and never one for two.
import { expect, it } from "vitest";
import { fileNames } from "../../compiler/src/cli/file-names.ts";

/** The names of keys, with `#` for the digits of a hash. */
function named(...keys: string[]): string[] {
  return [...fileNames(keys).values()].map((name) => name.replace(/~[0-9a-f]{12}$/, "~#"));
}

it("keeps letters, digits, points and hyphens", () => {
  expect(named("R1", "ana.nunez", "Zoë-Ann", "田中", "E 12/7", "a@b.example")).toEqual([
    "R1",
    "ana.nunez",
    "Zoë-Ann",
    "田中",
    "E_12_7",
    "a_b.example",
  ]);
});

it("marks keys that would have one name on some file system", () => {
  expect(named("r1", "R1", "R2")).toEqual(["r1~#", "R1~#", "R2"]);
  expect(named("a b", "a/b", "a_b")).toEqual(["a_b~#", "a_b~#", "a_b~#"]);
  expect(named("Zo\u00EB", "Zoe\u0308", "Straße", "STRASSE")).toEqual([
    "Zoë~#",
    "Zoë~#",
    "Straße~#",
    "STRASSE~#",
  ]);
  expect(new Set(fileNames(["a b", "a/b", "a_b"]).values()).size).toBe(3);
});

it("marks keys that no file can be called", () => {
  expect(named("con", "NUL.txt", "..", ".hidden", "end.", "", "x".repeat(57))).toEqual([
    "con~#",
    "NUL.txt~#",
    "..~#",
    ".hidden~#",
    "end.~#",
    "~#",
    `${"x".repeat(56)}~#`,
  ]);
  const longest = [...fileNames(["😀".repeat(300), "𠮷".repeat(300)]).values()];
  for (const name of longest) expect(Buffer.byteLength(`${name}.json`)).toBeLessThan(256);
});

it("takes no key for the mark of another", () => {
  const [marked = ""] = fileNames(["a", "A"]).values();
  const names = [...fileNames(["a", "A", marked]).values()];
  expect(new Set(names.map((name) => name.toLowerCase())).size).toBe(3);
});

it("gives a key the same name whoever else there is, unless they collide", () => {
  expect(fileNames(["b", "a", "A"]).get("A")).toBe(fileNames(["A", "a"]).get("A"));
});
