// The server in a worker, as a browser runs it: no disk, and files that an editor hands over.
import { readFileSync } from "node:fs";
import { fileURLToPath, pathToFileURL } from "node:url";
import { Worker } from "node:worker_threads";
import { build } from "esbuild";
import { expect, onTestFinished, test } from "vitest";
import { createProtocolConnection, type ProtocolConnection } from "vscode-languageserver-protocol";
import {
  BrowserMessageReader,
  BrowserMessageWriter,
} from "vscode-languageserver-protocol/browser.js";
import {
  DEBUG,
  type DebugParams,
  FILES,
  PREVIEW,
  type FilesParams,
  type InitializationOptions,
  type Preview,
} from "../../language-server/src/protocol.ts";
import { globbed } from "../../language-server/src/web/glob.ts";
import { webServer } from "../../scripts/bundles.mjs";
import { COMPANY, PLAN } from "../support/sample-plan.ts";

const BUNDLE = fileURLToPath(
  new URL("../../language-server/dist/web-server-under-test.js", import.meta.url),
);

/** What makes a thread of Node look like a worker of a browser. */
const AS_WORKER = `
  const { parentPort } = await import("node:worker_threads");
  globalThis.postMessage = (message) => parentPort.postMessage(message);
  globalThis.addEventListener = () => undefined;
  Object.defineProperty(globalThis, "onmessage", {
    set: (listen) => parentPort.on("message", (data) => listen({ data })),
  });
  await import(${JSON.stringify(pathToFileURL(BUNDLE).href)});
`;

async function connected(): Promise<ProtocolConnection> {
  await build(webServer(BUNDLE));
  const worker = new Worker(new URL(`data:text/javascript,${encodeURIComponent(AS_WORKER)}`));
  // What a page has in its hands of a worker; the types of Node don't know that.
  const port = {
    postMessage: worker.postMessage.bind(worker),
    addEventListener: (name: string, listen: (event: unknown) => void) => worker.on(name, listen),
    set onmessage(listen: (event: { readonly data: unknown }) => void) {
      worker.on("message", (data: unknown) => listen({ data }));
    },
  };
  const connection = createProtocolConnection(
    new BrowserMessageReader(port),
    new BrowserMessageWriter(port),
  );
  connection.listen();
  onTestFinished(async () => {
    connection.dispose();
    await worker.terminate();
  });
  return connection;
}

const uri = (path: string): string => `vscode-vfs://github/acme/pay/${path}`;

const FILES_OF_PROJECT: Readonly<Record<string, string>> = {
  "attain.json": JSON.stringify({
    data: {
      Reps: { file: "data/reps.csv" },
      Deals: { file: "data/deals.csv" },
      Quotas: { file: "data/quotas.json" },
    },
  }),
  "plans/company.plan": COMPANY,
  "plans/ae.plan": `import "company.plan"\n${PLAN}`,
  "data/reps.csv": "id,name,role,hired,manager\nana,Ana,AE,2020-01-01,\n",
  "data/deals.csv":
    "id,rep,stage,line,amount,seats,closed_on\nD-1,ana,Won,Platform,110000.00,5,2026-02-01\n",
  "data/quotas.json": JSON.stringify([
    { rep: "ana", quarter: "FY2026-Q1", amount: 100000, target: 8000 },
  ]),
};

const HANDED = Object.entries(FILES_OF_PROJECT).map(([path, text]) => ({ uri: uri(path), text }));

test("checks, completes and pays by files that were handed over", async () => {
  const connection = await connected();
  await connection.sendRequest("initialize", {
    processId: null,
    rootUri: uri(""),
    capabilities: { textDocument: { diagnostic: {} } },
    initializationOptions: { files: HANDED } satisfies InitializationOptions,
  });
  await connection.sendNotification("initialized", {});
  const plan = uri("plans/ae.plan");
  await connection.sendNotification("textDocument/didOpen", {
    textDocument: {
      uri: plan,
      languageId: "attain",
      version: 1,
      text: FILES_OF_PROJECT["plans/ae.plan"] ?? "",
    },
  });
  expect(
    await connection.sendRequest("textDocument/diagnostic", { textDocument: { uri: plan } }),
  ).toMatchObject({ items: [] });
  const preview = await connection.sendRequest<Preview>(PREVIEW, { uri: plan });
  // 100,000 x 8% + 10,000 x 12% = 9,200
  expect(preview.problem).toBeUndefined();
  expect(preview.pay?.payout.text).toBe("9,200.00 USD");
  await connection.sendNotification(FILES, {
    files: [{ uri: uri("data/reps.csv"), text: null }],
  });
  expect((await connection.sendRequest<Preview>(PREVIEW, { uri: plan })).problem).toMatchObject({
    code: "ATN7102",
  });
});

test("shows the page of what is wrong, and goes through a payout", async () => {
  const connection = await connected();
  await connection.sendRequest("initialize", {
    processId: null,
    rootUri: uri(""),
    capabilities: {},
  });
  await connection.sendNotification("initialized", {});
  await connection.sendNotification(FILES, { files: HANDED } satisfies FilesParams);
  const plan = uri("plans/ae.plan");
  const text = (FILES_OF_PROJECT["plans/ae.plan"] ?? "").replace("Sales / quota", "Sals / quota");
  await connection.sendNotification("textDocument/didOpen", {
    textDocument: { uri: plan, languageId: "attain", version: 1, text },
  });
  const before = text.slice(0, text.indexOf("Sals")).split("\n");
  const position = { line: before.length - 1, character: before.at(-1)?.length ?? 0 };
  const hover = await connection.sendRequest("textDocument/hover", {
    textDocument: { uri: plan },
    position,
  });
  expect(JSON.stringify(hover)).toContain("**Why it matters.**");
  const heard: string[] = [];
  connection.onNotification(DEBUG, ({ message }: DebugParams) => {
    heard.push(JSON.stringify(message));
  });
  await connection.sendNotification("textDocument/didChange", {
    textDocument: { uri: plan, version: 2 },
    contentChanges: [{ text: FILES_OF_PROJECT["plans/ae.plan"] ?? "" }],
  });
  await connection.sendNotification(DEBUG, {
    session: "one",
    message: { seq: 1, type: "request", command: "launch", arguments: { program: plan } },
  } satisfies DebugParams);
  await expect
    .poll(() => heard.join("\n"), { timeout: 5000 })
    .toContain("AccountExecutive, Ana, FY2026-Q1: 9,200.00 USD");
});

const TOP = "acme://pay/";

test("finds the project at the top of a file system", async () => {
  const connection = await connected();
  await connection.sendRequest("initialize", {
    processId: null,
    rootUri: TOP,
    capabilities: {},
    initializationOptions: {
      files: Object.entries(FILES_OF_PROJECT).map(([path, text]) => ({
        uri: `${TOP}${path}`,
        text,
      })),
    } satisfies InitializationOptions,
  });
  await connection.sendNotification("initialized", {});
  const preview = await connection.sendRequest<Preview>(PREVIEW, { uri: `${TOP}plans/ae.plan` });
  // By the deals of the project, as above.
  expect(preview.pay?.payout.text).toBe("9,200.00 USD");
});

test("has nothing of Node's in it", async () => {
  await build(webServer(BUNDLE));
  expect(readFileSync(BUNDLE, "utf8")).not.toMatch(/from\s*"node:|require\("(?:node:|fs|path)/);
});

test.each([
  ["plans/**/*.plan", "plans/ae.plan", true],
  ["plans/**/*.plan", "plans/2026/q1/ae.plan", true],
  ["plans/**/*.plan", "other/ae.plan", false],
  ["*.plan", "a.plan", true],
  ["*.plan", "b/a.plan", false],
  ["{a,b}/?.plan", "b/x.plan", true],
  ["./a+b.plan", "a+b.plan", true],
  ["out/**", "out/a/b.plan", true],
])("%s and %s: %s", (pattern, path, matches) => {
  expect(globbed([pattern])(path)).toBe(matches);
});

test("what is taken away again", () => {
  expect(globbed(["**/*.plan", "!old/**"])("old/a.plan")).toBe(false);
  expect(globbed(["**/*.plan", "!old/**"])("new/a.plan")).toBe(true);
});
