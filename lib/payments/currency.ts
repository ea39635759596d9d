/** ISO 4217 codes that do not have two decimals. Source: ISO 4217 list one, column "minor unit". */
const decimalsByCode: Readonly<Record<string, 0 | 3>> = {
  BIF: 0,
  CLP: 0,
  DJF: 0,
  GNF: 0,
  ISK: 0,
  JPY: 0,
  KMF: 0,
  KRW: 0,
  PYG: 0,
  RWF: 0,
  UGX: 0,
  VND: 0,
  VUV: 0,
  XAF: 0,
  XOF: 0,
  XPF: 0,
  BHD: 3,
  IQD: 3,
  JOD: 3,
  KWD: 3,
  LYD: 3,
  OMR: 3,
  TND: 3,
};

const twoDecimalCodes =
  "AED AFN ALL AMD AOA ARS AUD AWG AZN BAM BBD BDT BGN BMD BND BOB BRL BSD BTN BWP BYN BZD CAD CDF CHF CNY COP CRC CUP CVE CZK DKK DOP DZD EGP ERN ETB EUR FJD FKP GBP GEL GHS GIP GMD GTQ GYD HKD HNL HTG HUF IDR ILS INR IRR JMD KES KGS KHR KPW KYD KZT LAK LBP LKR LRD LSL MAD MDL MGA MKD MMK MNT MOP MRU MUR MVR MWK MXN MYR MZN NAD NGN NIO NOK NPR NZD PAB PEN PGK PHP PKR PLN QAR RON RSD RUB SAR SBD SCR SDG SEK SGD SHP SLE SOS SRD SSP STN SVC SYP SZL THB TJS TMT TOP TRY TTD TWD TZS UAH USD UYU UZS VED VES WST XCD YER ZAR ZMW ZWG";

/** Every currency that Paydesk accepts, in alphabetical order. */
export const currencyCodes: readonly string[] = [...twoDecimalCodes.split(" "), ...Object.keys(decimalsByCode)].sort();

const known: ReadonlySet<string> = new Set(currencyCodes);

export function isCurrency(code: string): boolean {
  return known.has(code);
}

/** Decimals of a currency: 2 for USD, 0 for JPY, 3 for KWD. An unknown code is a bug: input is checked with `isCurrency` at the door. */
export function currencyDecimals(code: string): 0 | 2 | 3 {
  if (!known.has(code)) throw new Error(`unknown currency ${code}`);
  return decimalsByCode[code] ?? 2;
}
