const grouped = new Intl.NumberFormat("en");

/** How many there are: "6,125". */
export function formatCount(count: number): string {
  return grouped.format(count);
}
