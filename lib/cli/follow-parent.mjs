// Loaded into each process that `npm start` runs: when the starter is killed outright, its children end by themselves.
if (process.channel) {
  process.once("disconnect", () => process.kill(process.pid, "SIGTERM"));
  process.channel.unref();
}
