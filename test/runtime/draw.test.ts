// Draws: what is drawn, repaid, forgiven and owed, by hand; and amounts that are too small to be paid.
import {
  type Drawn,
  type DrawTerms,
  heldBelow,
  type Money,
  money,
  ratio,
  settled,
  toppedUp,
  unsettled,
} from "@attain/runtime";
import { expect, test } from "vitest";

function usd(text: string): Money<"USD"> {
  return money(text, "USD");
}

/** Terms with nothing owed before and nothing guaranteed, unless told. */
function terms(told: Partial<DrawTerms<"USD">>): DrawTerms<"USD"> {
  return { guarantees: undefined, opening: usd("0"), ...told };
}

/** Opening, drawn, repaid, forgiven, owed, paid. */
function row({ opening, drawn, repaid, forgiven, owed, paid }: Drawn<"USD">): string {
  return [opening, drawn, repaid, forgiven, owed, paid].join(" ");
}

function round(amount: Money<"USD">): Money<"USD"> {
  return amount.rounded("half even", "0.01");
}

test("makes pay up to the guarantee, and owes it", () => {
  // 1,000 - 400 = 600 are drawn; 50 + 600 are owed.
  const drawn = settled(
    usd("400"),
    terms({ guarantees: usd("1000"), opening: usd("50"), keeps: usd("1000") }),
  );
  expect(row(drawn)).toBe("50 600 0 0 650 1000");
});

test("makes negative pay up to the guarantee, too", () => {
  // 1,000 - (-20) = 1,020.
  expect(row(settled(usd("-20"), terms({ guarantees: usd("1000") })))).toBe("0 1020 0 0 1020 1000");
});

test("repays from what lies above what is kept, and no more than is owed", () => {
  const kept = { guarantees: usd("1000"), keeps: usd("1000") };
  // 200 of 1,200 lie above 1,000: 1,000 - 200 = 800 stay owed.
  expect(row(settled(usd("1200"), terms({ ...kept, opening: usd("1000") })))).toBe(
    "1000 0 200 0 800 1000",
  );
  // 400 lie above, 300 are owed.
  expect(row(settled(usd("1400"), terms({ ...kept, opening: usd("300") })))).toBe(
    "300 0 300 0 0 1100",
  );
});

test("never repays below the guarantee, whatever is kept", () => {
  // All pay repays, but 1,000 are guaranteed: only 200 come back.
  const all = { opening: usd("500") };
  expect(row(settled(usd("1200"), terms({ ...all, guarantees: usd("1000") })))).toBe(
    "500 0 200 0 300 1000",
  );
  // Without the guarantee all 500 do.
  expect(row(settled(usd("1200"), terms(all)))).toBe("500 0 500 0 0 700");
});

test("takes nothing off pay that is below zero", () => {
  expect(row(settled(usd("-30"), terms({ opening: usd("500") })))).toBe("500 0 0 0 500 -30");
});

test("takes a share, up to a limit, once it is due", () => {
  const above = { keeps: usd("600"), opening: usd("400") };
  // Half of 1,000.50 - 600 = 400.50 is 200.25.
  expect(row(settled(usd("1000.50"), terms({ ...above, share: ratio("50%") })))).toBe(
    "400 0 200.25 0 199.75 800.25",
  );
  expect(row(settled(usd("1000"), terms({ ...above, atMost: usd("150") })))).toBe(
    "400 0 150 0 250 850",
  );
  expect(row(settled(usd("1000"), terms({ ...above, isDue: false })))).toBe("400 0 0 0 400 1000");
});

test("takes no more than lies above, even of more than all of it", () => {
  // 150% of 100 are 150, but only 100 lie above 900.
  const more = terms({ keeps: usd("900"), opening: usd("400"), share: ratio("150%") });
  expect(row(settled(usd("1000"), more))).toBe("400 0 100 0 300 900");
});

test("rounds what is guaranteed, kept and repaid", () => {
  // A third of 1,000 is 333.33; 33.33 are missing to 300.
  const third = usd("1000")
    .times(ratio("1"))
    .dividedBy(money("3", "USD").over(usd("1")));
  expect(row(settled(usd("300"), terms({ guarantees: third, round })))).toBe(
    "0 33.33 0 0 33.33 333.33",
  );
  // 10% of 0.05 is 0.005, rounded half even to 0.00; of 0.15 it is 0.015, rounded to 0.02.
  const tenth = { share: ratio("10%"), opening: usd("1"), round };
  expect(row(settled(usd("0.05"), terms(tenth)))).toBe("1 0 0 0 1 0.05");
  expect(row(settled(usd("0.15"), terms(tenth)))).toBe("1 0 0.02 0 0.98 0.13");
});

test("forgives what is still owed after the repayment", () => {
  // 500 are owed, 200 repaid, 300 forgiven.
  const last = terms({ keeps: usd("1000"), opening: usd("500"), isForgiven: true });
  expect(row(settled(usd("1200"), last))).toBe("500 0 200 300 0 1000");
});

test("adds without owing where nothing is ever repaid", () => {
  expect(row(toppedUp(usd("400"), { guarantees: usd("1000") }))).toBe("0 600 0 0 0 1000");
  expect(row(toppedUp(usd("1400"), { guarantees: usd("1000") }))).toBe("0 0 0 0 0 1400");
  expect(row(toppedUp(usd("400"), { guarantees: undefined }))).toBe("0 0 0 0 0 400");
});

test("passes what is owed on where nothing is settled", () => {
  expect(row(unsettled(usd("500")))).toBe("500 0 0 0 500 0");
  expect(row(unsettled(usd("500"), true))).toBe("500 0 0 500 0 0");
});

test("holds amounts that are too small", () => {
  expect(String(heldBelow(usd("99.99"), usd("100")))).toBe("0");
  expect(String(heldBelow(usd("100"), usd("100")))).toBe("100");
  expect(String(heldBelow(usd("-250"), usd("100")))).toBe("0");
});
