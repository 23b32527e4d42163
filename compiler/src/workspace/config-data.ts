/** What attain.json says about the data of each source. */
import { DATE_FORMAT } from "../data/date-format.ts";
import { NUMBER_STYLES, type NumberStyle } from "../data/numbers.ts";
import { DATA_FILE, DELIMITED_FILE, DELIMITER, type SourceSettings } from "../data/settings.ts";
import { misplacedSetting } from "../diagnostics/catalogue/project.ts";
import { type ConfigNode, type ConfigReader, quoted, textOf } from "./config-reader.ts";

const SETTINGS = [
  "file",
  "columns",
  "values",
  "dates",
  "numbers",
  "delimiter",
  "distinct",
] as const;

export function readData(reader: ConfigReader, node: ConfigNode): Map<string, SourceSettings> {
  return new Map(
    reader
      .entries(node, "`data`")
      .map(([key, value]) => [textOf(key), readSource(reader, key, value)]),
  );
}

function readSource(reader: ConfigReader, key: ConfigNode, node: ConfigNode): SourceSettings {
  const known = reader.diagnostics.length;
  const settings = reader.settings(node, quoted(key), SETTINGS);
  const { columns, values, dates, delimiter, distinct } = settings;
  const numbers = settings.numbers && readNumbers(reader, settings.numbers);
  if (settings.file === undefined && reader.diagnostics.length === known) {
    const help = 'Write `"file": "data/….csv"`.';
    reader.missing(key, quoted(key), "which file holds its rows", help);
  }
  const file = (settings.file && readFile(reader, settings.file)) ?? "";
  return {
    file,
    columns: columns === undefined ? new Map() : readColumns(reader, columns),
    values: values === undefined ? new Map() : readValues(reader, values),
    distinct: (distinct && reader.flag(distinct, "`distinct`")) ?? false,
    ...(dates === undefined ? {} : { dates: readDates(reader, dates) }),
    ...(numbers === undefined ? {} : { numbers }),
    ...(delimiter === undefined ? {} : readDelimiter(reader, delimiter, settings.file)),
  };
}

function readFile(reader: ConfigReader, node: ConfigNode): string | undefined {
  const expected = "the path of a file that can be read";
  const help = "Its name ends in `.csv`, `.tsv`, `.json`, `.jsonl`, `.ndjson` or `.parquet`.";
  return reader.textLike(node, "`file`", expected, matching(DATA_FILE), help);
}

function readColumns(reader: ConfigReader, node: ConfigNode): Map<string, string> {
  return new Map(
    reader.entries(node, "`columns`").flatMap(([key, value]) => {
      const column = reader.text(value, quoted(key), "the name of a column");
      return column === undefined ? [] : [[textOf(key), column] as const];
    }),
  );
}

/** An alias may stand for nothing, and nothing may have an alias, so these texts may be empty. */
function readValues(
  reader: ConfigReader,
  node: ConfigNode,
): Map<string, ReadonlyMap<string, string>> {
  return new Map(
    reader.entries(node, "`values`").map(([field, aliases]) => {
      const known = reader.entries(aliases, quoted(field)).flatMap(([written, value]) => {
        if (value.type === "string") return [[textOf(written), textOf(value)] as const];
        reader.reportWrong(value, quoted(written), "a text, as the plan knows the value");
        return [];
      });
      return [textOf(field), new Map(known)] as const;
    }),
  );
}

function readDates(reader: ConfigReader, node: ConfigNode): NonNullable<SourceSettings["dates"]> {
  if (node.type !== "object") return readFormat(reader, node, "`dates`") ?? "";
  return new Map(
    reader.entries(node, "`dates`").flatMap(([key, value]) => {
      const format = readFormat(reader, value, quoted(key));
      return format === undefined ? [] : [[textOf(key), format] as const];
    }),
  );
}

function readFormat(reader: ConfigReader, node: ConfigNode, what: string): string | undefined {
  const help =
    "A day, a month and a year of four digits: `MM/DD/YYYY`, `D.M.YYYY`, `DD-MMM-YYYY`; with a time of day that doesn't count: `YYYY-MM-DD time`.";
  return reader.textLike(node, what, "a way to write dates", matching(DATE_FORMAT), help);
}

function readNumbers(reader: ConfigReader, node: ConfigNode): NumberStyle | undefined {
  return reader.choice(node, "`numbers`", "a way to write numbers", NUMBER_STYLES);
}

function readDelimiter(
  reader: ConfigReader,
  node: ConfigNode,
  file: ConfigNode | undefined,
): { readonly delimiter?: string } {
  const expected = "a sign that separates cells";
  const help = "One sign: `,`, `;`, `|`, or a tab, which is written `\\t`.";
  const delimiter = reader.textLike(node, "`delimiter`", expected, matching(DELIMITER), help);
  if (file?.type === "string" && !matching(DELIMITED_FILE)(textOf(file)))
    reader.report(
      misplacedSetting,
      node,
      { name: "delimiter", place: "CSV and TSV files" },
      {
        help: "Remove it, or name the CSV or TSV file that it is meant for.",
        related: [reader.note(file, "a file of another kind")],
      },
    );
  return delimiter === undefined ? {} : { delimiter };
}

function matching(pattern: string): (text: string) => boolean {
  const regExp = new RegExp(pattern, "u");
  return (text) => regExp.test(text);
}
