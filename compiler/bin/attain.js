#!/usr/bin/env node
// Starts the bundled command line. What V8 made of it for a command is kept beside it, so that the next start needn't
// compile it again; V8 itself refuses what another version has made. NODE_DISABLE_COMPILE_CACHE=1 keeps nothing.
const {
  accessSync,
  constants,
  mkdirSync,
  readFileSync,
  renameSync,
  writeFileSync,
} = require("node:fs");
const path = require("node:path");
const vm = require("node:vm");

const bundleFile = path.join(__dirname, "../dist/attain.cjs");
const folder = path.join(__dirname, "../dist/compiled");
const [, , command = "help"] = process.argv;

const bundle = readFileSync(bundleFile, "latin1");
const kept = keptFile();
const cachedData = kept === undefined ? undefined : read(kept);
const script = new vm.Script(bundle, { filename: bundleFile, cachedData });
const program = { exports: {} };
script.runInThisContext()(program, require, bundleFile, (href) => import(href));
const isKept = cachedData !== undefined && script.cachedDataRejected === false;
void program.exports.start().then(() => {
  // What did its work has compiled all that it takes.
  const isWhole = process.exitCode === 0 && process.argv.indexOf("--help") === -1;
  if (kept !== undefined && !isKept && isWhole) keep();
});

/** One for each command, since each takes another part of the bundle, whose hash is its first line. */
function keptFile() {
  const { arch, env, version } = process;
  if (env.NODE_DISABLE_COMPILE_CACHE === "1" || !/^[\w-]+$/.test(command)) return undefined;
  const hash = /^\/\/ ([\da-f]+)\n/.exec(bundle)?.[1];
  return path.join(folder, `${command}-${hash}-${version}-${arch}`);
}

function read(file) {
  try {
    return readFileSync(file);
  } catch {
    return undefined;
  }
}

function keep() {
  try {
    mkdirSync(folder, { recursive: true });
    accessSync(folder, constants.W_OK);
    // V8 doesn't notice a part that is missing, so it gets its name once it is on the disk.
    const unnamed = `${kept}-${process.pid}`;
    writeFileSync(unnamed, script.createCachedData(), { flush: true });
    renameSync(unnamed, kept);
  } catch {
    // Where nothing can be written, the next start compiles again.
  }
}
