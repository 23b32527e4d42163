/** Places of a file that open another: imports, the data files of attain.json, the pages of codes. */
import type { Span } from "@attain/compiler/text/source-file";
import { CONFIG_FILE } from "@attain/compiler/workspace/config";
import { valueAt } from "@attain/compiler/workspace/config-names";
import { resolvePath } from "@attain/compiler/workspace/host";
import { occurrencesIn } from "../analysis/resolve.ts";
import type { Project, View } from "../project/project.ts";

export interface DocumentLink {
  readonly span: Span;
  readonly target: { readonly path: string } | { readonly code: string };
  readonly tooltip: string;
}

export function links(project: Project, path: string): DocumentLink[] {
  if (path === CONFIG_FILE) return ofConfig(project);
  const view = project.view(path);
  return view === undefined ? [] : [...imports(view), ...pages(view)];
}

/** Without the quotes. */
function inner({ start, end }: Span): Span {
  return { start: start + 1, end: Math.max(start + 1, end - 1) };
}

function imports(view: View): DocumentLink[] {
  return view.parsed.tree.declarations.flatMap((declaration) => {
    if (declaration.kind !== "Import") return [];
    const path = resolvePath(declaration.path.value, view.path);
    return view.checked.modules.get(path) !== undefined
      ? [{ span: inner(declaration.path.span), target: { path }, tooltip: `Open ${path}` }]
      : [];
  });
}

function pages(view: View): DocumentLink[] {
  return occurrencesIn(view).flatMap(({ site, entity }) =>
    entity.kind === "rule"
      ? [
          {
            span: site.name.span,
            target: { code: entity.code },
            tooltip: `Read about ${entity.code}`,
          },
        ]
      : [],
  );
}

function ofConfig(project: Project): DocumentLink[] {
  const { file, data } = project.config().config;
  return [...data].flatMap(([source, settings]) => {
    const at = valueAt(file, ["data", source, "file"]);
    return at === undefined || settings.file === ""
      ? []
      : [
          {
            span: inner(at.span),
            target: { path: settings.file },
            tooltip: `Open ${settings.file}`,
          },
        ];
  });
}
