import { appendFileSync, writeFileSync } from "node:fs";
import { createInterface } from "node:readline";
import type { Readable } from "node:stream";

/**
 * Every line that a child writes goes on as one JSON line on standard output. While Paydesk starts, only warnings do,
 * so that the progress lines can be read; the rest is kept in a file beside the data.
 */
export class ChildLogs {
  readonly #file: string | null;
  #isStarting = true;
  readonly #lastLines = new Map<string, string[]>();

  constructor(file: string | null) {
    this.#file = file;
    if (file) writeFileSync(file, "", { mode: 0o600 });
  }

  follow(service: string, stream: Readable): void {
    createInterface({ input: stream }).on("line", (line) => this.#take(service, line));
  }

  startupDone(): void {
    this.#isStarting = false;
  }

  /** The last that was said of an error, for a failure's one line. */
  lastError(service: string): string {
    const lines = this.#lastLines.get(service) ?? [];
    const line = lines.findLast((said) => /error\b|\bfatal|\bfailed|\bcannot\b/i.test(said));
    const text = messageOf(line ?? lines.at(-1) ?? "it said nothing");
    return this.#file ? `${text} (more in ${this.#file})` : text;
  }

  #take(service: string, line: string): void {
    if (line.trim() === "") return;
    const isJson = line.startsWith("{");
    const entry = isJson
      ? line
      : JSON.stringify({ level: "info", time: new Date().toISOString(), service, msg: plain(line) });
    this.#lastLines.set(service, [...(this.#lastLines.get(service) ?? []).slice(-40), plain(line)]);
    if (this.#isStarting && this.#file && !(isJson && isWarning(line))) appendFileSync(this.#file, `${entry}\n`);
    else process.stdout.write(`${entry}\n`);
  }
}

function messageOf(line: string): string {
  if (!line.startsWith("{")) return line;
  const entry: { msg?: unknown; err?: { message?: unknown } } = JSON.parse(line);
  return [entry.msg, entry.err?.message].filter((part) => part !== undefined).join(": ");
}

function isWarning(line: string): boolean {
  return /"level":"(warn|error|fatal)"/.test(line);
}

function plain(line: string): string {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: the colours of a terminal begin with one
  return line.replaceAll(/\u001b\[[0-9;?]*[a-zA-Z]/g, "").trim();
}
