/** "Madrid" for Europe/Madrid; "UTC" stays. */
export function cityOf(timeZone: string): string {
  return (timeZone.split("/").at(-1) ?? timeZone).replaceAll("_", " ");
}

export function cityTime(timeZone: string): string {
  return timeZone.includes("/") ? `${cityOf(timeZone)} time` : timeZone;
}
