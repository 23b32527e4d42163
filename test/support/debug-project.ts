// A project whose payouts are debugged.
import { COMPANY } from "./sample-plan.ts";

const CONFIG = `{
  "data": {
    "Reps": { "file": "data/reps.csv" },
    "Deals": { "file": "data/deals.csv" },
    "Quotas": { "file": "data/quotas.csv" }
  }
}
`;

// ada: 60,000 + 50,000 = 110,000 of 100,000: 110%; 100,000 x 8% + 10,000 x 12% = 8,000 + 1,200 = 9,200
export const DATA = `//- data/reps.csv
id,name,role,hired,manager
ada,Ada Lovelace,AE,2020-01-01,
ben,Ben Nye,AE,2020-01-01,ada
//- data/deals.csv
id,rep,stage,line,amount,seats,closed_on
D-1,ada,Won,Platform,60000,5,2026-01-20
D-2,ada,Won,Services,50000,5,2026-03-31
D-3,ben,Won,Services,20000,5,2026-03-31
//- data/quotas.csv
rep,quarter,amount,target
ada,FY2026-Q1,100000,8000
ben,FY2026-Q1,30000,8000
`;

export function project(plan: string, data = DATA): string {
  return `//- plans/main.plan\nimport "company.plan"\n${plan}//- plans/company.plan\n${COMPANY}//- attain.json\n${CONFIG}${data}`;
}
