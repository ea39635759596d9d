import { runningEmbeddedUrl } from "@/lib/db/embedded-address";

// Loaded before a command that is run by hand beside `npm start`: it works on the database that runs there.
if (!process.env.DATABASE_URL && process.env.PAYDESK_MODE !== "production") {
  const url = runningEmbeddedUrl(process.env.PAYDESK_DATA_DIR || ".paydesk");
  if (url) process.env.DATABASE_URL = url;
}
