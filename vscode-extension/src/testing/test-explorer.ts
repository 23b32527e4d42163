/** Tests of plans in the Test Explorer: run, watched, debugged, and what they reach. */
import * as vscode from "vscode";
import type { BaseLanguageClient } from "vscode-languageclient";
import {
  type FileCoverage,
  type PreviewProblem,
  TESTS,
  type TestOutcome,
  type TestsAnswer,
  type TestsParams,
} from "@attain/language-server/protocol";
import { onPlanChange } from "../changes.ts";
import { locationOf } from "../places.ts";
import { ranTests } from "../walkthrough.ts";
import { detailsOf, tellCoverage } from "./coverage.ts";
import { failureText } from "./failure-text.ts";
import { runText } from "./run-text.ts";
import { type TestPlace, TestTree } from "./test-tree.ts";
import { eachOnce } from "./wanted.ts";

const { Run, Debug, Coverage } = vscode.TestRunProfileKind;

export class TestExplorer implements vscode.Disposable {
  readonly #client: BaseLanguageClient;
  readonly #controller = vscode.tests.createTestController("attain", "Attain");
  readonly #tree: TestTree;
  readonly #watched = new Set<vscode.TestRunRequest>();
  readonly #parts: vscode.Disposable[];
  #later: ReturnType<typeof setTimeout> | undefined;

  constructor(client: BaseLanguageClient) {
    this.#client = client;
    this.#tree = new TestTree(client, this.#controller);
    this.#profiles();
    this.#parts = [this.#controller, this.#tree, onPlanChange(client, () => this.#runWatched())];
  }

  /** A lens above a test. */
  async runOne(uri: vscode.Uri, title: string): Promise<void> {
    await this.#tree.read(uri);
    const item = this.#tree.test(uri, title);
    if (item !== undefined) await this.#run(new vscode.TestRunRequest([item]));
  }

  dispose(): void {
    clearTimeout(this.#later);
    vscode.Disposable.from(...this.#parts).dispose();
  }

  #profiles(): void {
    const controller = this.#controller;
    controller.createRunProfile(
      "Run",
      Run,
      async (request, token) => this.#asked(request, token),
      true,
      undefined,
      true,
    );
    controller.createRunProfile("Debug", Debug, async (request) => this.#debug(request), true);
    const coverage = controller.createRunProfile(
      "Coverage",
      Coverage,
      async (request, token) => this.#run(request, token, true),
      true,
    );
    coverage.loadDetailedCoverage = async (_, file) => detailsOf(file);
  }

  async #asked(request: vscode.TestRunRequest, token: vscode.CancellationToken): Promise<void> {
    if (request.continuous === true) {
      this.#watched.add(request);
      token.onCancellationRequested(() => this.#watched.delete(request));
    }
    await this.#run(request, token);
  }

  async #run(
    request: vscode.TestRunRequest,
    token?: vscode.CancellationToken,
    coverage = false,
  ): Promise<void> {
    if (request.include === undefined) await this.#tree.findAll();
    const run = this.#controller.createTestRun(request);
    const all = [...this.#controller.items].map(([, item]) => item);
    const wanted = eachOnce(request.include ?? all);
    const excluded = new Set(request.exclude);
    const reached: (readonly FileCoverage[])[] = [];
    for (const item of wanted) {
      const place = this.#tree.placeOf(item);
      if (token?.isCancellationRequested === true || place === undefined) continue;
      const items = leavesOf(item).filter((leaf) => !excluded.has(leaf));
      for (const leaf of items) run.started(leaf);
      const answer = await this.#answer(place, coverage);
      for (const leaf of items) tell(run, leaf, this.#outcomesOf(leaf, answer), answer.problem);
      const file = vscode.workspace.asRelativePath(place.uri);
      // A terminal is written to.
      run.appendOutput(runText(file, answer).replaceAll("\n", "\r\n"));
      reached.push(answer.coverage ?? []);
    }
    if (coverage) tellCoverage(run, reached);
    run.end();
    ranTests();
  }

  async #answer({ uri, ...place }: TestPlace, coverage: boolean): Promise<TestsAnswer> {
    const params: TestsParams = { uri: uri.toString(), ...place, coverage };
    return this.#client.sendRequest<TestsAnswer>(TESTS, params);
  }

  #outcomesOf(leaf: vscode.TestItem, { tests }: TestsAnswer): readonly TestOutcome[] {
    const place = this.#tree.placeOf(leaf);
    return tests.filter(
      (outcome) => outcome.title === place?.title && (outcome.case ?? 0) === (place.case ?? 0),
    );
  }

  async #debug({ include }: vscode.TestRunRequest): Promise<void> {
    const item = include?.[0] ?? [...this.#controller.items][0]?.[1];
    const place = item && this.#tree.placeOf(item);
    if (item === undefined || place === undefined) return;
    const title = place.title ?? [...item.children][0]?.[1].label;
    await vscode.debug.startDebugging(vscode.workspace.getWorkspaceFolder(place.uri), {
      type: "attain",
      request: "launch",
      name: title ?? item.label,
      program: place.uri.toString(),
      ...(title === undefined ? {} : { test: title }),
      ...(place.case === undefined ? {} : { case: place.case }),
    });
  }

  /** Once typing pauses. */
  #runWatched(): void {
    if (this.#watched.size === 0) return;
    clearTimeout(this.#later);
    this.#later = setTimeout(() => {
      for (const request of this.#watched) void this.#run(request);
    }, 400);
  }
}

/** What is run one by one: tests, and the lines of their tables of cases. */
function leavesOf(item: vscode.TestItem): vscode.TestItem[] {
  const below = [...item.children].flatMap(([, child]) => leavesOf(child));
  const isFile = item.parent === undefined;
  return isFile ? below : [item, ...below];
}

function tell(
  run: vscode.TestRun,
  item: vscode.TestItem,
  outcomes: readonly TestOutcome[],
  problem: PreviewProblem | undefined,
): void {
  const failures = outcomes.flatMap((outcome) => outcome.failures);
  if (problem !== undefined) {
    const message = new vscode.TestMessage(problem.message);
    if (problem.at !== undefined) message.location = locationOf(problem.at);
    run.errored(item, message);
  } else if (failures.length > 0) run.failed(item, failures.map(messageOf));
  // What a table of cases says stands at its lines.
  else if (outcomes.length > 0) run.passed(item);
}

function messageOf(failure: TestOutcome["failures"][number]): vscode.TestMessage {
  const { expected, actual, at } = failure;
  const said = new vscode.TestMessage(failureText(failure));
  said.location = locationOf(at);
  if (expected !== undefined && actual !== undefined) {
    said.expectedOutput = expected;
    said.actualOutput = actual;
  }
  return said;
}
