/**
 * Publicodes: its rules are parsed once, and evaluated for each deal and for each payee and quarter. Its `barème` pays each
 * slice at its own rate. Half even is written out, since its `arrondi` rounds halves up.
 */
import { dealsOf } from "../groups.mjs";

const RULES = {
  produit: { valeur: "'Core'" },
  type: { valeur: "'New'" },
  montant: { valeur: 0 },
  part: { valeur: 100 },
  compte: {
    "toutes ces conditions": [
      "type = 'New'",
      { "une de ces conditions": ["produit = 'Core'", "produit = 'Plus'", "produit = 'Service'"] },
    ],
  },
  "crédit brut": { valeur: "montant * part / 100" },
  "crédit arrondi": { valeur: "crédit brut", arrondi: "oui" },
  "crédit moitié": { valeur: "crédit arrondi / 2" },
  "crédit moitié arrondie": { valeur: "crédit moitié", arrondi: "oui" },
  crédit: {
    variations: [
      {
        si: {
          "toutes ces conditions": [
            "crédit arrondi - crédit brut = 0.5",
            "crédit moitié != crédit moitié arrondie",
          ],
        },
        alors: "crédit arrondi - 1",
      },
      { sinon: "crédit arrondi" },
    ],
  },

  ventes: { valeur: 0 },
  quota: { valeur: 1 },
  cible: { valeur: 0 },
  marge: { valeur: 0 },
  commission: {
    barème: {
      assiette: "ventes",
      multiplicateur: "quota",
      tranches: [
        { taux: "4%", plafond: 0.5 },
        { taux: "6%", plafond: 1 },
        { taux: "9%", plafond: 1.2 },
        { taux: "12%" },
      ],
    },
  },
  majorée: {
    variations: [
      {
        si: { "toutes ces conditions": ["ventes >= 1.1 * quota", "marge >= 0.35"] },
        alors: "commission * 1.1",
      },
      { sinon: "commission" },
    ],
  },
  brut: { valeur: "majorée", plafond: "3 * cible" },
  arrondi: { valeur: "brut", arrondi: "oui" },
  moitié: { valeur: "arrondi / 2" },
  "moitié arrondie": { valeur: "moitié", arrondi: "oui" },
  paie: {
    variations: [
      {
        si: { "toutes ces conditions": ["arrondi - brut = 0.5", "moitié != moitié arrondie"] },
        alors: "arrondi - 1",
      },
      { sinon: "arrondi" },
    ],
  },
};

export async function open(market) {
  const { default: Engine } = await import("publicodes");
  const engine = new Engine(RULES);
  const groups = dealsOf(market);

  function payout(deals, quota, target) {
    let [bookings, margins, number] = [0, 0, 0];
    for (const { amount, margin, split, product, type } of deals) {
      engine.setSituation({
        produit: `'${product}'`,
        type: `'${type}'`,
        montant: amount,
        part: split,
      });
      if (engine.evaluate("compte").nodeValue !== true) continue;
      bookings += engine.evaluate("crédit").nodeValue;
      margins += margin;
      number += 1;
    }
    const margin = number === 0 ? 0 : margins / number / 10_000;
    engine.setSituation({ ventes: bookings, quota, cible: target, marge: margin });
    return engine.evaluate("paie").nodeValue;
  }

  const payouts = new Float64Array(groups.length);
  return () => {
    for (const [group, deals] of groups.entries())
      payouts[group] = payout(deals, market.quota[group], market.target[group >> 2]);
    return payouts;
  };
}
