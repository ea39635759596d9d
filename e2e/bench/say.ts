/** Where the bench is; on standard error, so that the page on standard output stays clean. */
export function say(text: string): void {
  process.stderr.write(`${new Date().toISOString().slice(11, 19)} ${text}\n`);
}
