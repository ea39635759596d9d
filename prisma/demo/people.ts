import type { Dice } from "./dice";

export type DemoPerson = {
  name: string;
  email: string;
  locale: string;
  timeZone: string;
  city: string;
  currency: string;
  phone: string;
  sinceYearsAgo: number;
  card: string;
};

type Region = {
  locale: string;
  timeZone: string;
  currency: string;
  cities: readonly string[];
  phone: string;
  first: readonly string[];
  last: readonly string[];
};

const regions: readonly Region[] = [
  {
    locale: "en",
    timeZone: "America/New_York",
    currency: "USD",
    cities: ["Boston", "Denver", "Portland", "Austin"],
    phone: "+1 617 555 01",
    first: ["Carmen", "Joseph", "Marcus", "Naomi", "Owen", "Priya", "Tilda", "Omar", "Grace", "Hannah"],
    last: ["Moreno", "Osei", "Lefebvre", "Berg", "Farouk", "Whitfield", "Okafor", "Delgado", "Brooks"],
  },
  {
    locale: "de",
    timeZone: "Europe/Berlin",
    currency: "EUR",
    cities: ["Hamburg", "Leipzig", "Köln"],
    phone: "+49 40 5550 1",
    first: ["Lena", "Jonas", "Birgit", "Felix", "Sofia"],
    last: ["Brandt", "Kern", "Vogel", "Seidel", "Rossi"],
  },
  {
    locale: "nl",
    timeZone: "Europe/Amsterdam",
    currency: "EUR",
    cities: ["Utrecht", "Gent"],
    phone: "+31 30 555 01",
    first: ["Bram", "Ines", "Femke"],
    last: ["de Wit", "Duarte", "Jansen"],
  },
  {
    locale: "en",
    timeZone: "Europe/London",
    currency: "GBP",
    cities: ["Leeds", "Cardiff", "Bristol"],
    phone: "+44 20 7946 0",
    first: ["Gareth", "Ewan", "Amina", "Noor"],
    last: ["Pugh", "Campbell", "Yusuf", "Haddad"],
  },
  {
    locale: "en",
    timeZone: "Europe/Oslo",
    currency: "NOK",
    cities: ["Bergen", "Oslo"],
    phone: "+47 555 01 ",
    first: ["Ingrid", "Sindre"],
    last: ["Holm", "Nordli"],
  },
  {
    locale: "en",
    timeZone: "Asia/Tokyo",
    currency: "JPY",
    cities: ["Yokohama", "Sapporo"],
    phone: "+81 3 5550 1",
    first: ["Hiro", "Yui"],
    last: ["Tanaka", "Mori"],
  },
  {
    locale: "en",
    timeZone: "Asia/Kuwait",
    currency: "KWD",
    cities: ["Kuwait City"],
    phone: "+965 5550 1",
    first: ["Fatima", "Yousef"],
    last: ["Al-Sabah", "Al-Rashid"],
  },
];

const weights = [0.5, 0.16, 0.08, 0.13, 0.05, 0.05, 0.03];
const cards = [
  "pm_card_visa",
  "pm_card_visa",
  "pm_card_visa",
  "pm_card_mastercard",
  "pm_card_mastercard",
  "pm_card_amex",
  "pm_card_visa_debit",
];

export function makePeople(dice: Dice, count: number): DemoPerson[] {
  const names = new Set<string>();
  const people: DemoPerson[] = [];
  while (people.length < count) {
    const region = weightedRegion(dice);
    const first = dice.one(region.first);
    const last = dice.one(region.last);
    const name = `${first} ${last}`;
    const email = `${first}.${last}${names.has(name) ? people.length : ""}@example.com`
      .toLowerCase()
      .replace(/[^a-z0-9.@]/g, "");
    names.add(name);
    people.push({
      name,
      email,
      locale: region.locale,
      timeZone: region.timeZone,
      city: dice.one(region.cities),
      currency: region.currency,
      phone: `${region.phone}${dice.whole(10, 99)}`,
      sinceYearsAgo: dice.whole(0, 12),
      card: dice.one(cards),
    });
  }
  return people;
}

function weightedRegion(dice: Dice): Region {
  let roll = dice.next();
  for (const [index, weight] of weights.entries()) {
    roll -= weight;
    if (roll < 0) return regions[index] as Region;
  }
  return regions[0] as Region;
}
