import { createServer } from "node:net";
import { anyFreePort } from "@/lib/config/free-port";
import { StartupProblem } from "@/lib/config/startup-problem";

export async function requireFreePort(name: string, port: number): Promise<void> {
  const error = (await bindError(port)) ?? (await bindError(port, "127.0.0.1"));
  if (error === null) return;
  if (error === "EACCES")
    throw new StartupProblem(`Port ${port} may not be used by this account: set ${name} to another.`);
  throw new StartupProblem(`Port ${port} is already in use: stop what uses it, or set ${name} to another.`);
}

/** The first of the wanted ports if nobody has it, else any free one. */
export async function choosePort(wanted: number): Promise<number> {
  if ((await bindError(wanted, "127.0.0.1")) === null) return wanted;
  return anyFreePort();
}

function bindError(port: number, host?: string): Promise<string | null> {
  return new Promise((done) => {
    const probe = createServer();
    probe.once("error", (error: NodeJS.ErrnoException) =>
      done(error.code === "EAFNOSUPPORT" ? null : (error.code ?? "unknown")),
    );
    probe.listen({ port, ...(host ? { host } : {}) }, () => probe.close(() => done(null)));
  });
}
