/** How a customer who says nothing is reminded: after so many days, at most so many times; never where that is 0. */
export type ReminderPolicy = { readonly afterDays: number; readonly atMost: number };

/** A choice as a form posts it: days and times, `2x2`. */
export const reminderPattern = /^(\d{1,2})x([0-3])$/;

export function reminderValue({ afterDays, atMost }: ReminderPolicy): string {
  return `${afterDays}x${atMost}`;
}

/** Null for a text that is no choice. */
export function parseReminder(value: string): ReminderPolicy | null {
  const found = reminderPattern.exec(value);
  const afterDays = Number(found?.[1]);
  return found && afterDays >= 1 && afterDays <= 14 ? { afterDays, atMost: Number(found[2]) } : null;
}

/** The store's own way first, then the usual ones, then none at all. */
export function reminderChoices(store: ReminderPolicy): { value: string; label: string }[] {
  const usual = [store, { afterDays: 1, atMost: 1 }, { afterDays: 2, atMost: 2 }, { afterDays: 3, atMost: 2 }];
  const asked = [...usual.filter(({ atMost }) => atMost > 0), { afterDays: store.afterDays, atMost: 0 }];
  const choices = new Map(asked.map((policy) => [reminderValue(policy), reminderText(policy)]));
  return [...choices].map(([value, label]) => ({ value, label }));
}

function reminderText({ afterDays, atMost }: ReminderPolicy): string {
  if (atMost === 0) return "No reminder";
  const days = afterDays === 1 ? "after 1 day" : `after ${afterDays} days`;
  return atMost === 1 ? `${days}, once` : `${days}, at most ${atMost} times`;
}
