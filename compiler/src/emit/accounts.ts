/** What passes from one pay period to the next, as methods of TypeScript that remember what they found. */
import type * as ir from "../ir/ir.ts";
import { looksAtPaid, paysLater } from "../ir/reads.ts";
import { payeeAndPeriod } from "./components.ts";
import { type Emitter, type Place, placeIn, remark, uses } from "./emitter.ts";
import { emit } from "./expressions.ts";
import { rounded } from "./rounding.ts";
import { access, propertyKey } from "./names.ts";
import { tsType } from "./value-type.ts";

/** Of what a class has one of for each name. */
export interface Kept {
  readonly fields: string;
  readonly methods: readonly string[];
}

/** Whether the steps of a component, or of the payout, must be taken in the order of the periods. */
export function remembers(steps: readonly ir.Step[]): boolean {
  return steps.some(({ op }) => op === "carried" || op === "settled" || op === "trued up");
}

export function carries(steps: readonly ir.Step[]): boolean {
  return steps.some(({ op }) => op === "carried");
}

function drawsIn(steps: readonly ir.Step[]): string[] {
  return steps.flatMap((step) => (step.op === "settled" ? [step.draw] : []));
}

/** What the steps of such a component, or payout, give: its pay, and what passes on. */
export function takenType(e: Emitter, steps: readonly ir.Step[]): string {
  const { currency } = e.plan;
  const money = e.type(`Money<"${currency}">`);
  const draws = drawsIn(steps).map(
    (name) => `readonly ${propertyKey(name)}: ${e.type(`Drawn<"${currency}">`)}`,
  );
  return [
    `{ readonly paid: ${money}`,
    ...(carries(steps) ? [`readonly carried: ${money}`] : []),
    ...(draws.length > 0 ? [`readonly draws: { ${draws.join("; ")} }`] : []),
  ]
    .join("; ")
    .concat(" }");
}

/** The result of such steps; `draws` are the names under which what was drawn is known. */
export function takenValue(
  paid: string,
  carried: string | undefined,
  draws: readonly (readonly [string, string])[],
): string {
  const kept = draws.map(([name, value]) => `${propertyKey(name)}: ${value}`);
  return [
    paid === "paid" ? "{ paid" : `{ paid: ${paid}`,
    ...(carried === undefined ? [] : [carried === "carried" ? carried : `carried: ${carried}`]),
    ...(kept.length > 0 ? [`draws: { ${kept.join(", ")} }`] : []),
  ]
    .join(", ")
    .concat(" }");
}

/** What a closed gate gives: nothing is paid, and what came from the period before passes on. */
export function shutValue(e: Emitter, name: string, steps: readonly ir.Step[]): string {
  const opening = (of: string): string => `this.${e.names.opening(of)}(payee, period)`;
  const draws = drawsIn(steps).map((draw) => {
    const node = e.draw(draw);
    const forgiven =
      node.forgiven === undefined ? "" : `, this.${e.names.forgiven(draw)}(payee, period)`;
    return [draw, `${e.use("unsettled")}(${opening(draw)}${forgiven})`] as const;
  });
  const zero = `${e.use("money")}("0", "${e.plan.currency}")`;
  return takenValue(zero, carries(steps) ? opening(name) : undefined, draws);
}

/** The field that remembers the steps of `name`, and the methods that read it. */
function emitRemembered(e: Emitter, name: string, of: string, payee: string): string {
  const { names } = e;
  return `private readonly ${names.steps(name)} = new ${e.use("Remembered")}(CALENDAR, ${e.names.term}.start, (payee: ${payee}, period: ${e.type("Period")}) => this.${of}(payee, period));\n`;
}

/** What a component or the payout carries: from the period before, and to the next. */
export function emitCarried(e: Emitter, name: string, payee: string): string[] {
  const { names, plan } = e;
  const money = e.type(`Money<"${plan.currency}">`);
  const args = `payee: ${payee}, period: ${e.type("Period")}`;
  const zero = `${e.use("money")}("0", "${plan.currency}")`;
  return [
    `${remark(`What ${name} carries to the next ${plan.pays}.`)}${names.carried(name)}(${args}): ${money} {\nreturn this.${names.steps(name)}.of(payee, period).carried;\n}`,
    emitOpening(e, name, money, args, zero, `this.${names.carried(name)}(payee, before)`),
  ];
}

function emitOpening(
  e: Emitter,
  name: string,
  type: string,
  args: string,
  first: string,
  later: string,
): string {
  const before = `const before = ${e.use("previousPeriod")}(CALENDAR, period);`;
  return `${remark(`What there is of ${name} before a ${e.plan.pays}.`)}${e.names.opening(name)}(${args}): ${type} {\nif (period.start <= ${e.names.term}.start) return ${first};\n${before}\nreturn ${later};\n}`;
}

/** What an account opens at, read in the first period of the plan. */
function openingValue(e: Emitter, value: ir.NumberExpr): string {
  const { pays } = e.plan;
  const text = emit(e, value, { ...placeIn(pays), period: FIRST });
  if (!uses(text, FIRST)) return text;
  const first = `${e.use("periodOf")}(CALENDAR, ${JSON.stringify(pays)}, ${e.names.term}.start)`;
  return text.replace(/(?<![.\w$])firstPeriod(?![\w$])/g, first);
}

/** Stands for that period, which mostly isn't asked for. */
const FIRST = "firstPeriod";

function emitDraw(e: Emitter, node: ir.Draw, payee: string): string[] {
  const { names, plan } = e;
  const { name, label, doc, origin, forgiven } = node;
  const owner =
    plan.components.find(({ steps }) => drawsIn(steps).includes(name))?.name ?? "payout";
  const money = e.type(`Money<"${plan.currency}">`);
  const args = `payee: ${payee}, period: ${e.type("Period")}`;
  const title = label === undefined ? `draw ${name}` : `draw ${name}: ${label}`;
  const comment = [title, ...(doc?.split("\n") ?? []), e.locate(origin)].join(" — ");
  const first =
    node.opening === undefined
      ? `${e.use("money")}("0", "${plan.currency}")`
      : openingValue(e, node.opening);
  const condition = forgiven === undefined ? "" : emit(e, forgiven, placeIn(plan.pays));
  const before = e.looksBack
    ? `if (period.end < ${e.names.term}.start) return ${e.use("unsettled")}(this.${names.opening(name)}(payee, period));\n`
    : "";
  const isForgiven =
    forgiven === undefined
      ? []
      : [
          `${remark(`Whether what is owed of ${name} is forgiven — ${e.locate(forgiven.origin)}`)}${names.forgiven(name)}(${payeeAndPeriod(e, condition, payee)}): boolean {\nreturn ${condition};\n}`,
        ];
  return [
    `${remark(comment)}${names.draw(name)}(${args}): ${e.type(`Drawn<"${plan.currency}">`)} {\n${before}return this.${names.steps(owner)}.of(payee, period).draws${access(name)};\n}`,
    emitOpening(e, name, money, args, first, `this.${names.draw(name)}(payee, before).owed`),
    ...isForgiven,
  ];
}

function emitGuarantee(e: Emitter, guarantee: ir.Draw["guarantee"], at: Place): string {
  if (guarantee === undefined) return "undefined";
  const conditions = [
    ...(paysLater(e.plan) ? [`${e.use("holdsIn")}(period, ${e.names.term})`] : []),
    ...(guarantee.when === undefined ? [] : [emit(e, guarantee.when, at)]),
  ];
  const amount = emit(e, guarantee.value, at);
  return conditions.length === 0 ? amount : `${conditions.join(" && ")} ? ${amount} : undefined`;
}

/** How pay is settled against a draw, line by line. */
export function emitSettled(e: Emitter, node: ir.Draw, before: string, at: Place): string {
  const { guarantee, repaid, rounding, name } = node;
  const guarantees = emitGuarantee(e, guarantee, at);
  const round =
    rounding === undefined ? [] : [`round: (amount) => ${rounded(e, "amount", rounding, at)}`];
  if (repaid === "never")
    return `${e.use("toppedUp")}(${before}, { ${[`guarantees: ${guarantees}`, ...round].join(", ")} })`;
  const { share, kept, since, limit } = repaid;
  const terms = [
    `guarantees: ${guarantees}`,
    `opening: this.${e.names.opening(name)}(payee, period)`,
    ...(kept === undefined ? [] : [`keeps: ${emit(e, kept, at)}`]),
    ...(share === undefined ? [] : [`share: ${emit(e, share, at)}`]),
    ...(limit === undefined ? [] : [`atMost: ${emit(e, limit, at)}`]),
    ...(since === undefined ? [] : [`isDue: period.end >= ${emit(e, since, at)}`]),
    ...(node.forgiven === undefined
      ? []
      : [`isForgiven: this.${e.names.forgiven(name)}(payee, period)`]),
    ...round,
  ];
  return `${e.use("settled")}(${before}, {\n${terms.join(",\n")},\n})`;
}

function emitBalance(e: Emitter, node: ir.Balance, payee: string): string[] {
  const { names, plan } = e;
  const { name, label, doc, unit, origin, becomes, rounding } = node;
  const type = e.type(tsType({ kind: "number", unit }));
  const args = `payee: ${payee}, period: ${e.type("Period")}`;
  const title = label === undefined ? `balance ${name}` : `balance ${name}: ${label}`;
  const comment = [title, ...(doc?.split("\n") ?? []), e.locate(origin)].join(" — ");
  const value = emit(e, becomes, placeIn(plan.pays));
  const whole = rounding === undefined ? value : rounded(e, value, rounding, placeIn(plan.pays));
  const first = openingValue(e, node.opening);
  return [
    `${remark(comment)}${names.balance(name)}(${args}): ${type} {\nreturn this.${names.steps(name)}.of(payee, period);\n}`,
    emitOpening(e, name, type, args, first, `this.${names.balance(name)}(payee, before)`),
    `private ${names.taken(name)}(${payeeAndPeriod(e, whole, payee)}): ${type} {\nreturn ${whole}; // ${e.locate(becomes.origin)}\n}`,
  ];
}

/** Reading what passes on: what there is before the period, what moves in it, what there is after. */
export function emitFact(e: Emitter, { name, fact }: ir.Kept, at: Place): string {
  const args = `(${at.payee ?? "payee"}, ${at.period ?? "period"})`;
  const { names, plan } = e;
  if (fact === "opening") return `this.${names.opening(name)}${args}`;
  if (plan.draws.some((draw) => draw.name === name))
    return `this.${names.draw(name)}${args}.${fact === "closing" ? "owed" : fact}`;
  if (plan.balances.some((balance) => balance.name === name))
    return `this.${names.balance(name)}${args}`;
  return `this.${names.carried(name)}${args}`;
}

/** What passes on in a class: the fields that remember it, and the methods of its draws and balances. */
export function emitKept(e: Emitter, payee: string): Kept {
  const { components, payout, draws, balances } = e.plan;
  const columns = [...components, { name: "payout", steps: payout.steps }].filter(({ steps }) =>
    remembers(steps),
  );
  const along = components.filter(looksAtPaid);
  const remembered = [...columns, ...along, ...balances].map(({ name }) =>
    emitRemembered(e, name, e.names.taken(name), payee),
  );
  return {
    fields: remembered.join(""),
    methods: [
      ...draws.flatMap((draw) => emitDraw(e, draw, payee)),
      ...balances.flatMap((balance) => emitBalance(e, balance, payee)),
    ],
  };
}
