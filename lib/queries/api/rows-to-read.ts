const steps = [20, 50, 100, 200];

/**
 * How many rows a statement reads for a page of `limit` rows, 1 to 200: at least one more, so that it is known whether others follow. Few numbers, which
 * stand in the text: where the number travels as a value, a kept plan must reckon with any, and Postgres plans the statement anew on every call.
 */
export function rowsToRead(limit: number): number {
  return (steps.find((step) => limit <= step) ?? limit) + 1;
}
