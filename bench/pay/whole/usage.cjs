/** Required before a program (`node --require`): when it ends, writes what it used to the file that ATTAIN_BENCH_USAGE names. */
const { writeFileSync } = require("node:fs");

process.on("exit", () => {
  const { userCPUTime, systemCPUTime, maxRSS } = process.resourceUsage();
  const used = { cpu: (userCPUTime + systemCPUTime) / 1000, memory: maxRSS / 1024 };
  writeFileSync(process.env.ATTAIN_BENCH_USAGE, JSON.stringify(used));
});
