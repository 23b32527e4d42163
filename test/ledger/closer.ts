// A process that closes one period after the other, and prints a dot when it is sure of one. It is meant to be killed.
import { writeSync } from "node:fs";
import { ledgerDisk } from "../../compiler/src/host/ledger-disk.ts";
import { amount, closeMonth, paid, wholeFrom } from "./books.ts";

const [, , folder = "", count = "0"] = process.argv;
const disk = ledgerDisk(folder);

for (let done = 0; done < Number(count);) {
  const ledger = wholeFrom(disk);
  const month = `M${ledger.closes.length + 1}`;
  const posted = Array.from({ length: 20 }, (_, i) =>
    paid(amount(month, `${i}.25`, { payee: `R${i}` })),
  );
  if (closeMonth(disk, month, posted, ledger) === undefined) continue;
  writeSync(1, ".");
  done += 1;
}
