import { readdirSync, readFileSync } from "node:fs";

const TICKS_PER_SECOND = 100;
const PAGE_KB = 4;

/** CPU seconds that a process and its living and ended children have used. Linux only: elsewhere there is no such figure, and null. */
export function cpuSeconds(pid: number): number | null {
  const own = readStat(pid);
  if (!own) return null;
  const children = childrenOf(pid).map((child) => cpuSeconds(child) ?? 0);
  const ticks = own.ticks + own.endedChildrenTicks;
  return ticks / TICKS_PER_SECOND + children.reduce((sum, each) => sum + each, 0);
}

/** Resident memory of a process and its children, in megabytes. */
export function residentMb(pid: number): number | null {
  const own = readStat(pid);
  if (!own) return null;
  return [own.residentMb, ...childrenOf(pid).map((child) => residentMb(child) ?? 0)].reduce(
    (sum, each) => sum + each,
    0,
  );
}

/** The processes below a process whose command line holds a word. */
export function findBelow(pid: number, word: string): number[] {
  return childrenOf(pid).flatMap((child) => (commandOf(child).includes(word) ? [child] : findBelow(child, word)));
}

type Stat = { parent: number; ticks: number; endedChildrenTicks: number; residentMb: number };

/** The fields after the command's name, which may itself hold spaces and brackets: see proc(5). */
function readStat(pid: number): Stat | null {
  try {
    const text = readFileSync(`/proc/${pid}/stat`, "utf8");
    const fields = text
      .slice(text.lastIndexOf(")") + 2)
      .split(" ")
      .map(Number);
    const field = (number: number) => fields[number - 3] ?? 0;
    return {
      parent: field(4),
      ticks: field(14) + field(15),
      endedChildrenTicks: field(16) + field(17),
      residentMb: (field(24) * PAGE_KB) / 1024,
    };
  } catch {
    return null;
  }
}

function childrenOf(pid: number): number[] {
  try {
    return readdirSync("/proc")
      .map(Number)
      .filter((each) => Number.isInteger(each) && readStat(each)?.parent === pid);
  } catch {
    return [];
  }
}

function commandOf(pid: number): string {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, "utf8").replaceAll("\0", " ");
  } catch {
    return "";
  }
}
