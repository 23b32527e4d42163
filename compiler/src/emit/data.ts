/** The types of a plan's data, and the functions that read it, as TypeScript. */
import type * as ir from "../ir/ir.ts";
import { type Emitter, remark } from "./emitter.ts";
import { access, propertyKey } from "./names.ts";
import { isLong, tsType } from "./value-type.ts";

/** The interface of a row. */
export function emitInterface(e: Emitter, source: ir.Source): string {
  const fields = source.fields.map((field) => {
    const reference = field.type.kind === "row" ? ` // key of ${field.type.source}` : "";
    const doc = field.doc === undefined ? "" : remark(field.doc.replaceAll("\n", " "));
    return `${doc}readonly ${propertyKey(field.name)}: ${e.type(tsType(field.type))}${field.optional ? " | undefined" : ""};${reference}\n`;
  });
  const words = [
    source.label ?? (source.people ? "Somebody who can be paid." : `A row of ${source.name}.`),
    ...(source.doc?.split("\n") ?? []),
  ];
  return `${remark(`${words.join(" ")} — ${e.locate(source.origin)}`)}export interface ${e.names.type(source.name)} {\n${fields.join("")}}`;
}

/** The interface of all data, and the function that reads it from plain cells. */
export function emitData(e: Emitter, sources: readonly ir.Source[]): string {
  const tables = sources.map(
    ({ name }) => `readonly ${propertyKey(name)}: readonly ${e.names.type(name)}[];\n`,
  );
  const rows = sources.map(
    ({ name }) => `readonly ${propertyKey(name)}: readonly ${e.type("Row")}[];\n`,
  );
  const reads = sources.map(
    ({ name }) => `${propertyKey(name)}: rows${access(name)}.map(${e.names.reader(name)}),\n`,
  );
  return [
    `/** What the plan is run on. */\nexport interface Data {\n${tables.join("")}}`,
    `/** The same as plain cells: numbers as decimal text, dates in ISO form. */\nexport interface Rows {\n${rows.join("")}}`,
    `/** Reads data that has been checked against its sources. */\nexport function readData(rows: Rows): Data {\nreturn {\n${reads.join("")}};\n}`,
    ...sources.map((source) => emitReader(e, source)),
  ].join("\n\n");
}

function emitReader(e: Emitter, source: ir.Source): string {
  const fields = source.fields.map(({ name, type, optional }) => {
    const verb = e.use(optional ? "optional" : "required");
    return `${propertyKey(name)}: ${verb}(row, ${JSON.stringify(name)}, ${reader(e, type)}),\n`;
  });
  return `function ${e.names.reader(source.name)}(row: ${e.type("Row")}): ${e.names.type(source.name)} {\nreturn {\n${fields.join("")}};\n}`;
}

function reader(e: Emitter, type: ir.ValueType): string {
  switch (type.kind) {
    case "number":
      return `${e.use("amount")}(${JSON.stringify(type.unit)})`;
    case "date":
      return e.use("date");
    case "yes or no":
      return e.use("yesNo");
    case "enum":
      if (isLong(type)) return e.use("text");
      return `${e.use("oneOf")}(${type.members.map((member) => JSON.stringify(member)).join(", ")})`;
    case "text":
    case "period":
    case "row":
      return e.use("text");
  }
}

/** The fields of the class that find rows by their keys. */
export function emitIndexes(
  e: Emitter,
  sources: readonly ir.Source[],
): { readonly fields: string; readonly inits: string } {
  const parts = sources.map((source) => {
    const type = `RowIndex<${e.names.type(source.name)}>`;
    const keys = source.keys.map((key) => `row${access(key)}`);
    const key =
      keys.length === 1 ? (keys[0] ?? '""') : `\`${keys.map((one) => `\${${one}}`).join(" · ")}\``;
    const days =
      source.validity === undefined
        ? ""
        : `, (row) => ({ from: row${access(source.validity.from)}, until: row${access(source.validity.until)} })`;
    e.use("RowIndex");
    return {
      field: `readonly ${e.names.index(source.name)}: ${type};\n`,
      init: `this.${e.names.index(source.name)} = new RowIndex(${JSON.stringify(source.name)}, data${access(source.name)}, (row) => ${key}${days});\n`,
    };
  });
  return {
    fields: parts.map(({ field }) => field).join(""),
    inits: parts.map(({ init }) => init).join(""),
  };
}
