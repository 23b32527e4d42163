/** Whole plans that an empty file can be filled with, made from the templates of `attain new`. */
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

/** `folder` holds groups of templates. A snippet has no prefix, so that completion stays the server's. */
export function planSnippets(folder) {
  const templates = readdirSync(folder)
    .sort()
    .flatMap((group) =>
      readdirSync(join(folder, group))
        .sort()
        .map((name) => join(folder, group, name)),
    );
  return Object.fromEntries(
    templates.map((template) => {
      const [heading = "", paragraph = ""] = readFileSync(join(template, "README.md"), "utf8")
        .replace(/^# /, "")
        .split(/\n\s*\n/);
      return [
        heading.trim(),
        {
          isFileTemplate: true,
          description: paragraph.replaceAll("\n", " ").replace(/(?<=\.) .*/, ""),
          body: planOf(template).trimEnd().split("\n").map(literal),
        },
      ];
    }),
  );
}

function planOf(template) {
  const plans = readdirSync(join(template, "plans"));
  if (plans.length !== 1) throw new Error(`${template} has not one plan but ${plans.length}.`);
  return readFileSync(join(template, "plans", plans[0]), "utf8");
}

/** As a snippet writes it: `$` and `}` would be stops. */
function literal(line) {
  return line.replace(/[$}\\]/g, "\\$&");
}
