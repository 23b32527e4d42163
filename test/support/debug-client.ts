// A client that speaks with the bundled debug adapter over its standard input and output.
import { spawn } from "node:child_process";
import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import type { DebugProtocol } from "@vscode/debugprotocol";
import { build } from "esbuild";
import { onTestFinished } from "vitest";
import type { LaunchArguments } from "../../language-server/src/debug/launch.ts";
import { Decoder, encoded } from "../../language-server/src/debug/wire.ts";
import { debugAdapter } from "../../scripts/bundles.mjs";
import { type Marked, marked } from "./marked-plans.ts";

const BUNDLE = `language-server/dist/debug-adapter-under-test-${process.env["VITEST_POOL_ID"] ?? "0"}.js`;

let bundled: Promise<unknown> | undefined;

/** Where a debugger stands, as an editor shows it. */
interface Shown {
  readonly reason: string;
  /** Where the reason has words of its own. */
  readonly description?: string;
  /** `commission: earns Commission on Sales`, the innermost first. */
  readonly stack: readonly string[];
  readonly frames: readonly DebugProtocol.StackFrame[];
}

export interface Debugger {
  readonly marked: Marked;
  readonly path: (path: string) => string;
  readonly lineOf: (mark: string) => number;
  /** What the adapter has written beside the protocol's answers. */
  readonly output: () => string;
  readonly request: <Body>(command: string, given?: object) => Promise<Body>;
  /** Launches, and waits until it halts first. */
  readonly launch: (given?: LaunchArguments, breakpoints?: readonly number[]) => Promise<Shown>;
  /** A move, and where it halts; undefined when it is done. */
  readonly move: (command: string, given?: object) => Promise<Shown | undefined>;
  /** Of a part of what is seen in the innermost frame, `name: value`. */
  readonly seen: (section: string) => Promise<string[]>;
  readonly ask: (expression: string) => Promise<string>;
}

export async function debuggerOn(source: string): Promise<Debugger> {
  const plain = marked(source);
  const folder = realpathSync(mkdtempSync(join(tmpdir(), "attain-debug-")));
  for (const [path, text] of Object.entries(plain.files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
  const root = fileURLToPath(new URL("../..", import.meta.url));
  bundled ??= build(debugAdapter(BUNDLE));
  await bundled;
  const adapter = spawn(process.execPath, [join(root, BUNDLE)], { cwd: folder });
  let stderr = "";
  adapter.stderr.on("data", (data: Buffer) => void (stderr += data.toString()));
  const client = new Client((bytes) => void adapter.stdin.write(bytes));
  adapter.stdout.on("data", (chunk: Buffer) => client.receive(chunk));
  onTestFinished(async () => {
    const gone = new Promise<void>((resolve) => void adapter.once("exit", () => resolve()));
    await client.request("disconnect");
    await gone;
    rmSync(folder, { recursive: true, force: true });
    if (stderr !== "") throw new Error(`Written beside the protocol: ${stderr}`);
  });
  const path = (of: string): string => join(folder, of);
  return { marked: plain, path, ...movesOf(client, plain, path) };
}

function movesOf(
  client: Client,
  { files, path: own, places }: Marked,
  path: (path: string) => string,
): Omit<Debugger, "marked" | "path"> {
  const request = async <Body>(command: string, given: object = {}): Promise<Body> =>
    (await client.request(command, given)).body as Body;
  const shown = async (): Promise<Shown | undefined> => {
    const event = await client.event(["stopped", "terminated"]);
    if (event.event === "terminated") return undefined;
    const { stackFrames } = await request<DebugProtocol.StackTraceResponse["body"]>("stackTrace");
    const stack = stackFrames.map(({ name, source, line }) => {
      const text = files[(source?.path ?? "").slice(path("").length + 1)] ?? "";
      return `${name}: ${text.split("\n")[line - 1]?.trim() ?? "?"}`;
    });
    const { reason, description } = event.body as DebugProtocol.StoppedEvent["body"];
    const said = description === undefined ? {} : { description };
    return { reason, ...said, stack, frames: stackFrames };
  };
  const move = async (command: string, given: object = {}): Promise<Shown | undefined> => {
    await request(command, { threadId: 1, ...given });
    return shown();
  };
  return {
    request,
    move,
    output: () => client.output,
    lineOf: (mark) => {
      const place = places[mark];
      return (files[place?.path ?? ""] ?? "").slice(0, place?.offset ?? 0).split("\n").length;
    },
    launch: async (given = {}, lines = []) => {
      await request("initialize", { adapterID: "attain" });
      await request("launch", { program: path(own), ...given });
      await client.event(["initialized"]);
      await request("setBreakpoints", {
        source: { path: path(own) },
        breakpoints: lines.map((line) => ({ line })),
      });
      const first = await move("configurationDone");
      if (first === undefined) throw new Error("It ended without a halt.");
      return first;
    },
    seen: async (section) => {
      const { stackFrames } = await request<DebugProtocol.StackTraceResponse["body"]>("stackTrace");
      const { scopes } = await request<DebugProtocol.ScopesResponse["body"]>("scopes", {
        frameId: stackFrames[0]?.id,
      });
      const scope = scopes.find(({ name }) => name === section);
      if (scope === undefined) return [];
      const { variables } = await request<DebugProtocol.VariablesResponse["body"]>(
        "variables",
        scope,
      );
      return variables.map(({ name, value }) => `${name}: ${value}`);
    },
    ask: async (expression) =>
      (await request<DebugProtocol.EvaluateResponse["body"]>("evaluate", { expression })).result,
  };
}

class Client {
  output = "";
  readonly #write: (bytes: Uint8Array) => void;
  readonly #decoder = new Decoder();
  readonly #waiting = new Map<number, (response: DebugProtocol.Response) => void>();
  #events: DebugProtocol.Event[] = [];
  #heard: () => void = () => undefined;
  #seq = 0;

  constructor(write: (bytes: Uint8Array) => void) {
    this.#write = write;
  }

  receive(chunk: Uint8Array): void {
    for (const message of this.#decoder.push(chunk) as DebugProtocol.ProtocolMessage[]) {
      if (message.type === "response") {
        const response = message as DebugProtocol.Response;
        this.#waiting.get(response.request_seq)?.(response);
        continue;
      }
      const event = message as DebugProtocol.Event;
      if (event.event === "output") this.output += (event.body as { output: string }).output;
      this.#events.push(event);
      this.#heard();
    }
  }

  /** An answer that says no is thrown, in its words. */
  async request(command: string, given: object = {}): Promise<DebugProtocol.Response> {
    this.#seq += 1;
    const seq = this.#seq;
    const answered = new Promise<DebugProtocol.Response>((resolve) => {
      this.#waiting.set(seq, resolve);
    });
    this.#write(encoded({ seq, type: "request", command, arguments: given }));
    const response = await answered;
    if (!response.success) throw new Error(response.message);
    return response;
  }

  async event(names: readonly string[]): Promise<DebugProtocol.Event> {
    for (;;) {
      const found = this.#events.find(({ event }) => names.includes(event));
      this.#events = this.#events.filter((one) => one !== found);
      if (found !== undefined) return found;
      await new Promise<void>((resolve) => void (this.#heard = resolve));
    }
  }
}
