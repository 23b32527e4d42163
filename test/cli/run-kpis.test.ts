// `attain run`: KPIs and goals stand in kpis.csv, in JSON and below the payouts, each once for each whom it is of.
import { describe, expect, it } from "vitest";
import { attain, json, project, read, settings, write } from "../support/command-line.ts";

const STEERING = `people Reps
  id   : Text key
  name : Text
  team : one of North, South

source Deals
  id     : Text key
  rep    : Reps
  stage  : one of Won, Lost
  amount : USD at least 0 USD
  closed : Date

source Targets
  quarter : Quarter key
  rate    : Ratio

plan Steering
  for    Reps
  during FY2026
  pays   each Quarter in USD

  credit Won from Deals
    where stage is Won
    dated closed
    worth amount
    to    rep

  credit Decided from Deals
    dated closed
    worth amount
    to    rep

  kpi win_rate "Win rate" means count of Won / count of Decided otherwise 0%
    higher is better
    baseline 25%

  kpi team_rate means win_rate
    among Reps by team

  goal half "One in two" of win_rate each Year
    among Reps
    from  25%
    to    Targets.rate

  component commission
    earns 5% of Won
    rounded half even to cent
`;

/** Ada has won 1 of 2 in the first quarter, Ben 0 of 1, Cyn 1 of 1 in the second. */
function steering(targets = "quarter,rate\nFY2026-Q1,50%\nFY2026-Q2,50%\n"): string {
  return project({
    "attain.json": settings({
      data: {
        Reps: { file: "data/reps.csv" },
        Deals: { file: "data/deals.csv" },
        Targets: { file: "data/targets.csv" },
      },
    }),
    "plans/house.plan": undefined,
    "plans/sales.plan": STEERING,
    "data/reps.csv": "id,name,team\nr1,Ada,North\nr2,Ben,North\nr3,Cyn,South\n",
    "data/deals.csv": [
      "id,rep,stage,amount,closed",
      "D1,r1,Won,1000,2026-01-20",
      "D2,r1,Lost,1000,2026-02-20",
      "D3,r2,Lost,1000,2026-03-20",
      "D4,r3,Won,1000,2026-04-20",
      "",
    ].join("\n"),
    "data/targets.csv": targets,
  });
}

const HEAD = "plan,period,name,label,kpi,level,of,unit,better,value,baseline,target,progress,met";

describe("kpis.csv", () => {
  it("has a line for each payee, for each team, and for the company", async () => {
    const folder = steering();
    const { code, out } = await attain(folder, "run", "--period", "FY2026-Q1");
    expect([code, out]).toEqual([0, expect.stringContaining("kpis.csv")]);
    // One of three is won in all: (1/3 - 1/4) / (1/2 - 1/4) = 1/3 of the way.
    expect(read(folder, "out/FY2026-Q1/kpis.csv").split("\n")).toEqual([
      HEAD,
      "Steering,FY2026-Q1,win_rate,Win rate,,payee,r1,ratio,higher,0.5,0.25,,,",
      "Steering,FY2026-Q1,win_rate,Win rate,,payee,r2,ratio,higher,0,0.25,,,",
      "Steering,FY2026-Q1,win_rate,Win rate,,payee,r3,ratio,higher,0,0.25,,,",
      "Steering,FY2026-Q1,team_rate,team_rate,,team,North,ratio,higher,0.333333,,,,",
      "Steering,FY2026-Q1,team_rate,team_rate,,team,South,ratio,higher,0,,,,",
      "Steering,FY2026-Q1,half,One in two,win_rate,company,,ratio,higher,0.333333,0.25,0.5,0.333333,no",
      "",
    ]);
  });

  it("has a goal of the year with the year to date", async () => {
    const folder = steering();
    await attain(folder, "run", "--period", "FY2026-Q2");
    // Two of four since January, though the quarter alone has won all.
    expect(read(folder, "out/FY2026-Q2/kpis.csv")).toContain(
      "half,One in two,win_rate,company,,ratio,higher,0.5,0.25,0.5,1,yes",
    );
  });

  it("takes the place of the one before", async () => {
    const folder = steering();
    await attain(folder, "run", "--period", "FY2026-Q1");
    const { code } = await attain(folder, "run", "--period", "FY2026-Q1");
    expect(code).toBe(0);
  });

  it("leaves empty what can't be known, and pays all the same", async () => {
    const folder = steering("quarter,rate\nFY2026-Q2,50%\n");
    const { code } = await attain(folder, "run", "--period", "FY2026-Q1");
    expect(code).toBe(0);
    expect(read(folder, "out/FY2026-Q1/kpis.csv")).toContain(
      "half,One in two,win_rate,company,,ratio,higher,0.333333,0.25,,,\n",
    );
  });

  it("isn't written where a plan has no KPI", async () => {
    const { out } = await attain(project(), "run", "--period", "FY2026-Q1");
    expect(out).not.toContain("kpis.csv");
  });
});

it("a plan of nothing but KPIs pays nothing, and isn't warned about that", async () => {
  const folder = steering();
  const [kpis = ""] = STEERING.split("  component commission");
  write(folder, "plans/sales.plan", kpis);
  expect(await attain(folder, "check")).toMatchObject({ code: 0 });
  const { code, out, err } = await attain(folder, "run", "--period", "FY2026-Q1");
  expect([code, err]).toEqual([0, ""]);
  expect(out).toContain("kpis.csv");
});

it("the screen shows the company's and the groups'", async () => {
  const { out } = await attain(steering(), "run", "--period", "FY2026-Q2", "--dry-run");
  expect(out).toMatch(/KPI or goal +Of +Value +Baseline +Target +Progress\n/);
  expect(out).toMatch(/team_rate +South +100%\n/);
  expect(out).toMatch(/One in two +company +50% +25% +50% +100%, met\n/);
  expect(out).not.toMatch(/Win rate +Ada/);
});

it("JSON has them exactly, with the names of people", async () => {
  const document = await json(steering(), "run", "--period", "FY2026-Q1");
  const { kpis } = document as { readonly kpis: readonly object[] };
  expect(kpis.at(0)).toMatchObject({ level: "payee", of: "r1", who: "Ada", value: "0.5" });
  expect(kpis.at(-1)).toMatchObject({
    level: "company",
    value: "1/3",
    progress: "1/3",
    met: false,
  });
});
