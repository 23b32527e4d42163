// The server as a worker of a real browser, with nothing of VS Code about: it starts, and checks by files that it is handed.
import { readFileSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { fileURLToPath } from "node:url";
import { chromium, type Page } from "playwright-core";
import { expect, inject, onTestFinished, test } from "vitest";
import type { DocumentDiagnosticReport } from "vscode-languageserver-protocol";
import { FILES, type Preview, PREVIEW } from "../../language-server/src/protocol.ts";
import { COMPANY, PLAN } from "../support/sample-plan.ts";

/** As it is in the package that the other tests install. */
const SERVER = fileURLToPath(new URL("../../vscode-extension/dist/web-server.js", import.meta.url));

/** What a page does to talk to it: the protocol's messages are the worker's. */
const PAGE = `<!doctype html><title>Worker</title><script>
  const worker = new Worker("/web-server.js");
  const waiting = new Map();
  let count = 0;
  worker.onmessage = ({ data }) => {
    if (data.method !== undefined) return;
    waiting.get(data.id)?.(data.error === undefined ? data.result : { failed: data.error.message });
  };
  worker.onerror = ({ message }) => { document.title = message; };
  function tell(method, params) { worker.postMessage({ jsonrpc: "2.0", method, params }); }
  function ask(method, params) {
    count += 1;
    worker.postMessage({ jsonrpc: "2.0", id: count, method, params });
    return new Promise((resolve) => waiting.set(count, resolve));
  }
</script>`;

interface Talk {
  readonly page: Page;
  readonly tell: (method: string, params: object) => Promise<void>;
  readonly ask: <Result>(method: string, params: object) => Promise<Result>;
}

function call(name: string, method: string, params: object): string {
  return `${name}(${JSON.stringify(method)}, ${JSON.stringify(params)})`;
}

/** A page on the loopback, and its worker. */
async function started(): Promise<Talk> {
  const server = createServer(({ url }, response) => {
    const isScript = url === "/web-server.js";
    response.setHeader("content-type", isScript ? "text/javascript" : "text/html");
    response.end(isScript ? readFileSync(SERVER) : PAGE);
  });
  await new Promise<void>((resolve) => void server.listen(0, "127.0.0.1", resolve));
  const browser = await chromium.launch({
    executablePath: inject("browser"),
    headless: true,
    args: ["--no-sandbox"],
  });
  onTestFinished(async () => {
    await browser.close();
    await new Promise((resolve) => void server.close(resolve));
  });
  const page = await browser.newPage();
  await page.goto(`http://127.0.0.1:${(server.address() as AddressInfo).port}/`);
  return {
    page,
    tell: async (method, params) => page.evaluate(call("tell", method, params)),
    ask: async (method, params) => page.evaluate(call("ask", method, params)),
  };
}

const uri = (path: string): string => `vscode-vfs://github/acme/pay/${path}`;
const PLAN_FILE = uri("plans/main.plan");

const HANDED: Readonly<Record<string, string>> = {
  "attain.json": JSON.stringify({
    data: {
      Reps: { file: "data/reps.csv" },
      Deals: { file: "data/deals.csv" },
      Quotas: { file: "data/quotas.csv" },
    },
  }),
  "plans/company.plan": COMPANY,
  "data/reps.csv": "id,name,role,hired,manager\nana,Ana,AE,2020-01-01,\n",
  "data/deals.csv":
    "id,rep,stage,line,amount,seats,closed_on\nD-1,ana,Won,Platform,110000.00,5,2026-02-01\n",
  "data/quotas.csv": "rep,quarter,amount,target\nana,FY2026-Q1,100000,8000\n",
};

test("checks and pays in a worker of a browser", async () => {
  const { page, tell, ask } = await started();
  const initialized = await ask<object>("initialize", {
    processId: null,
    rootUri: uri(""),
    capabilities: { textDocument: { diagnostic: {} } },
  });
  expect(initialized).toMatchObject({ serverInfo: { name: "Attain" } });
  await tell("initialized", {});
  await tell(FILES, {
    files: Object.entries(HANDED).map(([path, text]) => ({ uri: uri(path), text })),
  });
  const text = `import "company.plan"\n${PLAN}`;
  const broken = text.replace("Sales / quota", "Sals / quota");
  await tell("textDocument/didOpen", {
    textDocument: { uri: PLAN_FILE, languageId: "attain", version: 1, text: broken },
  });
  const codes = async (): Promise<unknown> => {
    const report = await ask<DocumentDiagnosticReport>("textDocument/diagnostic", {
      textDocument: { uri: PLAN_FILE },
    });
    return report.kind === "full" ? report.items.map(({ code }) => code) : report;
  };
  expect(await codes()).toEqual(["ATN2001"]);
  await tell("textDocument/didChange", {
    textDocument: { uri: PLAN_FILE, version: 2 },
    contentChanges: [{ text }],
  });
  expect(await codes()).toEqual([]);
  const preview = await ask<Preview>(PREVIEW, { uri: PLAN_FILE });
  expect(preview.problem).toBeUndefined();
  // 100,000 x 8% + 10,000 x 12% = 9,200
  expect(preview.pay?.payout.text).toBe("9,200.00 USD");
  expect(await page.title()).toBe("Worker");
});
