/** What a refusal says to a person at the desk, by its reason. A reason without words here shows as `refusalText` makes it. */
export const refusalWords: Readonly<Record<string, string>> = {
  not_signed_in: "You are signed out. Sign in again, then repeat this.",
  not_permitted: "Your role does not include this.",
  foreign_origin: "This did not come from a page of Paydesk. Open the page again and repeat it.",
  already_in_progress: "This is already under way.",
  wrong_credentials: "That e-mail address and password do not match.",
  too_many_tries: "Too many tries. Wait a little before the next one.",
  stale_version: "Somebody changed this record while you looked at it. Look at it as it is now, then repeat this.",
  order_not_found: "There is no such order.",
  own_role: "Nobody changes their own role.",
  own_account: "Nobody disables their own account.",
  email_in_use: "Somebody already has that e-mail address.",
  staff_user_not_found: "There is no such person.",
};

/** The words for a reason; a reason nobody has worded yet is still readable: `hold_expired` becomes "Hold expired." */
export function refusalText(reason: string): string {
  const words = Object.hasOwn(refusalWords, reason) ? refusalWords[reason] : undefined;
  if (words !== undefined) return words;
  const plain = reason.replaceAll("_", " ");
  return `${plain.charAt(0).toUpperCase()}${plain.slice(1)}.`;
}
