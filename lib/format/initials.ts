/** "Andre Becker" as "AB"; one name gives its first two letters. Signs and pictures are passed over; a name of nothing else is "?". */
export function initialsOf(name: string): string {
  const words = name.split(/\s+/).flatMap((word) => {
    const letters = word.match(/[\p{L}\p{N}]/gu);
    return letters ? [letters] : [];
  });
  const letters = words.length > 1 ? [words[0]?.[0], words.at(-1)?.[0]] : (words[0] ?? ["?"]);
  return letters.slice(0, 2).join("").toUpperCase();
}
