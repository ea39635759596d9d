/** How long before, and after how much silence, in words. */
export function hoursText(hours: number): string {
  return `${hours} hours`;
}

export function silenceText(minutes: number): string {
  if (minutes < 60) return `${minutes} minutes`;
  return minutes === 60 ? "an hour" : `${minutes / 60} hours`;
}
