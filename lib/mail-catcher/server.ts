import { join } from "node:path";
import { settings } from "@/lib/config/env";
import { logger } from "@/lib/config/logger";
import { startInboxApi } from "./inbox-api";
import { openMailStore } from "./mail-store";
import { startSmtpReceiver } from "./smtp-receiver";

const { mailCatcherUrl, smtpUrl, dataDir } = settings();
if (mailCatcherUrl === null) {
  console.error("There is no mail catcher in production mode.");
  process.exit(1);
}

const store = openMailStore(join(dataDir, "mail"));
const smtpPort = Number(new URL(smtpUrl).port);
const apiPort = Number(new URL(mailCatcherUrl).port);
const smtp = await startSmtpReceiver(smtpPort, store);
const api = await startInboxApi(apiPort, store);
logger.info({ smtpPort, apiPort }, "mail catcher listens");

for (const signal of ["SIGTERM", "SIGINT"] as const) {
  process.once(signal, () => {
    smtp.close(() => api.close(() => process.exit(0)));
    api.closeAllConnections();
  });
}
