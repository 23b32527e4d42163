/** What a command may do to the world around it: write text, and know how that will be shown. */
import { styleText } from "node:util";
import type { Paint } from "../diagnostics/render.ts";

export interface Io {
  /** The folder that the command is run in. */
  readonly cwd: string;
  /** All that is written to the command. */
  readonly input: () => Promise<Uint8Array>;
  readonly out: (text: string) => void;
  readonly err: (text: string) => void;
  /** Whether what is written is shown in colours. */
  readonly colour: boolean;
  /** Whether `err` is a terminal, on which a line can be written over. */
  readonly interactive: boolean;
  /** Ends what would go on for ever; the process's own signals if there is none. */
  readonly stop?: AbortSignal;
}

/** The process's own streams. */
export function processIo(): Io {
  const { stdout, stderr, env } = process;
  return {
    cwd: process.cwd(),
    input: async () => (await import("node:stream/consumers")).buffer(process.stdin),
    out: (text) => void stdout.write(text),
    err: (text) => void stderr.write(text),
    colour: wantsColour(env) ?? (stdout.isTTY && stderr.isTTY),
    interactive: stderr.isTTY,
  };
}

/** What the environment says of colours: FORCE_COLOR before NO_COLOR; undefined if it leaves them to the terminal. */
function wantsColour(env: NodeJS.ProcessEnv): boolean | undefined {
  const [force = "", none = ""] = [env["FORCE_COLOR"], env["NO_COLOR"]];
  if (force !== "") return force !== "0" && force !== "false";
  return none !== "" || env["TERM"] === "dumb" ? false : undefined;
}

const COLOURS = { error: "red", warning: "yellow", info: "cyan" } as const;

/** Colours for a terminal, or none. */
export function paintOf({ colour }: Pick<Io, "colour">): Paint {
  const style = (format: Parameters<typeof styleText>[0], text: string): string =>
    colour && text !== "" ? styleText(format, text, { validateStream: false }) : text;
  return {
    severity: (severity, text) => style(COLOURS[severity], text),
    dim: (text) => style("dim", text),
    strong: (text) => style("bold", text),
  };
}

/** A bar on one line of the terminal while something takes long; nothing anywhere else. */
export interface Progress {
  /** `done` may have a fraction; whole things are counted. */
  readonly at: (done: number, total: number) => void;
  readonly end: () => void;
}

const WIDTH = 24;

export function progress({ interactive, err }: Io, what: string): Progress {
  if (!interactive) return { at: () => undefined, end: () => undefined };
  let shown = "";
  return {
    at: (done, total) => {
      const filled = total === 0 ? WIDTH : Math.min(WIDTH, Math.floor((done * WIDTH) / total));
      const bar = "█".repeat(filled) + "░".repeat(WIDTH - filled);
      // Thousands of people move the bar only now and then.
      if (bar === shown && done < total) return;
      shown = bar;
      err(`\r${what}  ${bar}  ${Math.floor(done)} of ${total}`);
    },
    end: () => err(`\r${" ".repeat(what.length + WIDTH + 32)}\r`),
  };
}
