/** Files that an editor hands over, for a server in a browser, where there is no disk. */
import { ownFiles } from "@attain/compiler/workspace/own-files";
import type { Disk } from "../server/projects.ts";
import { keyOf, pathFrom } from "../server/uris.ts";
import type { FilesParams } from "../protocol.ts";
import { globbed } from "./glob.ts";

export class HandedFiles implements Disk {
  readonly #texts = new Map<string, { readonly uri: string; readonly text: string }>();

  hand({ files }: FilesParams): void {
    for (const { uri, text } of files) {
      if (text === null) this.#texts.delete(keyOf(uri));
      else this.#texts.set(keyOf(uri), { uri, text });
    }
  }

  /** What was handed over stays until it is handed over again. */
  forget(): void {}

  read(uri: string): string | undefined {
    return this.#texts.get(keyOf(uri))?.text;
  }

  names(folder: string): readonly string[] {
    return [...new Set(this.#below(folder).map((path) => path.split("/")[0] ?? ""))];
  }

  plans(folder: string, { plans, output }: Parameters<Disk["plans"]>[1]): readonly string[] {
    const matches = globbed(plans);
    const ignored = globbed([`${output}/**`, "**/node_modules/**"]);
    const below = this.#below(folder);
    const found = below.filter((path) => matches(path) && !ignored(path)).sort();
    const all = new Set(below);
    return ownFiles(found, (path) => all.has(path));
  }

  #below(folder: string): string[] {
    return [...this.#texts.values()].flatMap(({ uri }) => pathFrom(folder, uri) ?? []);
  }
}
