/**
 * HyperFormula, a spreadsheet without a screen: a sheet of deals with a column of credits, and a sheet of payees and quarters
 * with SUMIFS, built and calculated at once. Half even is written out, since ROUND takes halves away from zero.
 */
import { PRODUCTS, quarterOfDay, TYPES } from "../generate.mjs";

export async function open(market) {
  const { HyperFormula } = await import("hyperformula");
  const { count, payees, payee, day, product, amount, margin, type, split } = market;
  const deals = Array.from({ length: count }, (_, i) => {
    const row = i + 1;
    return [
      payee[i] * 4 + quarterOfDay[day[i]],
      PRODUCTS[product[i]],
      TYPES[type[i]],
      amount[i],
      margin[i],
      split[i],
      `=AND(C${row}="New",OR(B${row}="Core",B${row}="Plus",B${row}="Service"))*1`,
      `=G${row}*(INT((D${row}*F${row}+50)/100)-IF(MOD(D${row}*F${row},200)=50,1,0))`,
      `=G${row}*E${row}`,
    ];
  });
  const sums = (column, row) =>
    `=SUMIFS(Deals!${column}$1:${column}$${count},Deals!A$1:A$${count},A${row})`;
  const groups = Array.from({ length: payees * 4 }, (_, group) => {
    const row = group + 1;
    return [
      group,
      market.quota[group],
      market.target[group >> 2],
      sums("H", row),
      sums("I", row),
      sums("G", row),
      `=4*MAX(MIN(10*D${row},5*B${row}),0)+6*MAX(MIN(10*D${row},10*B${row})-5*B${row},0)+9*MAX(MIN(10*D${row},12*B${row})-10*B${row},0)+12*MAX(10*D${row}-12*B${row},0)`,
      `=MIN(G${row}*IF(AND(10*D${row}>=11*B${row},E${row}>=3500*F${row}),11,10),30000*C${row})`,
      `=INT((H${row}+5000)/10000)-IF(MOD(H${row},20000)=5000,1,0)`,
    ];
  });
  const payouts = new Float64Array(payees * 4);
  return () => {
    const sheets = HyperFormula.buildFromSheets(
      { Deals: deals, Payouts: groups },
      { licenseKey: "gpl-v3" },
    );
    const sheet = sheets.getSheetId("Payouts");
    for (let group = 0; group < payouts.length; group += 1)
      payouts[group] = sheets.getCellValue({ sheet, row: group, col: 8 });
    sheets.destroy();
    return payouts;
  };
}
