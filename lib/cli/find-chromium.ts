import { spawnSync } from "node:child_process";
import { accessSync, constants, existsSync } from "node:fs";

/** Chromium without a window to draw: the journeys take it half the processor time of the whole browser. */
const HEADLESS_SHELL = "/usr/bin/chromium-headless-shell";

const SYSTEM_PATHS = [
  "/usr/bin/chromium",
  "/usr/bin/chromium-browser",
  "/usr/bin/google-chrome",
  "/usr/bin/google-chrome-stable",
  "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
];

/** A Chromium to test with: CHROMIUM_PATH, Playwright's own, Debian's headless one, installed where we may, else the system's. */
export async function findChromium(): Promise<string | null> {
  const configured = process.env.CHROMIUM_PATH;
  if (configured) return isExecutable(configured) ? configured : null;
  const { chromium } = await import("@playwright/test");
  const ready = [chromium.executablePath(), HEADLESS_SHELL].find(isExecutable);
  if (ready) return ready;
  installOnDebian();
  return [HEADLESS_SHELL, ...SYSTEM_PATHS].find(isExecutable) ?? null;
}

/** What it downloads has a limit of time; what it unpacks has none, because a package half unpacked is worse than a slow one. */
function installOnDebian(): void {
  if (process.getuid?.() !== 0 || !existsSync("/usr/bin/apt-get")) return;
  process.stdout.write("› Browser: installing Debian's headless Chromium\n");
  const fetching = [...INSTALL, "--download-only", HEADLESS_PACKAGE];
  const isFetched = apt(fetching, 60_000) || (apt(["update", "-qq"], 60_000) && apt(fetching, 180_000));
  if (isFetched) apt([...INSTALL, HEADLESS_PACKAGE]);
}

const HEADLESS_PACKAGE = "chromium-headless-shell";
const INSTALL = ["install", "-y", "-qq", "--no-install-recommends", "-o", "Acquire::Retries=0"];

function apt(args: readonly string[], timeout?: number): boolean {
  const env = { ...process.env, DEBIAN_FRONTEND: "noninteractive" };
  return (
    spawnSync("apt-get", args, { env, stdio: "ignore", ...(timeout === undefined ? {} : { timeout }) }).status === 0
  );
}

function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
