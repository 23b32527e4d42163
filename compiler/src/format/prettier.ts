/** A plugin for prettier, over the same printer as `attain fmt`. The style has no options: of prettier's only `endOfLine` counts. */
import type { Doc, Parser, Printer, SupportLanguage } from "prettier";
import { format } from "./format.ts";

/** A file of plans; there is no tree, since the printer reads its text. */
interface Plans {
  readonly text: string;
}

export const languages: SupportLanguage[] = [
  { name: "Attain", parsers: ["attain"], extensions: [".plan"], vscodeLanguageIds: ["attain"] },
];

export const parsers: Readonly<Record<"attain", Parser<Plans>>> = {
  attain: {
    parse: (text) => ({ text }),
    astFormat: "attain",
    locStart: () => 0,
    locEnd: ({ text }) => text.length,
  },
};

/** Where a line ends: prettier writes it as `endOfLine` says. */
const LINE_END: Doc = [{ type: "line", hard: true }, { type: "break-parent" }];

export const printers: Readonly<Record<"attain", Printer<Plans>>> = {
  attain: {
    print: ({ node }) => {
      const [first = "", ...rest] = format(node.text).split("\n");
      return [first, ...rest.flatMap((line) => [LINE_END, line])];
    },
  },
};
