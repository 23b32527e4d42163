/** What imports must say after a plan file has been moved or renamed. */
import type { TextEdit } from "@attain/compiler/diagnostics/diagnostic";
import { resolvePath } from "@attain/compiler/workspace/host";
import { type Edits, together } from "../analysis/edits.ts";
import type { Project } from "../project/project.ts";
import { relativePath } from "./completion/imports.ts";

/** `moves`: new paths by old ones. */
export function importEdits(project: Project, moves: ReadonlyMap<string, string>): Edits {
  return together(
    project.views().flatMap(({ path, parsed }) =>
      parsed.tree.declarations.flatMap((declaration): [string, TextEdit][] => {
        if (declaration.kind !== "Import") return [];
        const { span, value } = declaration.path;
        const target = resolvePath(value, path);
        const [from, to] = [moves.get(path) ?? path, moves.get(target) ?? target];
        const written = relativePath(from, to);
        const isSame = resolvePath(value, from) === to;
        return isSame || project.view(target) === undefined
          ? []
          : [[path, { span, text: JSON.stringify(written) }]];
      }),
    ),
  );
}
