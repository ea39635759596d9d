// Loaded into each process that `npm start` runs: when the starter is killed outright, its children end by themselves.
// Not so the helpers that they start in turn, which inherit this file: their parent sees to them.
if (process.channel && process.env.PAYDESK_STARTER === `${process.ppid}`) {
  process.once("disconnect", () => process.kill(process.pid, "SIGTERM"));
  process.channel.unref();
}
