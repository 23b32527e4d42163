/** The grammar, on one page: lines first, expressions last. Which word may begin a line stands in `lines.ts`. */
import { CstParser } from "chevrotain";
import { expectations } from "./mistakes.ts";
import * as t from "./tokens.ts";

export class Grammar extends CstParser {
  /** To validate the grammar takes long; a test does. */
  constructor(skipValidations = true) {
    super(t.ALL_TOKENS, {
      recoveryEnabled: true,
      maxLookahead: 3,
      nodeLocationTracking: "onlyOffset",
      errorMessageProvider: expectations,
      skipValidations,
    });
    this.performSelfAnalysis();
  }

  // ── Declarations ──────────────────────────────────────────────────────────────────────────────────────────────

  /** Lines at the outermost level. */
  fileLine = this.RULE("fileLine", () => {
    this.OR([
      { ALT: () => this.SUBRULE(this.importFile) },
      { ALT: () => this.SUBRULE(this.calendar) },
      { ALT: () => this.SUBRULE(this.unit) },
      { ALT: () => this.SUBRULE(this.namedType) },
      { ALT: () => this.SUBRULE(this.source) },
      { ALT: () => this.SUBRULE(this.territories) },
      { ALT: () => this.SUBRULE(this.plan) },
      { ALT: () => this.SUBRULE(this.test) },
      { ALT: () => this.SUBRULE(this.scenario) },
    ]);
  });

  /** Lines that head a member of a plan, or something shared. */
  memberLine = this.RULE("memberLine", () => {
    this.OR([
      { ALT: () => this.SUBRULE(this.parameter) },
      { ALT: () => this.SUBRULE(this.credit) },
      { ALT: () => this.SUBRULE(this.measure) },
      { ALT: () => this.SUBRULE(this.kpi) },
      { ALT: () => this.SUBRULE(this.goal) },
      { ALT: () => this.SUBRULE(this.table) },
      { ALT: () => this.SUBRULE(this.component) },
      { ALT: () => this.SUBRULE(this.payout) },
      { ALT: () => this.SUBRULE(this.exception) },
      { ALT: () => this.SUBRULE(this.release) },
      { ALT: () => this.SUBRULE(this.clawback) },
      { ALT: () => this.SUBRULE(this.draw) },
      { ALT: () => this.SUBRULE(this.balance) },
    ]);
  });

  importFile = this.RULE("importFile", () => {
    this.CONSUME(t.ImportLine);
    this.CONSUME(t.TextLiteral);
  });

  /** Phrases such as `starts February`; `check/calendar.ts` knows them. */
  calendar = this.RULE("calendar", () => {
    this.CONSUME(t.CalendarLine);
    this.AT_LEAST_ONE_SEP({ SEP: t.Comma, DEF: () => this.SUBRULE(this.phrase) });
  });

  phrase = this.RULE("phrase", () => {
    this.AT_LEAST_ONE(() =>
      this.OR([
        { ALT: () => this.CONSUME(t.Name) },
        { ALT: () => this.CONSUME(t.Of) },
        { ALT: () => this.CONSUME(t.On) },
        { ALT: () => this.CONSUME(t.In) },
        { ALT: () => this.CONSUME(t.NumberLiteral) },
        { ALT: () => this.CONSUME(t.DateLiteral) },
        { ALT: () => this.CONSUME(t.WeekPattern) },
      ]),
    );
  });

  unit = this.RULE("unit", () => {
    this.CONSUME(t.UnitLine);
    this.AT_LEAST_ONE_SEP({ SEP: t.Comma, DEF: () => this.SUBRULE(this.unitName) });
  });

  unitName = this.RULE("unitName", () => {
    this.CONSUME(t.Name);
    this.OPTION(() => this.SUBRULE(this.places));
  });

  namedType = this.RULE("namedType", () => {
    this.CONSUME(t.TypeLine);
    this.CONSUME(t.Name);
    this.CONSUME(t.Is);
    this.SUBRULE(this.oneOf);
  });

  source = this.RULE("source", () => {
    this.OR1([
      { ALT: () => this.CONSUME(t.PeopleLine) },
      { ALT: () => this.CONSUME(t.SourceLine) },
    ]);
    this.SUBRULE(this.heading);
  });

  sourceLine = this.RULE("sourceLine", () => {
    this.OR([
      { ALT: () => this.SUBRULE(this.field) },
      { ALT: () => this.SUBRULE(this.validity) },
      { ALT: () => this.SUBRULE(this.check) },
    ]);
  });

  field = this.RULE("field", () => {
    this.CONSUME(t.FieldLine);
    this.CONSUME(t.Colon);
    this.SUBRULE(this.type);
    this.OPTION1(() => this.CONSUME(t.Question));
    this.MANY(() =>
      this.OR([
        { ALT: () => this.CONSUME(t.Key) },
        { ALT: () => this.SUBRULE(this.places) },
        {
          ALT: () => {
            this.CONSUME(t.In);
            this.CONSUME(t.Percent);
          },
        },
        { ALT: () => this.SUBRULE(this.limit) },
        {
          ALT: () => {
            this.CONSUME(t.Present);
            this.CONSUME(t.When);
            this.SUBRULE(this.expression);
          },
        },
      ]),
    );
  });

  type = this.RULE("type", () => {
    this.OR([
      { ALT: () => this.SUBRULE(this.oneOf) },
      {
        ALT: () => {
          this.CONSUME1(t.Name);
          this.OPTION({
            // `Ratio in percent` says how the column is written.
            GATE: () => this.LA(1).tokenType !== t.In || this.LA(2).tokenType !== t.Percent,
            DEF: () => {
              this.OR2([{ ALT: () => this.CONSUME(t.Per) }, { ALT: () => this.CONSUME(t.In) }]);
              this.CONSUME2(t.Name);
            },
          });
        },
      },
    ]);
  });

  oneOf = this.RULE("oneOf", () => {
    this.CONSUME(t.OneOf);
    this.AT_LEAST_ONE_SEP({ SEP: t.Comma, DEF: () => this.SUBRULE(this.member) });
  });

  member = this.RULE("member", () => {
    this.OR([{ ALT: () => this.CONSUME(t.Name) }, { ALT: () => this.CONSUME(t.TextLiteral) }]);
  });

  places = this.RULE("places", () => {
    this.CONSUME(t.To);
    this.CONSUME(t.NumberLiteral);
    this.CONSUME(t.Places);
  });

  limit = this.RULE("limit", () => {
    this.OR([
      { ALT: () => this.CONSUME(t.AtLeast) },
      { ALT: () => this.CONSUME(t.AtMost) },
      { ALT: () => this.CONSUME(t.Above) },
      { ALT: () => this.CONSUME(t.Below) },
    ]);
    this.SUBRULE(this.sum);
  });

  validity = this.RULE("validity", () => {
    this.CONSUME(t.ValidLine);
    this.CONSUME(t.From);
    this.CONSUME1(t.Name);
    this.CONSUME(t.Until);
    this.CONSUME2(t.Name);
  });

  check = this.RULE("check", () => {
    this.CONSUME(t.CheckLine);
    this.SUBRULE(this.expression);
    this.OPTION(() => this.CONSUME(t.TextLiteral));
  });

  /** `territories Coverage for Deals`: each row lies in one of them. */
  territories = this.RULE("territories", () => {
    this.CONSUME(t.TerritoriesLine);
    this.SUBRULE(this.heading);
    this.CONSUME(t.For);
    this.CONSUME(t.Name);
  });

  territoryLine = this.RULE("territoryLine", () => {
    this.OR([
      { ALT: () => this.SUBRULE(this.territory) },
      {
        ALT: () => {
          this.CONSUME(t.ElsewhereLine);
          this.SUBRULE(this.heading);
        },
      },
    ]);
  });

  territory = this.RULE("territory", () => {
    this.CONSUME(t.TerritoryLine);
    this.SUBRULE(this.heading);
    this.SUBRULE(this.where);
    this.OPTION(() => {
      this.CONSUME1(t.Comma);
      this.CONSUME(t.Ahead);
      this.CONSUME(t.Of);
      this.AT_LEAST_ONE_SEP({ SEP: t.Comma, DEF: () => this.CONSUME(t.Name) });
    });
  });

  // ── Plans ─────────────────────────────────────────────────────────────────────────────────────────────────────

  plan = this.RULE("plan", () => {
    this.CONSUME(t.PlanLine);
    this.SUBRULE(this.heading);
    this.OPTION(() => {
      this.CONSUME(t.Extends);
      this.CONSUME(t.Name);
    });
  });

  planLine = this.RULE("planLine", () => {
    this.OR([
      { ALT: () => this.SUBRULE(this.planFor) },
      { ALT: () => this.SUBRULE(this.planDuring) },
      { ALT: () => this.SUBRULE(this.planPays) },
      { ALT: () => this.SUBRULE(this.planExcept) },
      { ALT: () => this.SUBRULE(this.allow) },
    ]);
  });

  /** A name and the words of the letter. */
  heading = this.RULE("heading", () => {
    this.CONSUME(t.Name);
    this.OPTION(() => this.CONSUME(t.TextLiteral));
  });

  planFor = this.RULE("planFor", () => {
    this.CONSUME(t.ForLine);
    this.CONSUME(t.Name);
    this.OPTION(() => this.SUBRULE(this.where));
  });

  planDuring = this.RULE("planDuring", () => {
    this.CONSUME(t.DuringLine);
    this.SUBRULE1(this.day);
    this.OPTION(() => {
      this.CONSUME(t.To);
      this.SUBRULE2(this.day);
    });
  });

  day = this.RULE("day", () => {
    this.OR([
      { ALT: () => this.CONSUME(t.PeriodLiteral) },
      { ALT: () => this.CONSUME(t.DateLiteral) },
    ]);
  });

  planPays = this.RULE("planPays", () => {
    this.CONSUME(t.PaysLine);
    this.CONSUME(t.Each);
    this.CONSUME1(t.Name);
    this.CONSUME(t.In);
    this.CONSUME2(t.Name);
  });

  /** `replaces Commission, payout` or `without bonus`. */
  planExcept = this.RULE("planExcept", () => {
    this.OR([
      { ALT: () => this.CONSUME(t.ReplacesLine) },
      { ALT: () => this.CONSUME(t.WithoutLine) },
    ]);
    this.AT_LEAST_ONE_SEP({ SEP: t.Comma, DEF: () => this.CONSUME(t.Name) });
  });

  allow = this.RULE("allow", () => {
    this.CONSUME(t.AllowLine);
    this.AT_LEAST_ONE_SEP({ SEP: t.Minus, DEF: () => this.SUBRULE(this.wordOfRule) });
    this.CONSUME(t.TextLiteral);
  });

  /** In the name of a rule words of the language are words like others: `part-and-whole`. */
  wordOfRule = this.RULE("wordOfRule", () => {
    this.OR([
      { ALT: () => this.CONSUME(t.Name, { LABEL: "word" }) },
      { ALT: () => this.CONSUME(t.And, { LABEL: "word" }) },
      { ALT: () => this.CONSUME(t.Of, { LABEL: "word" }) },
      { ALT: () => this.CONSUME(t.No, { LABEL: "word" }) },
      { ALT: () => this.CONSUME(t.Pay, { LABEL: "word" }) },
    ]);
  });

  parameter = this.RULE("parameter", () => {
    this.CONSUME(t.ParameterLine);
    this.SUBRULE(this.heading);
    this.CONSUME(t.Means);
    this.SUBRULE(this.expression);
  });

  parameterLine = this.RULE("parameterLine", () => {
    this.OR([
      {
        ALT: () => {
          this.CONSUME(t.FromLine);
          this.CONSUME(t.DateLiteral);
          this.CONSUME(t.Means);
          this.SUBRULE(this.expression);
        },
      },
      { ALT: () => this.SUBRULE(this.allow) },
    ]);
  });

  /** `release paid_out of commission`. */
  release = this.RULE("release", () => {
    this.CONSUME(t.ReleaseLine);
    this.SUBRULE(this.heading);
    this.CONSUME(t.Of);
    this.CONSUME(t.Name);
  });

  releaseLine = this.RULE("releaseLine", () => {
    this.OR([{ ALT: () => this.SUBRULE(this.releases) }, { ALT: () => this.SUBRULE(this.allow) }]);
  });

  /** `pays the rest in 3 parts each Month from closed_on, odd cents last`. */
  releases = this.RULE("releases", () => {
    this.CONSUME(t.PaysLine);
    this.OR1([
      { ALT: () => this.CONSUME(t.TheRest) },
      { ALT: () => this.CONSUME(t.All) },
      { ALT: () => this.SUBRULE(this.literal) },
      { ALT: () => this.SUBRULE(this.parenthesis) },
    ]);
    this.OR2([
      { ALT: () => this.CONSUME(t.AtOnce) },
      {
        ALT: () => {
          this.CONSUME1(t.On);
          this.SUBRULE1(this.sum);
        },
      },
      { ALT: () => this.SUBRULE(this.instalments) },
      {
        ALT: () => {
          this.CONSUME(t.With);
          this.CONSUME1(t.Each);
          this.CONSUME1(t.Name);
          this.CONSUME(t.By);
          this.SUBRULE(this.inner);
          this.CONSUME2(t.On);
          this.SUBRULE2(this.sum);
        },
      },
    ]);
  });

  instalments = this.RULE("instalments", () => {
    this.CONSUME(t.In);
    this.CONSUME(t.NumberLiteral);
    this.CONSUME(t.Parts);
    this.CONSUME(t.Each);
    this.CONSUME(t.Name);
    this.CONSUME(t.From);
    this.SUBRULE(this.sum);
    this.OPTION(() => {
      this.CONSUME(t.Comma);
      this.CONSUME(t.OddCents);
      this.OR([{ ALT: () => this.CONSUME(t.First) }, { ALT: () => this.CONSUME(t.Last) }]);
    });
  });

  /** `clawback churn of commission from Cancellations`. */
  clawback = this.RULE("clawback", () => {
    this.CONSUME(t.ClawbackLine);
    this.SUBRULE(this.heading);
    this.CONSUME(t.Of);
    this.CONSUME1(t.Name);
    this.CONSUME(t.From);
    this.CONSUME2(t.Name);
  });

  clawbackLine = this.RULE("clawbackLine", () => {
    this.OR([
      {
        ALT: () => {
          this.CONSUME(t.WhereLine);
          this.SUBRULE1(this.expression);
        },
      },
      {
        ALT: () => {
          this.CONSUME(t.DatedLine);
          this.SUBRULE2(this.expression);
        },
      },
      {
        ALT: () => {
          this.CONSUME(t.ByLine);
          this.CONSUME(t.Name);
        },
      },
      { ALT: () => this.SUBRULE(this.takes) },
      {
        ALT: () => {
          this.CONSUME(t.OtherLine);
          this.CONSUME(t.DealsKeep);
        },
      },
      { ALT: () => this.SUBRULE(this.roundedLine) },
      { ALT: () => this.SUBRULE(this.allow) },
    ]);
  });

  /** `takes back all`, `takes back 50%`, `takes back the unserved part of 12 Months from deal.closed_on by months`. */
  takes = this.RULE("takes", () => {
    this.CONSUME(t.TakesLine);
    this.CONSUME(t.Back);
    this.OR([
      // A measure of that name stands in backticks.
      { ALT: () => this.CONSUME(t.All), IGNORE_AMBIGUITIES: true },
      {
        ALT: () => {
          this.CONSUME(t.UnservedPart);
          this.CONSUME(t.Of);
          this.CONSUME(t.NumberLiteral);
          this.CONSUME1(t.Name);
          this.CONSUME(t.From);
          this.SUBRULE(this.point);
          this.CONSUME(t.By);
          this.CONSUME2(t.Name);
        },
      },
      { ALT: () => this.SUBRULE(this.sum) },
    ]);
  });

  /** `exception "Leave of Ada" to attainment`. */
  exception = this.RULE("exception", () => {
    this.CONSUME(t.ExceptionLine);
    this.CONSUME(t.TextLiteral);
    this.CONSUME(t.To);
    this.CONSUME(t.Name);
  });

  exceptionLine = this.RULE("exceptionLine", () => {
    this.OR([
      {
        ALT: () => {
          this.CONSUME(t.WhenLine);
          this.SUBRULE1(this.expression);
        },
      },
      { ALT: () => this.SUBRULE(this.planDuring) },
      {
        ALT: () => {
          this.CONSUME(t.MeansLine);
          this.SUBRULE2(this.expression);
        },
      },
    ]);
  });

  measure = this.RULE("measure", () => {
    this.OR([
      {
        ALT: () => {
          this.CONSUME(t.MeasureLine);
          this.OPTION(() => this.SUBRULE(this.heading));
        },
      },
      {
        // The word itself may be the name: `quota means …`, `target "On-target pay" means …`.
        ALT: () => {
          this.OR2([
            { ALT: () => this.CONSUME(t.QuotaLine) },
            { ALT: () => this.CONSUME(t.TargetLine) },
          ]);
          this.OPTION2(() => {
            this.OR3([
              { ALT: () => this.SUBRULE2(this.heading) },
              { ALT: () => this.CONSUME(t.TextLiteral) },
            ]);
          });
        },
      },
    ]);
    this.CONSUME(t.Means);
    this.SUBRULE(this.expression);
  });

  measureLine = this.RULE("measureLine", () => {
    this.OR([
      { ALT: () => this.SUBRULE(this.roundedLine) },
      { ALT: () => this.SUBRULE(this.allow) },
    ]);
  });

  /** `kpi win_rate "Win rate" means count of Won / count of Decided otherwise 0%`. */
  kpi = this.RULE("kpi", () => {
    this.CONSUME(t.KpiLine);
    this.SUBRULE(this.heading);
    this.CONSUME(t.Means);
    this.SUBRULE(this.expression);
  });

  kpiLine = this.RULE("kpiLine", () => {
    this.OR([
      { ALT: () => this.SUBRULE(this.need) },
      { ALT: () => this.SUBRULE(this.direction) },
      {
        ALT: () => {
          this.CONSUME(t.BaselineLine);
          this.SUBRULE(this.expression);
        },
      },
      { ALT: () => this.SUBRULE(this.level) },
      { ALT: () => this.SUBRULE(this.roundedLine) },
      { ALT: () => this.SUBRULE(this.allow) },
    ]);
  });

  /** `needs won : credit "Deals that were won"`. */
  need = this.RULE("need", () => {
    this.CONSUME(t.NeedsLine);
    this.CONSUME1(t.Name);
    this.CONSUME(t.Colon);
    this.CONSUME2(t.Name);
    this.OPTION(() => this.CONSUME(t.TextLiteral));
  });

  /** `higher is better`. */
  direction = this.RULE("direction", () => {
    this.OR([{ ALT: () => this.CONSUME(t.HigherLine) }, { ALT: () => this.CONSUME(t.LowerLine) }]);
    this.CONSUME(t.Is);
    this.CONSUME(t.Better);
  });

  /** `where product is Platform`, `among Reps by team`: of whose totals a formula is. */
  level = this.RULE("level", () => {
    this.OR([
      {
        ALT: () => {
          this.CONSUME(t.WhereLine);
          this.SUBRULE(this.expression);
        },
      },
      {
        ALT: () => {
          this.CONSUME(t.AmongLine);
          this.SUBRULE(this.collection);
          this.OPTION(() => {
            this.CONSUME(t.By);
            this.CONSUME(t.Name);
          });
        },
      },
    ]);
  });

  /** `goal growth "Five million" of bookings each Year`. */
  goal = this.RULE("goal", () => {
    this.CONSUME(t.GoalLine);
    this.SUBRULE(this.heading);
    this.CONSUME(t.Of);
    this.CONSUME1(t.Name);
    this.OPTION(() => {
      this.CONSUME(t.Each);
      this.CONSUME2(t.Name);
    });
  });

  goalLine = this.RULE("goalLine", () => {
    this.OR([
      { ALT: () => this.SUBRULE(this.level) },
      {
        ALT: () => {
          this.CONSUME(t.FromLine);
          this.SUBRULE1(this.expression);
        },
      },
      {
        ALT: () => {
          this.CONSUME(t.ToLine);
          this.SUBRULE2(this.expression);
        },
      },
      { ALT: () => this.SUBRULE(this.allow) },
    ]);
  });

  // ── Credits ───────────────────────────────────────────────────────────────────────────────────────────────────

  credit = this.RULE("credit", () => {
    this.CONSUME(t.CreditLine);
    this.SUBRULE(this.heading);
    this.CONSUME(t.From);
    this.CONSUME(t.Name);
  });

  creditLine = this.RULE("creditLine", () => {
    this.OR1([
      {
        ALT: () => {
          this.CONSUME(t.WhereLine);
          this.SUBRULE1(this.expression);
        },
      },
      {
        ALT: () => {
          this.CONSUME(t.DatedLine);
          this.SUBRULE2(this.expression);
        },
      },
      {
        ALT: () => {
          this.CONSUME(t.WorthLine);
          this.SUBRULE3(this.expression);
        },
      },
      {
        ALT: () => {
          this.CONSUME(t.ToLine);
          this.OR2([
            { ALT: () => this.CONSUME(t.TheCompany) },
            { ALT: () => this.SUBRULE(this.recipient) },
          ]);
        },
      },
      { ALT: () => this.SUBRULE(this.split) },
      { ALT: () => this.SUBRULE(this.overlay) },
      { ALT: () => this.SUBRULE(this.rollUp) },
      { ALT: () => this.SUBRULE(this.creditedAs) },
      { ALT: () => this.SUBRULE(this.never) },
      { ALT: () => this.SUBRULE(this.fairly) },
      { ALT: () => this.SUBRULE(this.roundedLine) },
      { ALT: () => this.SUBRULE(this.allow) },
    ]);
  });

  recipient = this.RULE("recipient", () => {
    this.SUBRULE(this.sum);
    this.OPTION1(() => this.SUBRULE(this.when));
    this.OPTION2(() => {
      this.CONSUME(t.With);
      this.CONSUME(t.Each);
      this.CONSUME(t.Name);
    });
  });

  split = this.RULE("split", () => {
    this.CONSUME(t.SplitLine);
    this.OR([{ ALT: () => this.CONSUME(t.TheRest) }, { ALT: () => this.SUBRULE(this.sum) }]);
    this.CONSUME(t.To);
    this.SUBRULE(this.recipient);
  });

  overlay = this.RULE("overlay", () => {
    this.CONSUME(t.OverlayLine);
    this.SUBRULE(this.sum);
    this.CONSUME(t.To);
    this.SUBRULE(this.recipient);
  });

  /** `rolls up 50% to manager, every level`. */
  rollUp = this.RULE("rollUp", () => {
    this.CONSUME(t.RollsLine);
    this.CONSUME(t.Up);
    this.OPTION1({
      // `to` could be a name, too.
      GATE: () => this.LA(1).tokenType !== t.To,
      DEF: () => this.SUBRULE(this.sum),
    });
    this.CONSUME(t.To);
    this.SUBRULE(this.path);
    this.OPTION2(() => {
      this.CONSUME(t.Comma);
      this.OR([
        { ALT: () => this.CONSUME(t.EveryLevel) },
        {
          ALT: () => {
            this.CONSUME(t.NumberLiteral);
            this.CONSUME(t.Levels);
          },
        },
      ]);
    });
  });

  /** `credited as original in Sales`. */
  creditedAs = this.RULE("creditedAs", () => {
    this.CONSUME(t.CreditedLine);
    this.CONSUME(t.As);
    this.SUBRULE(this.postfix);
    this.CONSUME(t.In);
    this.CONSUME(t.Name);
  });

  /** Rounding of the shares, so that they make the whole. */
  fairly = this.RULE("fairly", () => {
    this.CONSUME(t.RoundedLine);
    this.CONSUME(t.To);
    this.SUBRULE(this.grain);
    this.CONSUME(t.By);
    this.CONSUME(t.LargestRemainder);
    this.CONSUME(t.Comma);
    this.CONSUME(t.Ties);
    this.CONSUME2(t.By);
    this.SUBRULE(this.path);
  });

  // ── Tables ────────────────────────────────────────────────────────────────────────────────────────────────────

  table = this.RULE("table", () => {
    this.OR([{ ALT: () => this.CONSUME(t.RatesLine) }, { ALT: () => this.CONSUME(t.LookupLine) }]);
    this.SUBRULE(this.heading);
    this.OPTION1(() => this.SUBRULE(this.kind));
    this.CONSUME(t.By);
    this.SUBRULE1(this.axis);
    this.OPTION2(() => {
      this.CONSUME(t.And);
      this.SUBRULE2(this.axis);
    });
    this.OPTION3(() => {
      this.CONSUME(t.Comma);
      this.OR2([
        { ALT: () => this.CONSUME(t.KeepTheirRate) },
        { ALT: () => this.CONSUME(t.RatedAgain) },
      ]);
    });
  });

  kind = this.RULE("kind", () => {
    this.OR([
      { ALT: () => this.CONSUME(t.Marginal) },
      { ALT: () => this.CONSUME(t.Interpolated) },
      {
        ALT: () => {
          this.CONSUME(t.Whole);
          this.OPTION(() => {
            this.CONSUME(t.Above);
            this.SUBRULE(this.product);
          });
        },
      },
    ]);
  });

  axis = this.RULE("axis", () => {
    this.SUBRULE(this.postfix);
    this.OPTION(() => {
      this.OR([{ ALT: () => this.CONSUME(t.Before) }, { ALT: () => this.CONSUME(t.After) }]);
      this.CONSUME(t.Each);
      this.CONSUME(t.Name);
    });
  });

  tableLine = this.RULE("tableLine", () => {
    this.OR([
      { ALT: () => this.SUBRULE(this.fromRow) },
      { ALT: () => this.SUBRULE(this.belowRow) },
      { ALT: () => this.SUBRULE(this.atRow) },
      { ALT: () => this.SUBRULE(this.forRow) },
      { ALT: () => this.SUBRULE(this.allow) },
    ]);
  });

  fromRow = this.RULE("fromRow", () => {
    this.OR1([{ ALT: () => this.CONSUME(t.FromLine) }, { ALT: () => this.CONSUME(t.AboveLine) }]);
    this.SUBRULE1(this.sum);
    this.OPTION(() => {
      this.CONSUME(t.To);
      this.SUBRULE2(this.sum);
    });
    this.OR2([{ ALT: () => this.CONSUME(t.Continues) }, { ALT: () => this.SUBRULE(this.give) }]);
  });

  belowRow = this.RULE("belowRow", () => {
    this.CONSUME(t.BelowLine);
    this.SUBRULE(this.sum);
    this.SUBRULE(this.give);
  });

  atRow = this.RULE("atRow", () => {
    this.CONSUME(t.AtLine);
    this.SUBRULE(this.sum);
    this.SUBRULE(this.give);
  });

  forRow = this.RULE("forRow", () => {
    this.CONSUME(t.ForLine);
    this.OR([
      { ALT: () => this.CONSUME(t.AnythingElse) },
      { ALT: () => this.AT_LEAST_ONE_SEP({ SEP: t.Comma, DEF: () => this.SUBRULE(this.member) }) },
    ]);
    this.SUBRULE(this.give);
  });

  give = this.RULE("give", () => {
    this.OR([{ ALT: () => this.CONSUME(t.Pay) }, { ALT: () => this.CONSUME(t.Gives) }]);
    this.SUBRULE(this.sum);
  });

  // ── Components ────────────────────────────────────────────────────────────────────────────────────────────────

  component = this.RULE("component", () => {
    this.CONSUME(t.ComponentLine);
    this.SUBRULE(this.heading);
    this.OPTION1(() => {
      this.OPTION2(() => this.CONSUME(t.For));
      this.CONSUME(t.Each);
      this.CONSUME(t.Name);
      this.OPTION3(() => {
        this.CONSUME(t.Of);
        this.SUBRULE(this.point);
      });
      this.OPTION4(() => this.SUBRULE(this.where));
    });
  });

  payout = this.RULE("payout", () => {
    this.CONSUME(t.PayoutLine);
    this.OPTION(() => this.CONSUME(t.TextLiteral));
  });

  step = this.RULE("step", () => {
    this.OR([
      { ALT: () => this.SUBRULE(this.gate) },
      {
        ALT: () => {
          this.CONSUME(t.EarnsLine);
          this.SUBRULE1(this.operand);
        },
      },
      { ALT: () => this.SUBRULE(this.shares) },
      { ALT: () => this.SUBRULE(this.awards) },
      { ALT: () => this.SUBRULE(this.fairly) },
      {
        ALT: () => {
          this.CONSUME(t.PlusLine);
          this.SUBRULE2(this.operand);
        },
      },
      {
        ALT: () => {
          this.CONSUME(t.LessLine);
          this.SUBRULE3(this.operand);
        },
      },
      {
        ALT: () => {
          this.CONSUME(t.TimesLine);
          this.SUBRULE4(this.operand);
        },
      },
      {
        ALT: () => {
          this.CONSUME(t.WeightLine);
          this.SUBRULE(this.expression);
        },
      },
      { ALT: () => this.SUBRULE(this.held) },
      { ALT: () => this.SUBRULE(this.truedUp) },
      { ALT: () => this.SUBRULE(this.settled) },
      { ALT: () => this.SUBRULE(this.never) },
      { ALT: () => this.SUBRULE(this.roundedLine) },
      { ALT: () => this.SUBRULE(this.allow) },
    ]);
  });

  /** `shares 2,000 USD among Reps by points`: an amount that is shared out. */
  shares = this.RULE("shares", () => {
    this.CONSUME(t.SharesLine);
    this.SUBRULE(this.sum);
    this.CONSUME(t.Among);
    this.SUBRULE(this.collection);
    this.OR([
      { ALT: () => this.CONSUME(t.Equally) },
      {
        ALT: () => {
          this.CONSUME(t.By);
          this.SUBRULE(this.inner);
        },
      },
    ]);
  });

  /** `awards 500 USD, 300 USD to the highest Sales among Reps, ties share the prizes`. */
  awards = this.RULE("awards", () => {
    this.CONSUME(t.AwardsLine);
    this.AT_LEAST_ONE_SEP({ SEP: t.Comma, DEF: () => this.SUBRULE(this.sum) });
    this.CONSUME(t.To);
    this.OR([{ ALT: () => this.CONSUME(t.TheHighest) }, { ALT: () => this.CONSUME(t.TheLowest) }]);
    this.SUBRULE(this.inner);
    this.CONSUME(t.Among);
    this.SUBRULE(this.collection);
    this.OPTION(() => {
      this.CONSUME(t.Comma);
      this.SUBRULE(this.tieRule);
    });
  });

  tieRule = this.RULE("tieRule", () => {
    this.CONSUME(t.Ties);
    this.OR1([
      { ALT: () => this.CONSUME(t.ShareThePrizes) },
      { ALT: () => this.CONSUME(t.TakeTheHigherPrize) },
      {
        ALT: () => {
          this.CONSUME(t.GoBy);
          this.SUBRULE(this.inner);
          this.CONSUME(t.Comma);
          this.OR2([{ ALT: () => this.CONSUME(t.Highest) }, { ALT: () => this.CONSUME(t.Lowest) }]);
          this.CONSUME(t.First);
        },
      },
    ]);
  });

  operand = this.RULE("operand", () => {
    this.SUBRULE(this.expression);
    this.OPTION(() => this.SUBRULE(this.when));
  });

  gate = this.RULE("gate", () => {
    this.CONSUME(t.OnlyLine);
    this.CONSUME(t.If);
    this.SUBRULE(this.expression);
    this.OPTION(() => {
      this.CONSUME(t.Comma);
      this.CONSUME(t.Then);
      this.CONSUME(t.FromTheFirstDollar);
    });
  });

  never = this.RULE("never", () => {
    this.CONSUME(t.NeverLine);
    this.OR1([{ ALT: () => this.CONSUME(t.Above) }, { ALT: () => this.CONSUME(t.Below) }]);
    this.SUBRULE(this.expression);
    this.OPTION1(() => {
      this.CONSUME(t.Each);
      this.CONSUME1(t.Name);
    });
    this.OPTION2(() => this.SUBRULE(this.when));
    this.OPTION3(() => {
      this.CONSUME(t.Comma);
      this.CONSUME2(t.Name);
      this.OR2([{ ALT: () => this.CONSUME(t.Excess) }, { ALT: () => this.CONSUME(t.Shortfall) }]);
      this.CONSUME(t.Is);
      this.OR3([{ ALT: () => this.CONSUME(t.Lost) }, { ALT: () => this.CONSUME(t.Carried) }]);
    });
  });

  held = this.RULE("held", () => {
    this.CONSUME(t.HeldLine);
    this.CONSUME(t.Below);
    this.SUBRULE(this.expression);
  });

  truedUp = this.RULE("truedUp", () => {
    this.CONSUME(t.TruedLine);
    this.CONSUME(t.Up);
    this.CONSUME(t.ToDate);
    this.OPTION(() => {
      this.CONSUME(t.Comma);
      this.OR([
        { ALT: () => this.CONSUME(t.MayBeNegative) },
        { ALT: () => this.CONSUME(t.NeverNegative) },
      ]);
    });
  });

  settled = this.RULE("settled", () => {
    this.CONSUME(t.SettledLine);
    this.CONSUME(t.Against);
    this.CONSUME(t.Name);
  });

  // ── Draws and balances ────────────────────────────────────────────────────────────────────────────────────────

  draw = this.RULE("draw", () => {
    this.CONSUME(t.DrawLine);
    this.SUBRULE(this.heading);
  });

  drawLine = this.RULE("drawLine", () => {
    this.OR([
      {
        ALT: () => {
          this.CONSUME(t.GuaranteesLine);
          this.SUBRULE(this.operand);
        },
      },
      { ALT: () => this.SUBRULE(this.repaid) },
      {
        ALT: () => {
          this.CONSUME(t.NeverLine);
          this.CONSUME(t.Repaid);
        },
      },
      { ALT: () => this.SUBRULE(this.opens) },
      { ALT: () => this.SUBRULE(this.forgiven) },
      { ALT: () => this.SUBRULE(this.roundedLine) },
      { ALT: () => this.SUBRULE(this.allow) },
    ]);
  });

  repaid = this.RULE("repaid", () => {
    this.CONSUME(t.RepaidLine);
    this.OR1([
      {
        ALT: () => {
          this.CONSUME(t.AtMost);
          this.SUBRULE(this.expression);
        },
      },
      {
        ALT: () => {
          this.CONSUME(t.From);
          this.OR2([
            { ALT: () => this.SUBRULE1(this.fromPay) },
            {
              ALT: () => {
                this.SUBRULE(this.sum);
                this.OPTION(() => {
                  this.CONSUME(t.Of);
                  this.SUBRULE2(this.fromPay);
                });
              },
            },
          ]);
        },
      },
    ]);
  });

  fromPay = this.RULE("fromPay", () => {
    this.OR([
      {
        ALT: () => {
          this.CONSUME1(t.Pay);
          this.CONSUME(t.Above);
          this.SUBRULE(this.expression);
        },
      },
      {
        ALT: () => {
          this.CONSUME(t.All);
          this.CONSUME2(t.Pay);
        },
      },
    ]);
  });

  opens = this.RULE("opens", () => {
    this.CONSUME(t.OpensLine);
    this.CONSUME(t.At);
    this.SUBRULE(this.expression);
  });

  forgiven = this.RULE("forgiven", () => {
    this.CONSUME(t.ForgivenLine);
    this.OR([
      {
        ALT: () => {
          this.CONSUME(t.After);
          this.SUBRULE(this.sum);
        },
      },
      { ALT: () => this.SUBRULE(this.when) },
    ]);
  });

  balance = this.RULE("balance", () => {
    this.CONSUME(t.BalanceLine);
    this.SUBRULE(this.heading);
  });

  balanceLine = this.RULE("balanceLine", () => {
    this.OR([
      { ALT: () => this.SUBRULE(this.opens) },
      {
        ALT: () => {
          this.CONSUME(t.BecomesLine);
          this.SUBRULE(this.expression);
        },
      },
      { ALT: () => this.SUBRULE(this.roundedLine) },
      { ALT: () => this.SUBRULE(this.allow) },
    ]);
  });

  roundedLine = this.RULE("roundedLine", () => {
    this.CONSUME(t.RoundedLine);
    this.SUBRULE(this.rounding);
  });

  rounding = this.RULE("rounding", () => {
    this.OR1([
      {
        ALT: () => {
          this.CONSUME(t.Half);
          this.OR2([
            { ALT: () => this.CONSUME(t.Even) },
            { ALT: () => this.CONSUME1(t.Up) },
            { ALT: () => this.CONSUME1(t.Down) },
          ]);
        },
      },
      { ALT: () => this.CONSUME2(t.Up) },
      { ALT: () => this.CONSUME2(t.Down) },
      { ALT: () => this.CONSUME(t.Floor) },
      { ALT: () => this.CONSUME(t.Ceiling) },
    ]);
    this.CONSUME(t.To);
    this.SUBRULE(this.grain);
  });

  grain = this.RULE("grain", () => {
    this.OR([{ ALT: () => this.CONSUME(t.Cent) }, { ALT: () => this.SUBRULE(this.literal) }]);
  });

  // ── Tests ─────────────────────────────────────────────────────────────────────────────────────────────────────

  test = this.RULE("test", () => {
    this.CONSUME(t.TestLine);
    this.CONSUME(t.TextLiteral);
    this.CONSUME(t.For);
    this.CONSUME1(t.Name);
    this.OPTION1(() => {
      this.CONSUME(t.Comma);
      this.SUBRULE(this.payeeKey);
    });
    this.OPTION2(() => {
      this.CONSUME(t.In);
      this.SUBRULE(this.day);
    });
  });

  testLine = this.RULE("testLine", () => {
    this.OR([
      { ALT: () => this.SUBRULE(this.given) },
      { ALT: () => this.SUBRULE(this.expect) },
      { ALT: () => this.CONSUME(t.CasesLine) },
    ]);
  });

  /** A key as data writes it: a name, or a text in quotes. */
  payeeKey = this.RULE("payeeKey", () => {
    this.OR([{ ALT: () => this.CONSUME(t.Name) }, { ALT: () => this.CONSUME(t.TextLiteral) }]);
  });

  given = this.RULE("given", () => {
    this.CONSUME(t.GivenLine);
    this.OPTION1(() => this.SUBRULE(this.path));
    this.OPTION2(() => {
      this.OPTION3(() => {
        this.CONSUME(t.In);
        this.SUBRULE(this.day);
      });
      this.CONSUME(t.Is);
      this.SUBRULE(this.expression);
    });
  });

  expect = this.RULE("expect", () => {
    this.CONSUME(t.ExpectLine);
    this.OPTION1(() =>
      this.OR([
        {
          ALT: () => {
            this.CONSUME(t.Error_);
            this.CONSUME(t.Name);
          },
        },
        {
          ALT: () => {
            this.SUBRULE(this.path);
            this.OPTION2(() => {
              this.CONSUME(t.In);
              this.SUBRULE(this.day);
            });
            this.CONSUME(t.Is);
            this.SUBRULE(this.expression);
          },
        },
      ]),
    );
  });

  // ── Scenarios ─────────────────────────────────────────────────────────────────────────────────────────────────

  scenario = this.RULE("scenario", () => {
    this.CONSUME(t.ScenarioLine);
    this.CONSUME(t.TextLiteral);
    this.CONSUME(t.For);
    this.CONSUME(t.Name);
  });

  scenarioLine = this.RULE("scenarioLine", () => {
    this.OR([{ ALT: () => this.SUBRULE(this.given) }, { ALT: () => this.SUBRULE(this.headcount) }]);
  });

  headcount = this.RULE("headcount", () => {
    this.CONSUME(t.HeadcountLine);
    this.OPTION(() => this.CONSUME(t.NumberLiteral));
  });

  // ── Expressions, loosest first ────────────────────────────────────────────────────────────────────────────────

  where = this.RULE("where", () => {
    this.CONSUME(t.Where);
    this.SUBRULE(this.expression);
  });

  when = this.RULE("when", () => {
    this.CONSUME(t.When);
    this.SUBRULE(this.expression);
  });

  expression = this.RULE("expression", () => {
    this.SUBRULE1(this.disjunction);
    this.OPTION(() => {
      this.CONSUME(t.Otherwise);
      this.SUBRULE2(this.expression);
    });
  });

  disjunction = this.RULE("disjunction", () => {
    this.SUBRULE1(this.conjunction);
    this.MANY(() => {
      this.CONSUME(t.Or);
      this.SUBRULE2(this.conjunction);
    });
  });

  conjunction = this.RULE("conjunction", () => {
    this.SUBRULE1(this.negation);
    this.MANY(() => {
      this.CONSUME(t.And);
      this.SUBRULE2(this.negation);
    });
  });

  negation = this.RULE("negation", () => {
    this.MANY(() => this.CONSUME(t.Not));
    this.SUBRULE(this.comparison);
  });

  comparison = this.RULE("comparison", () => {
    this.SUBRULE1(this.sum);
    this.OPTION1(() =>
      this.OR1([
        {
          ALT: () => {
            this.SUBRULE(this.order);
            this.SUBRULE2(this.sum);
          },
        },
        {
          ALT: () => {
            this.CONSUME(t.Is);
            this.OPTION2(() => this.CONSUME1(t.Not));
            this.OR2([
              { ALT: () => this.CONSUME(t.Present) },
              { ALT: () => this.SUBRULE3(this.sum) },
            ]);
          },
        },
        {
          ALT: () => {
            this.OPTION3(() => this.CONSUME2(t.Not));
            this.CONSUME(t.In);
            this.CONSUME(t.LeftParen);
            this.AT_LEAST_ONE_SEP({ SEP: t.Comma, DEF: () => this.SUBRULE4(this.sum) });
            this.CONSUME(t.RightParen);
          },
        },
      ]),
    );
  });

  order = this.RULE("order", () => {
    this.OR([
      { ALT: () => this.CONSUME(t.LessOrEqual) },
      { ALT: () => this.CONSUME(t.GreaterOrEqual) },
      { ALT: () => this.CONSUME(t.Less) },
      { ALT: () => this.CONSUME(t.Greater) },
    ]);
  });

  sum = this.RULE("sum", () => {
    this.SUBRULE1(this.product);
    this.MANY(() => {
      this.OR([{ ALT: () => this.CONSUME(t.Plus) }, { ALT: () => this.CONSUME(t.Minus) }]);
      this.SUBRULE2(this.product);
    });
  });

  product = this.RULE("product", () => {
    this.SUBRULE1(this.part);
    this.MANY(() => {
      this.OR([{ ALT: () => this.CONSUME(t.Times) }, { ALT: () => this.CONSUME(t.Slash) }]);
      this.SUBRULE2(this.part);
    });
  });

  part = this.RULE("part", () => {
    this.SUBRULE1(this.limited);
    this.MANY({
      // `50% of pay above …` and `50% of all pay` belong to the repayment of a draw.
      GATE: () => this.LA(this.LA(2).tokenType === t.All ? 3 : 2).tokenType !== t.Pay,
      DEF: () => {
        this.CONSUME(t.Of);
        this.SUBRULE2(this.limited);
      },
    });
  });

  /** `4% of Sales above quota` is 4% of what lies above; `Sales above 50% of quota` is what lies above the half. */
  limited = this.RULE("limited", () => {
    this.SUBRULE(this.prefix);
    this.OPTION(() => {
      this.OR([{ ALT: () => this.CONSUME(t.Above) }, { ALT: () => this.CONSUME(t.UpTo) }]);
      this.SUBRULE(this.part);
    });
  });

  prefix = this.RULE("prefix", () => {
    this.MANY(() => this.CONSUME(t.Minus));
    this.SUBRULE(this.postfix);
  });

  postfix = this.RULE("postfix", () => {
    this.SUBRULE(this.primary);
    this.MANY({
      // `before each deal` belongs to the axis of a table; `in` may say a period or a list.
      GATE: () =>
        this.LA(2).tokenType !== t.Each &&
        (this.LA(1).tokenType !== t.In || this.LA(3).tokenType === t.By),
      DEF: () =>
        this.OR([
          {
            ALT: () => {
              this.CONSUME(t.Dot);
              this.CONSUME(t.Name);
            },
          },
          { ALT: () => this.SUBRULE(this.window) },
          { ALT: () => this.SUBRULE(this.readAt) },
          { ALT: () => this.SUBRULE(this.weightedBy) },
          { ALT: () => this.SUBRULE(this.prorated) },
          { ALT: () => this.SUBRULE(this.shift) },
          { ALT: () => this.SUBRULE(this.exchanged) },
        ]),
    });
  });

  window = this.RULE("window", () => {
    this.OR([
      { ALT: () => this.CONSUME(t.ToDate) },
      {
        ALT: () => {
          this.CONSUME(t.Last);
          this.CONSUME(t.Name);
        },
      },
    ]);
  });

  readAt = this.RULE("readAt", () => {
    this.CONSUME(t.At);
    this.SUBRULE(this.point);
  });

  /** A day: `closed_on`, `deal.closed_on`, `(…)`. What stands after it belongs to the whole. */
  point = this.RULE("point", () => {
    this.SUBRULE(this.primary);
    this.MANY(() => {
      this.CONSUME(t.Dot);
      this.CONSUME(t.Name);
    });
  });

  weightedBy = this.RULE("weightedBy", () => {
    this.CONSUME(t.Weighted);
    this.CONSUME(t.By);
    this.SUBRULE(this.method);
  });

  /** `amount in USD by FxRates.rate on closed_on`. */
  exchanged = this.RULE("exchanged", () => {
    this.CONSUME(t.In);
    this.CONSUME1(t.Name);
    this.CONSUME(t.By);
    this.CONSUME2(t.Name);
    this.CONSUME(t.Dot);
    this.CONSUME3(t.Name);
    this.CONSUME(t.On);
    this.SUBRULE(this.point);
  });

  method = this.RULE("method", () => {
    this.OR([{ ALT: () => this.CONSUME(t.WorkingDays) }, { ALT: () => this.CONSUME(t.Name) }]);
  });

  prorated = this.RULE("prorated", () => {
    this.CONSUME(t.Prorated);
    this.CONSUME(t.By);
    this.SUBRULE(this.method);
    this.CONSUME(t.Into);
    this.CONSUME(t.Name);
  });

  shift = this.RULE("shift", () => {
    this.OR1([{ ALT: () => this.CONSUME(t.After) }, { ALT: () => this.CONSUME(t.Before) }]);
    this.SUBRULE(this.point);
    this.OPTION(() =>
      this.OR2([{ ALT: () => this.CONSUME(t.Clamp) }, { ALT: () => this.CONSUME(t.Overflow) }]),
    );
  });

  primary = this.RULE("primary", () => {
    this.OR([
      { ALT: () => this.SUBRULE(this.literal) },
      { ALT: () => this.SUBRULE(this.parenthesis) },
      { ALT: () => this.SUBRULE(this.conditional) },
      { ALT: () => this.SUBRULE(this.aggregate) },
      { ALT: () => this.SUBRULE(this.rank) },
      { ALT: () => this.SUBRULE(this.extreme) },
      { ALT: () => this.SUBRULE(this.edge) },
      { ALT: () => this.CONSUME(t.RolledUp) },
      { ALT: () => this.CONSUME(t.AmountPaid) },
      { ALT: () => this.SUBRULE(this.reference) },
    ]);
  });

  literal = this.RULE("literal", () => {
    this.OR([
      { ALT: () => this.CONSUME(t.PercentLiteral) },
      { ALT: () => this.CONSUME(t.PointsLiteral) },
      {
        ALT: () => {
          this.CONSUME(t.NumberLiteral);
          this.OPTION1(() => {
            this.CONSUME1(t.Identifier);
            this.OPTION2(() => {
              this.CONSUME(t.Per);
              this.CONSUME2(t.Identifier);
            });
          });
        },
      },
      { ALT: () => this.CONSUME(t.TextLiteral) },
      { ALT: () => this.CONSUME(t.DateLiteral) },
      { ALT: () => this.CONSUME(t.PeriodLiteral) },
      { ALT: () => this.CONSUME(t.Yes) },
      { ALT: () => this.CONSUME(t.No) },
    ]);
  });

  parenthesis = this.RULE("parenthesis", () => {
    this.CONSUME(t.LeftParen);
    this.SUBRULE(this.expression);
    this.OPTION(() => this.SUBRULE(this.where));
    this.CONSUME(t.RightParen);
  });

  conditional = this.RULE("conditional", () => {
    this.CONSUME(t.If);
    this.SUBRULE1(this.expression);
    this.CONSUME(t.Then);
    this.SUBRULE2(this.expression);
    this.CONSUME(t.Else);
    this.SUBRULE3(this.expression);
  });

  aggregate = this.RULE("aggregate", () => {
    this.OR([
      {
        ALT: () => {
          this.CONSUME(t.Count);
          this.CONSUME1(t.Of);
        },
      },
      {
        ALT: () => {
          this.OR2([
            { ALT: () => this.CONSUME(t.Total) },
            { ALT: () => this.CONSUME(t.Average) },
            { ALT: () => this.CONSUME(t.Largest) },
            { ALT: () => this.CONSUME(t.Smallest) },
            { ALT: () => this.CONSUME(t.Distinct) },
          ]);
          this.SUBRULE(this.inner);
          this.CONSUME2(t.Of);
        },
      },
    ]);
    this.SUBRULE(this.collection);
    this.OPTION(() => {
      this.CONSUME(t.Weighted);
      this.CONSUME(t.By);
      this.SUBRULE2(this.inner);
    });
  });

  rank = this.RULE("rank", () => {
    this.CONSUME(t.Rank);
    this.CONSUME(t.Of);
    this.SUBRULE(this.inner);
    this.CONSUME(t.Among);
    this.SUBRULE(this.collection);
    this.OPTION(() => {
      this.CONSUME(t.Comma);
      this.OR([{ ALT: () => this.CONSUME(t.Highest) }, { ALT: () => this.CONSUME(t.Lowest) }]);
      this.CONSUME(t.First);
    });
  });

  /** What an aggregate takes of each row: a name, or an expression in parentheses. */
  inner = this.RULE("inner", () => {
    this.OR([
      { ALT: () => this.SUBRULE(this.path) },
      { ALT: () => this.SUBRULE(this.parenthesis) },
    ]);
  });

  collection = this.RULE("collection", () => {
    this.OR([{ ALT: () => this.CONSUME(t.Name) }, { ALT: () => this.SUBRULE(this.parenthesis) }]);
    this.OPTION(() => this.SUBRULE(this.window));
  });

  extreme = this.RULE("extreme", () => {
    this.OR([{ ALT: () => this.CONSUME(t.Greatest) }, { ALT: () => this.CONSUME(t.Least) }]);
    this.CONSUME(t.Of);
    this.CONSUME(t.LeftParen);
    this.AT_LEAST_ONE_SEP({ SEP: t.Comma, DEF: () => this.SUBRULE(this.expression) });
    this.CONSUME(t.RightParen);
  });

  edge = this.RULE("edge", () => {
    this.OR([{ ALT: () => this.CONSUME(t.Start) }, { ALT: () => this.CONSUME(t.End) }]);
    this.OPTION(() => {
      this.CONSUME(t.Of);
      this.CONSUME(t.Name);
    });
  });

  reference = this.RULE("reference", () => {
    this.CONSUME1(t.Name);
    this.OPTION1(() =>
      this.OR([
        {
          ALT: () => {
            this.CONSUME(t.LeftParen);
            this.MANY_SEP({ SEP: t.Comma, DEF: () => this.SUBRULE(this.expression) });
            this.CONSUME(t.RightParen);
          },
        },
        {
          ALT: () => {
            this.CONSUME(t.On);
            this.SUBRULE(this.part);
            this.OPTION2(() => {
              this.CONSUME(t.Spread);
              this.CONSUME(t.Along);
              this.CONSUME2(t.Name);
            });
          },
        },
      ]),
    );
  });

  path = this.RULE("path", () => {
    this.AT_LEAST_ONE_SEP({ SEP: t.Dot, DEF: () => this.SUBRULE(this.pathPart) });
  });

  pathPart = this.RULE("pathPart", () => {
    this.OR([{ ALT: () => this.CONSUME(t.Name) }, { ALT: () => this.CONSUME(t.TextLiteral) }]);
  });
}
