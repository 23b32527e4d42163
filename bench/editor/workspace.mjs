/** A project of about 1,000 lines and 10,000 deals: the plans of an example, five times, and data for fifty people. */
import { cpSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

const example = fileURLToPath(new URL("../../examples/saas-account-executive", import.meta.url));
const PLANS = 5;
const PEOPLE = 50;
const DEALS = 10_000;

/** Writes it to a folder; answers with the plan file that is worked on, and what it says. */
export function writeWorkspace(folder) {
  mkdirSync(join(folder, "plans"), { recursive: true });
  mkdirSync(join(folder, "data"), { recursive: true });
  cpSync(join(example, "attain.json"), join(folder, "attain.json"));
  cpSync(join(example, "plans/company.plan"), join(folder, "plans/company.plan"));
  const plan = readFileSync(join(example, "plans/account-executive.plan"), "utf8");
  const names = Array.from({ length: PLANS }, (_, i) => `AccountExecutive${i + 1}`);
  for (const name of names)
    writeFileSync(
      join(folder, `plans/${name}.plan`),
      plan.replaceAll("AccountExecutive", name).replace('Plan FY2026"', `Plan FY2026, ${name}"`),
    );
  const people = Array.from({ length: PEOPLE }, (_, i) => `E${1000 + i}`);
  write(
    folder,
    "reps",
    "id,name,role,hired",
    people.map((id) => `${id},Person ${id},AE,2021-03-15`),
  );
  write(
    folder,
    "quotas",
    "rep,quarter,amount,target",
    people.flatMap((id) => [1, 2, 3, 4].map((quarter) => `${id},FY2026-Q${quarter},2500000,20000`)),
  );
  write(
    folder,
    "deals",
    "id,owner,partner,partner_share,customer,kind,product,acv,margin,stage,closed_on",
    Array.from({ length: DEALS }, (_, i) => dealOf(i, people)),
  );
  const path = join(folder, `plans/${names[2]}.plan`);
  return { path, text: readFileSync(path, "utf8") };
}

function dealOf(i, people) {
  const month = String((i % 10) + 2).padStart(2, "0");
  const day = String((i % 28) + 1).padStart(2, "0");
  const partner = i % 8 === 0 ? `${people[(i + 7) % PEOPLE]},40` : ",";
  const acv = `${10_000 + ((i * 7919) % 90_000)}.${String(i % 100).padStart(2, "0")}`;
  return `D-${i},${people[i % PEOPLE]},${partner},Customer ${i % 700},${i % 3 === 0 ? "New" : "Existing"},Platform,${acv},${60 + (i % 30)},Won,2026-${month}-${day}`;
}

function write(folder, name, head, rows) {
  writeFileSync(join(folder, `data/${name}.csv`), `${[head, ...rows].join("\n")}\n`);
}
