/**
 * Without the control characters that turn the direction of the text around them (U+202A to U+202E, U+2066 to U+2069): "moc.evil" would read as "live.com". Letters and the
 * marks beside them stay as they are, so Arabic and Hebrew read as before.
 */
export function withoutTurns(text: string, instead = ""): string {
  return text.replace(/[\u202a-\u202e\u2066-\u2069]/g, instead);
}
