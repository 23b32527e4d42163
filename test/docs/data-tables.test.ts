// Runs the tables of docs/language/data.md: each cell is read by its field, as the page says, or refused.
import { expect, test } from "vitest";
import { hold } from "../data/loading.ts";
import { repositoryFiles } from "../support/repository.ts";

const page = repositoryFiles().find(({ path }) => path === "docs/language/data.md")?.text ?? "";

interface Claim {
  readonly text: string;
  readonly field: string;
  readonly expected: string;
  readonly settings: object;
}

/** The rows of the tables whose first column is what stands in a file. */
function claims(): Claim[] {
  const tables = page.split("\n\n").filter((block) => block.startsWith("| In the file"));
  return tables.flatMap((table) => {
    const [heading = [], , ...rows] = table.trim().split("\n").map(cellsOf);
    const setting = /`(.*)`/.exec(heading[2] ?? "")?.[1];
    const settings = setting === undefined ? {} : (JSON.parse(`{ ${setting} }`) as object);
    return rows.map(([text = "", field = "", expected = ""]) => ({
      text: plain(text),
      field: plain(field),
      expected,
      settings,
    }));
  });
}

function cellsOf(line: string): string[] {
  return line
    .split("|")
    .slice(1, -1)
    .map((cell) => cell.trim());
}

function plain(cell: string): string {
  return cell.replaceAll("`", "");
}

test("finds the tables", () => {
  expect(claims().length).toBeGreaterThan(60);
  expect(claims().filter(({ expected }) => expected.startsWith("refused: "))).not.toHaveLength(0);
});

test.each(claims().map((claim) => [claim.text, claim.field, claim.expected, claim] as const))(
  "`%s` as %s: %s",
  (text, field, expected, { settings }) => {
    const sources = `people Reps\n  id : Text key\nsource Deals\n  id   : Text key\n  cell : ${field}\n`;
    const deals = [
      ["id", "cell"],
      ["D-1", text],
    ];
    const { dataset, problems } = hold(
      sources,
      { Reps: [["id"], ["ada"]], Deals: deals },
      { Deals: settings },
    );
    const read = String(dataset?.get("Deals")?.rows[0]?.cells["cell"]);
    expect(problems.length === 0 ? read : "refused").toBe(
      expected.replace(/^refused: .*/, "refused"),
    );
  },
);
