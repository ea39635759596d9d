/** Something an operator can put right. Its message is one line, and is all that is printed before exit code 1. */
export class StartupProblem extends Error {
  override readonly name = "StartupProblem";
}
