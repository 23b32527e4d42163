/** What a command may do to the world around it: write text, and know how that will be shown. */
import { relative } from "node:path";
import { styleText } from "node:util";
import type { Paint } from "../diagnostics/render.ts";

export interface Io {
  /** The folder that the command is run in. */
  readonly cwd: string;
  readonly out: (text: string) => void;
  readonly err: (text: string) => void;
  /** Whether `out` is a terminal that shows colours. */
  readonly colour: boolean;
  /** Whether `err` is a terminal, on which a line can be written over. */
  readonly interactive: boolean;
}

/** The process's own streams. Colours only on a terminal, and not where NO_COLOR is set. */
export function processIo(): Io {
  const noColour = (process.env["NO_COLOR"] ?? "") !== "";
  return {
    cwd: process.cwd(),
    out: (text) => void process.stdout.write(text),
    err: (text) => void process.stderr.write(text),
    colour: process.stdout.isTTY && !noColour,
    interactive: process.stderr.isTTY,
  };
}

/** A path as the command line shows it: from where the command is run. */
export function shownPath({ cwd }: Pick<Io, "cwd">, path: string): string {
  const shown = relative(cwd, path);
  return shown === "" ? "." : shown;
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
export function progress(
  io: Io,
  what: string,
): { readonly at: (done: number, total: number) => void; readonly end: () => void } {
  if (!io.interactive) return { at: () => undefined, end: () => undefined };
  const width = 24;
  return {
    at: (done, total) => {
      const filled = total === 0 ? width : Math.floor((done * width) / total);
      io.err(`\r${what}  ${"█".repeat(filled)}${"░".repeat(width - filled)}  ${done} of ${total}`);
    },
    end: () => io.err(`\r${" ".repeat(what.length + width + 32)}\r`),
  };
}
