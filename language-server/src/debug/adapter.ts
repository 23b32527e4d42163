/**
 * A debug adapter: one payout, clause by clause, forwards and back. All of it has been computed when it starts, so a step
 * is a place in what was gone through, and no step can fail.
 */
import type { DebugProtocol } from "@vscode/debugprotocol";
import { type DebugGround, launch, type LaunchArguments, Refused } from "./launch.ts";
import { type Move, Session } from "./session.ts";
import { placeOf, stackAt } from "./shown.ts";
import type { Stop, Variable } from "./stop.ts";

type Answer = object | undefined | Promise<object | undefined>;
type Handlers = Readonly<Record<string, (given: never) => Answer>>;

const CAPABILITIES: DebugProtocol.Capabilities = {
  supportsConfigurationDoneRequest: true,
  supportsStepBack: true,
  supportsEvaluateForHovers: true,
  supportsRestartFrame: true,
  supportsExceptionInfoRequest: true,
  supportsBreakpointLocationsRequest: true,
  supportsTerminateRequest: true,
  supportsConditionalBreakpoints: true,
  supportsHitConditionalBreakpoints: true,
  supportsLogPoints: true,
};

const NOT_HERE = "This file is no part of the project of the plan.";

/** The one thread: the payout. */
const threadId = 1;

export class DebugAdapter {
  readonly #ground: DebugGround;
  readonly #send: (message: object) => void;
  readonly #handlers: Handlers;
  #seq = 0;
  #handled: Promise<void> = Promise.resolve();
  #session: Session | undefined;
  #stopsOnEntry = true;
  /** What the variables that an editor was told of hold: until the next move. */
  #held: (() => readonly Variable[])[] = [];
  /** What an editor is told after the answer to its request. */
  readonly #events: DebugProtocol.Event[] = [];
  /** The number of the first line, and of the first column, as an editor counts. */
  #first = { line: 1, column: 1 };

  constructor(ground: DebugGround, send: (message: object) => void) {
    this.#ground = ground;
    this.#send = send;
    this.#handlers = {
      ...this.#lifecycle(),
      ...this.#moves(),
      ...this.#halting(),
      ...this.#looks(),
    };
  }

  /** One after the other: what a request finds is what the one before has left. */
  async handle(request: DebugProtocol.Request): Promise<void> {
    this.#handled = this.#handled.then(async () => this.#answer(request));
    return this.#handled;
  }

  async #answer({ seq, command, arguments: given }: DebugProtocol.Request): Promise<void> {
    const answer = { type: "response", request_seq: seq, command };
    try {
      const handler = this.#handlers[command];
      if (handler === undefined)
        throw new Refused(`Attain's debugger doesn't know \`${command}\`.`);
      const body = await handler((given ?? {}) as never);
      this.#tell({ ...answer, success: true, ...(body === undefined ? {} : { body }) });
    } catch (error) {
      const words =
        error instanceof Refused ? error.message : `Attain itself failed: ${String(error)}`;
      const told = { id: 1, format: "{words}", variables: { words }, showUser: true };
      this.#tell({ ...answer, success: false, message: words, body: { error: told } });
    }
    for (const event of this.#events.splice(0)) this.#tell(event);
  }

  #lifecycle(): Handlers {
    return {
      initialize: (given: DebugProtocol.InitializeRequestArguments) => {
        this.#first = {
          line: given.linesStartAt1 === false ? 0 : 1,
          column: given.columnsStartAt1 === false ? 0 : 1,
        };
        return CAPABILITIES;
      },
      launch: async (given: LaunchArguments) => {
        this.#session = new Session(await launch(given, this.#ground), (text, stop) =>
          this.#log(text, stop),
        );
        this.#stopsOnEntry = given.stopOnEntry !== false;
        this.#event("output", { category: "console", output: `${this.#now().launched.summary}\n` });
        this.#event("initialized");
        return undefined;
      },
      configurationDone: () => this.#go(this.#stopsOnEntry ? "entry" : "run"),
      threads: () => {
        const [stop] = this.#session?.stops ?? [];
        return { threads: [{ id: threadId, name: stop?.frame.name ?? "payout" }] };
      },
      disconnect: () => undefined,
      terminate: () => this.#event("terminated"),
    };
  }

  #moves(): Handlers {
    return {
      next: () => this.#go("next"),
      stepIn: () => this.#go("stepIn"),
      stepOut: () => this.#go("stepOut"),
      stepBack: () => this.#go("stepBack"),
      continue: () => {
        this.#go("continue");
        return { allThreadsContinued: true };
      },
      reverseContinue: () => this.#go("reverseContinue"),
      pause: () => this.#event("stopped", { reason: "pause", threadId, allThreadsStopped: true }),
      restartFrame: ({ frameId }: DebugProtocol.RestartFrameArguments) => {
        this.#now().restart(frameId - 1);
        this.#stopped("restart");
      },
    };
  }

  #halting(): Handlers {
    return {
      setBreakpoints: ({ source, breakpoints = [] }: DebugProtocol.SetBreakpointsArguments) => {
        const session = this.#now();
        const path = session.launched.pathIn(source.path ?? "");
        const wanted = breakpoints.map((one) => ({
          ...one,
          line: one.line + 1 - this.#first.line,
        }));
        const set =
          path === undefined ? wanted.map(() => NOT_HERE) : session.setBreakpoints(path, wanted);
        return {
          breakpoints: set.map((one) => {
            if (typeof one === "string") return { verified: false, message: one };
            const { line, message } = one;
            const told = message === undefined ? {} : { message };
            return { verified: true, line: line - 1 + this.#first.line, ...told };
          }),
        };
      },
      setExceptionBreakpoints: () => ({ breakpoints: [] }),
      breakpointLocations: (given: DebugProtocol.BreakpointLocationsArguments) => {
        const session = this.#now();
        const path = session.launched.pathIn(given.source.path ?? "");
        const lines = path === undefined ? [] : [...session.linesIn(path)];
        const shown = lines.map((line) => line - 1 + this.#first.line);
        const { line: from, endLine = from } = given;
        return {
          breakpoints: shown.flatMap((line) => (line >= from && line <= endLine ? { line } : [])),
        };
      },
      exceptionInfo: () => {
        const { stops, at, launched } = this.#now();
        const fault = stops[at]?.fault;
        if (fault === undefined) throw new Refused("Nothing is wrong here.");
        const description = launched.faultOf(fault);
        return { exceptionId: fault.code, description, breakMode: "always" };
      },
    };
  }

  #looks(): Handlers {
    return {
      stackTrace: ({ startFrame = 0, levels = 0 }: DebugProtocol.StackTraceArguments) => {
        const { launched, stops, at } = this.#now();
        const stack = stackAt(launched.journey, at);
        const shown = stack.slice(startFrame, levels === 0 ? undefined : startFrame + levels);
        return {
          totalFrames: stack.length,
          stackFrames: shown.flatMap((i) => {
            const stop = stops[i];
            const place = stop && placeOf(launched, stop);
            if (stop === undefined || place === undefined) return [];
            const { line, column } = this.#first;
            return {
              id: i + 1,
              name: stop.frame.name,
              source: place.source,
              // Without an end: an editor would select all of the clause, and the next key would replace it.
              line: place.line - 1 + line,
              column: place.column - 1 + column,
              canRestart: true,
            };
          }),
        };
      },
      scopes: ({ frameId }: DebugProtocol.ScopesArguments) => {
        return {
          scopes: this.#now()
            .sections(frameId - 1)
            .map(({ name, hint, values }) => ({
              name,
              ...(hint === undefined ? {} : { presentationHint: hint }),
              variablesReference: this.#hold(values),
              expensive: false,
            })),
        };
      },
      variables: ({ variablesReference }: DebugProtocol.VariablesArguments) => {
        const values = this.#held[variablesReference - 1]?.() ?? [];
        return {
          variables: values.map((value) => ({ ...this.#shown(value), evaluateName: value.name })),
        };
      },
      evaluate: ({ expression, frameId }: DebugProtocol.EvaluateArguments) => {
        const session = this.#now();
        const found = session.answer(frameId === undefined ? session.at : frameId - 1, expression);
        if (typeof found === "string") throw new Refused(found);
        const { value: result, name: _, ...rest } = this.#shown(found);
        return { result, ...rest };
      },
    };
  }

  #now(): Session {
    if (this.#session === undefined) throw new Refused("No plan has been launched.");
    return this.#session;
  }

  #go(move: Move): undefined {
    const halt = this.#now().move(move);
    if (halt !== undefined) return this.#stopped(halt);
    this.#event("terminated");
  }

  #stopped(reason: string): undefined {
    const { stops, at, launched } = this.#now();
    this.#held = [];
    const fault = stops[at]?.fault;
    const text = fault === undefined ? {} : { text: launched.faultOf(fault) };
    this.#event("stopped", {
      reason: reason === "end" ? "step" : reason,
      ...(reason === "end" ? { description: "The end of the payout" } : {}),
      ...text,
      threadId,
      allThreadsStopped: true,
    });
  }

  /** What a breakpoint writes, with its line. */
  #log(text: string, stop: Stop): void {
    const place = placeOf(this.#now().launched, stop);
    const at = place && { source: place.source, line: place.line - 1 + this.#first.line };
    this.#event("output", { category: "console", output: `${text}\n`, ...at });
  }

  #shown({ name, value, type, parts }: Variable): DebugProtocol.Variable {
    const variablesReference = parts === undefined ? 0 : this.#hold(parts);
    return { name, value, ...(type === undefined ? {} : { type }), variablesReference };
  }

  #hold(values: () => readonly Variable[]): number {
    return this.#held.push(values);
  }

  #event(event: string, body?: object): undefined {
    this.#events.push({ seq: 0, type: "event", event, ...(body === undefined ? {} : { body }) });
  }

  #tell(message: object): void {
    this.#seq += 1;
    this.#send({ ...message, seq: this.#seq });
  }
}
