/** "Andre Becker" as "AB"; one name gives its first two letters. */
export function initialsOf(name: string): string {
  const words = name.trim().split(/\s+/);
  const letters =
    words.length > 1 ? [words[0], words.at(-1)].map((word) => [...(word ?? "")][0]) : [...(words[0] ?? "")];
  return letters.slice(0, 2).join("").toUpperCase();
}
