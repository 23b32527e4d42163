/** Bundles the extension for VS Code, with the servers, pages and templates that it ships. */
import {
  cpSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { join, relative, sep } from "node:path";
import { build } from "esbuild";
import { extensionBundles, root } from "./bundles.mjs";

const extension = join(root, "vscode-extension");
const dist = join(extension, "dist");

mkdirSync(dist, { recursive: true });
// What an earlier build has left would be shipped as well.
for (const name of readdirSync(dist))
  if (/\.c?js$|^(?:pages|templates)$/.test(name)) rmSync(join(dist, name), { recursive: true });

await Promise.all(extensionBundles("vscode-extension/dist").map((options) => build(options)));

cpSync(join(root, "docs/diagnostics"), join(dist, "pages"), { recursive: true });
cpSync(join(root, "compiler/schema/attain.schema.json"), join(dist, "attain.schema.json"));

// Pictures and pages of the repository aren't shipped.
const readme = readFileSync(join(extension, "README.md"), "utf8")
  .replace(/^!\[.*\n\n/gm, "")
  .replace(/\[([^\]]+)\]\(\.\.[^)]*\)/g, "$1");
writeFileSync(join(dist, "README.md"), readme);

const groups = readdirSync(join(root, "compiler/templates")).sort();
const templates = [
  ...groups.flatMap((group) =>
    templatesIn(join(root, "compiler/templates", group), inWords(group)),
  ),
  ...templatesIn(join(root, "examples"), "Whole examples"),
];
writeFileSync(join(dist, "templates", "index.json"), JSON.stringify(templates));

/** Copies each without what was computed, and says what there is of it; that with the shortest plans comes first. */
function templatesIn(folder, group) {
  return readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => name)
    .filter((name) =>
      ["attain.json", "README.md"].every((file) => existsSync(join(folder, name, file))),
    )
    .map((name) => ({ name, length: linesOfPlans(join(folder, name)) }))
    .sort((a, b) => a.length - b.length || (a.name < b.name ? -1 : 1))
    .map(({ name }) => {
      const target = join(dist, "templates", name);
      cpSync(join(folder, name), target, {
        recursive: true,
        filter: (path) => !/[\\/](?:out|build|expected)$/.test(path),
      });
      const config = join(target, "attain.json");
      const settings = JSON.parse(readFileSync(config, "utf8"));
      delete settings.$schema;
      writeFileSync(config, `${JSON.stringify(settings, undefined, 2)}\n`);
      const [heading = name, paragraph = ""] = readFileSync(join(target, "README.md"), "utf8")
        .replace(/^# /, "")
        .split(/\n\s*\n/);
      const files = filesIn(target);
      return {
        name,
        group,
        title: heading.trim(),
        summary: paragraph.replaceAll("\n", " ").replace(/(?<=[.!]) .*/, ""),
        files,
        plan: files.find((file) => /^plans\/(?!company).*\.plan$/.test(file)) ?? files[0],
      };
    });
}

/** Without their tests, of which a simple plan may have many. */
function linesOfPlans(folder) {
  const plans = filesIn(folder).filter((file) => file.endsWith(".plan"));
  return plans
    .map((file) => readFileSync(join(folder, file), "utf8").split(/^ *test /m, 1)[0] ?? "")
    .reduce((sum, text) => sum + text.split("\n").length, 0);
}

function filesIn(folder) {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => relative(folder, join(entry.parentPath, entry.name)).split(sep).join("/"))
    .sort();
}

/** `draws-and-clawbacks` as a heading. */
function inWords(name) {
  const words = name.replaceAll("-", " ");
  return words.charAt(0).toUpperCase() + words.slice(1);
}
