import { StartupProblem } from "@/lib/config/startup-problem";

/** Runs a command to its end: what an operator can mend is one line, anything else keeps its stack. */
export async function runCommand(command: () => Promise<void>): Promise<never> {
  try {
    await command();
    // Not by running dry: the migration engine leaves a timer that would hold the process for ten seconds.
    process.exit(0);
  } catch (cause) {
    console.error(cause instanceof StartupProblem ? cause.message : cause);
    process.exit(1);
  }
}
