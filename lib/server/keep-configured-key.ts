import { hashApiKey } from "@/lib/auth/api-key";
import { database } from "@/lib/composition";
import { settings } from "@/lib/config/env";
import { logger } from "@/lib/config/logger";
import { keepApiKey } from "@/lib/operations/staff/keep-api-key";

/** Makes PAYDESK_API_KEY work from the start, so that not even the first GET has to write (I12). A database that is not ready yet is no reason not to start. */
export async function keepConfiguredKey(): Promise<void> {
  const { apiKey } = settings();
  if (apiKey === null) return;
  try {
    await keepApiKey(database().pool, { name: "settings", keyHash: hashApiKey(apiKey) });
  } catch (error) {
    logger.warn({ err: error }, "the configured API key could not be kept yet; its first use will");
  }
}
