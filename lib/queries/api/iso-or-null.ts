/** RFC 3339 in UTC, as every moment leaves the house. */
export function isoOrNull(at: Date | null): string | null {
  return at === null ? null : at.toISOString();
}
