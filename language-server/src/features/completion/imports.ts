/** The files that an import may name. */
import { LIBRARY } from "@attain/compiler/workspace/library.generated";
import type { Token } from "../../analysis/tokens.ts";
import { tokensOf } from "../../analysis/tokens.ts";
import type { View } from "../../project/project.ts";
import { FITS, type Offer } from "./item.ts";

/** `text`: the text in quotes that the place lies in. */
export function importOffers(view: View, text: Token): Offer[] {
  const tokens = tokensOf(view.file);
  const before = tokens[tokens.indexOf(text) - 1];
  if (before?.tokenType.name !== "ImportLine") return [];
  const own = view.project.paths().filter((path) => path !== view.path);
  const labels = [...own.map((path) => relativePath(view.path, path)), ...LIBRARY.keys()];
  return labels.map((label) => ({ label, kind: "file", rank: FITS }));
}

/** `../shared.plan` for `shared.plan`, seen from `plans/ae.plan`. */
export function relativePath(from: string, to: string): string {
  const [here, there] = [from.split("/").slice(0, -1), to.split("/")];
  let common = 0;
  while (common < here.length && common < there.length - 1 && here[common] === there[common])
    common += 1;
  return [...here.slice(common).map(() => ".."), ...there.slice(common)].join("/");
}
