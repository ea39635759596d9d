import type { Dice } from "./dice";

/** Prices in US cents; other currencies follow by a round rate, as a shop would set them. */
type Article = { readonly sku: string; readonly name: string; readonly cents: number };

const goods: readonly Article[] = [
  { sku: "CAM-NL24", name: "Northlight N24 camera body", cents: 129_900 },
  { sku: "CAM-NL24K", name: "Northlight N24 with 24-70 mm", cents: 189_900 },
  { sku: "LEN-35F2", name: "Lens 35 mm f/2", cents: 54_900 },
  { sku: "LEN-85F18", name: "Lens 85 mm f/1.8", cents: 62_500 },
  { sku: "LEN-70200", name: "Lens 70-200 mm f/4", cents: 118_000 },
  { sku: "TRI-C190", name: "Carbon tripod C190", cents: 28_900 },
  { sku: "BAG-M20", name: "Messenger bag 20 l", cents: 11_900 },
  { sku: "BAT-NP16", name: "Battery NP-16, pair", cents: 8_900 },
  { sku: "FLT-ND77", name: "ND filter set 77 mm", cents: 14_500 },
  { sku: "FLS-S60", name: "Flash S60", cents: 24_900 },
  { sku: "CRD-256", name: "Memory card 256 GB", cents: 9_900 },
  { sku: "MIC-VX2", name: "Shotgun microphone VX2", cents: 17_400 },
  { sku: "GIM-R3", name: "Gimbal R3", cents: 39_900 },
  { sku: "STR-LTH", name: "Leather strap", cents: 4_500 },
];

const repairs: readonly Article[] = [
  { sku: "REP-LENS", name: "Lens repair, labour", cents: 12_000 },
  { sku: "REP-SHUT", name: "Shutter replacement", cents: 18_500 },
  { sku: "REP-SENS", name: "Sensor cleaning and calibration", cents: 9_500 },
  { sku: "REP-MOUN", name: "Mount realignment", cents: 11_000 },
  { sku: "REP-DISP", name: "Display replacement", cents: 16_400 },
];

const parts: readonly Article[] = [
  { sku: "PRT-8812", name: "Front housing, part 8812", cents: 7_100 },
  { sku: "PRT-4410", name: "Focus motor, part 4410", cents: 8_900 },
  { sku: "PRT-1207", name: "Aperture ring, part 1207", cents: 5_200 },
  { sku: "PRT-3305", name: "Main board, part 3305", cents: 14_800 },
];

const findings = [
  "an engineer found a cracked front housing and replaced it",
  "the focus motor had to be replaced as well",
  "the main board had corroded and was exchanged",
  "the work took two hours longer than quoted",
  "a second part was worn out and was replaced",
];

const rates: Readonly<Record<string, { factor: number; step: number }>> = {
  USD: { factor: 1, step: 1 },
  EUR: { factor: 0.92, step: 10 },
  GBP: { factor: 0.79, step: 10 },
  NOK: { factor: 10.5, step: 100 },
  JPY: { factor: 1.5, step: 100 },
  KWD: { factor: 3.1, step: 10 },
};

export type DemoLine = {
  sku: string;
  name: string;
  quantity: number;
  unitPriceMinor: number;
  shippingMinor: number;
  taxMinor: number;
};

export function goodsLines(dice: Dice, currency: string): DemoLine[] {
  const count = dice.next() < 0.6 ? 1 : dice.whole(2, 3);
  const chosen = new Set<Article>();
  while (chosen.size < count) chosen.add(dice.one(goods));
  return [...chosen].map((article, index) =>
    line(article, currency, index === 0 ? 900 : 0, article.cents < 15_000 ? dice.whole(1, 2) : 1),
  );
}

export function repairLines(dice: Dice, currency: string): DemoLine[] {
  return [
    line(dice.one(repairs), currency, 0, 1),
    line(dice.one(parts), currency, 0, 1),
    line({ sku: "SHP-RET", name: "Return shipping, insured", cents: 900 }, currency, 0, 1),
  ];
}

/** The same work at a higher price: labour and part went up. */
export function risenLines(dice: Dice, lines: readonly DemoLine[], currency: string): DemoLine[] {
  const factor = dice.between(1.12, 1.35);
  return lines.map((each, index) =>
    index < 2 ? { ...each, unitPriceMinor: rounded(each.unitPriceMinor * factor, currency) } : each,
  );
}

export function finding(dice: Dice): string {
  return dice.one(findings);
}

function line(article: Article, currency: string, shippingCents: number, quantity: number): DemoLine {
  return {
    sku: article.sku,
    name: article.name,
    quantity,
    unitPriceMinor: price(article.cents, currency),
    shippingMinor: price(shippingCents, currency),
    taxMinor: 0,
  };
}

function price(cents: number, currency: string): number {
  return rounded(cents * (rates[currency]?.factor ?? 1), currency);
}

function rounded(amount: number, currency: string): number {
  const step = rates[currency]?.step ?? 1;
  return Math.round(amount / step) * step;
}
