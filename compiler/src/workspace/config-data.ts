/** What attain.json says about the data of each source. */
import { DATE_FORMAT } from "../data/date-format.ts";
import { DATA_FILE, DELIMITED_FILE, DELIMITER, type SourceSettings } from "../data/settings.ts";
import { misplacedSetting } from "../diagnostics/catalogue/project.ts";
import { type ConfigNode, type ConfigReader, textOf } from "./config-reader.ts";

const SETTINGS = ["file", "columns", "values", "dates", "delimiter", "distinct"] as const;

export function readData(reader: ConfigReader, node: ConfigNode): Map<string, SourceSettings> {
  return new Map(
    reader
      .entries(node, "data")
      .map(([key, value]) => [textOf(key), readSource(reader, value, textOf(key))]),
  );
}

function readSource(reader: ConfigReader, node: ConfigNode, name: string): SourceSettings {
  const known = reader.diagnostics.length;
  const settings = reader.settings(node, `\`${name}\``, SETTINGS);
  const { columns, values, dates, delimiter, distinct } = settings;
  if (settings.file === undefined && reader.diagnostics.length === known) {
    const help = 'Write `"file": "data/….csv"`.';
    reader.missing(node, `\`${name}\``, "which file holds its rows", help);
  }
  const file = (settings.file && readFile(reader, settings.file)) ?? "";
  return {
    file,
    columns: columns === undefined ? new Map() : readTexts(reader, columns, "columns", COLUMN),
    values: values === undefined ? new Map() : readValues(reader, values),
    distinct: (distinct && reader.flag(distinct, "distinct")) ?? false,
    ...(dates === undefined ? {} : { dates: readDates(reader, dates) }),
    ...(delimiter === undefined ? {} : readDelimiter(reader, delimiter, file)),
  };
}

const COLUMN = "the name of a column";

function readFile(reader: ConfigReader, node: ConfigNode): string | undefined {
  const expected = "the path of a file that can be read";
  const help = "Its name ends in `.csv`, `.tsv`, `.json`, `.jsonl`, `.ndjson` or `.parquet`.";
  return reader.textLike(node, "file", expected, matching(DATA_FILE), help);
}

/** Texts by the names of fields. */
function readTexts(
  reader: ConfigReader,
  node: ConfigNode,
  name: string,
  expected: string,
): Map<string, string> {
  return new Map(
    reader.entries(node, name).flatMap(([key, value]) => {
      const text = reader.text(value, textOf(key), expected);
      return text === undefined ? [] : [[textOf(key), text] as const];
    }),
  );
}

/** An alias may stand for nothing, and nothing may have an alias, so these texts may be empty. */
function readValues(
  reader: ConfigReader,
  node: ConfigNode,
): Map<string, ReadonlyMap<string, string>> {
  return new Map(
    reader.entries(node, "values").map(([field, aliases]) => {
      const known = reader.entries(aliases, textOf(field)).flatMap(([written, value]) => {
        if (value.type === "string") return [[textOf(written), textOf(value)] as const];
        reader.reportWrong(value, textOf(written), "a text, as the plan knows the value");
        return [];
      });
      return [textOf(field), new Map(known)] as const;
    }),
  );
}

function readDates(reader: ConfigReader, node: ConfigNode): NonNullable<SourceSettings["dates"]> {
  if (node.type !== "object") return readFormat(reader, node, "dates") ?? "";
  return new Map(
    reader.entries(node, "dates").flatMap(([key, value]) => {
      const format = readFormat(reader, value, textOf(key));
      return format === undefined ? [] : [[textOf(key), format] as const];
    }),
  );
}

function readFormat(reader: ConfigReader, node: ConfigNode, name: string): string | undefined {
  const help =
    "A day, a month and a year of four digits: `MM/DD/YYYY`, `D.M.YYYY`, `DD-MMM-YYYY`, `YYYYMMDD`.";
  return reader.textLike(node, name, "a way to write dates", matching(DATE_FORMAT), help);
}

function readDelimiter(
  reader: ConfigReader,
  node: ConfigNode,
  file: string,
): { readonly delimiter?: string } {
  const expected = "one sign that separates cells";
  const delimiter = reader.textLike(node, "delimiter", expected, matching(DELIMITER));
  if (file !== "" && !matching(DELIMITED_FILE)(file)) {
    reader.report(misplacedSetting, node, { name: "delimiter", place: "CSV and TSV files" });
  }
  return delimiter === undefined ? {} : { delimiter };
}

function matching(pattern: string): (text: string) => boolean {
  const regExp = new RegExp(pattern, "u");
  return (text) => regExp.test(text);
}
