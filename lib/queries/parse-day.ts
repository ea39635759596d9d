/** A day of an address, YYYY-MM-DD, or null where it is none that the database could count from. */
export function parseDay(text: string | null | undefined): string | null {
  const day = (text ?? "").trim();
  if (!/^(19|2\d)\d{2}-\d{2}-\d{2}$/.test(day)) return null;
  const at = new Date(`${day}T00:00:00Z`);
  // 31 February is read as a day of March.
  return !Number.isNaN(at.getTime()) && at.toISOString().startsWith(day) ? day : null;
}
