const ZERO_DECIMAL = new Set("bif clp djf gnf jpy kmf krw mga pyg rwf ugx vnd vuv xaf xof xpf".split(" "));
const THREE_DECIMAL = new Set("bhd jod kwd omr tnd".split(" "));
const TWO_DECIMAL = new Set(
  (
    "aed afn all amd ang aoa ars aud awg azn bam bbd bdt bgn bmd bnd bob brl bsd bwp byn bzd cad cdf chf cny cop crc cve czk " +
    "dkk dop dzd egp etb eur fjd fkp gbp gel gip gmd gtq gyd hkd hnl htg huf idr ils inr isk jmd kes kgs khr kyd kzt lak lbp " +
    "lkr lrd lsl mad mdl mkd mmk mnt mop mur mvr mwk mxn myr mzn nad ngn nio nok npr nzd pab pen pgk php pkr pln qar ron rsd " +
    "rub sar sbd scr sek sgd shp sle sos srd std szl thb tjs top try ttd twd tzs uah usd uyu uzs wst xcd yer zar zmw"
  ).split(" "),
);

/** The least that may be charged, in minor units, where Stripe publishes one; elsewhere one unit. */
const MINIMUMS: Readonly<Record<string, number>> = {
  aed: 200,
  aud: 50,
  bgn: 100,
  brl: 50,
  cad: 50,
  chf: 50,
  czk: 1500,
  dkk: 250,
  eur: 50,
  gbp: 30,
  hkd: 400,
  huf: 17500,
  inr: 50,
  jpy: 50,
  mxn: 1000,
  myr: 200,
  nok: 300,
  nzd: 50,
  pln: 200,
  ron: 200,
  sek: 300,
  sgd: 50,
  thb: 1000,
  usd: 50,
};

const MAXIMUM = 99_999_999;
const WIDE_MAXIMUM = 999_999_999_999;
const WIDE_CURRENCIES = new Set("clp cop huf idr jpy krw lbp uzs vnd".split(" "));

export function isSupportedCurrency(currency: string): boolean {
  return TWO_DECIMAL.has(currency) || ZERO_DECIMAL.has(currency) || THREE_DECIMAL.has(currency);
}

export function decimalsOf(currency: string): 0 | 2 | 3 {
  if (ZERO_DECIMAL.has(currency)) return 0;
  return THREE_DECIMAL.has(currency) ? 3 : 2;
}

export function minimumAmount(currency: string): number {
  return MINIMUMS[currency] ?? 1;
}

export function maximumAmount(currency: string): number {
  return WIDE_CURRENCIES.has(currency) ? WIDE_MAXIMUM : MAXIMUM;
}

/** For messages and pages: `1099, "usd"` is `$10.99`. */
export function formatAmount(amount: number, currency: string): string {
  const decimals = decimalsOf(currency);
  return new Intl.NumberFormat("en-US", {
    style: "currency",
    currency: currency.toUpperCase(),
    minimumFractionDigits: decimals,
    maximumFractionDigits: decimals,
  }).format(amount / 10 ** decimals);
}
