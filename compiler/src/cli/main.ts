// The command line `attain`: for now it only says its version.
import { createRequire } from "node:module";

const { version } = createRequire(import.meta.url)("@attain/compiler/package.json") as {
  readonly version: string;
};

process.stdout.write(`attain ${version}\n`);
