import { database, gateways } from "@/lib/composition";
import { logger } from "@/lib/config/logger";
import { runWorker } from "./run-worker";

const worker = await runWorker({ pool: database().pool, gateways: gateways() });
logger.info("worker is ready");

let isStopping = false;
async function stop(): Promise<void> {
  if (isStopping) return;
  isStopping = true;
  await worker.stop();
  await database().close();
  process.exit(0);
}
process.on("SIGTERM", () => void stop());
process.on("SIGINT", () => void stop());
