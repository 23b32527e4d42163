/** Packs what `build-extension.mjs` has bundled into the one file that VS Code installs. */
import { join, relative } from "node:path";
import { createVSIX } from "@vscode/vsce";
import { root } from "./bundles.mjs";

const extension = join(root, "vscode-extension");

await createVSIX({
  cwd: extension,
  // As it is named from where it was asked for: that is told.
  packagePath: relative(process.cwd(), join(extension, "dist/attain.vsix")),
  readmePath: "dist/README.md",
  dependencies: false,
  allowMissingRepository: true,
});
