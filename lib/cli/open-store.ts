import { randomBytes } from "node:crypto";
import { parseArgs } from "node:util";
import { z } from "zod";
import { hashApiKey } from "@/lib/auth/api-key";
import { hashPassword } from "@/lib/auth/password";
import { settings } from "@/lib/config/env";
import { StartupProblem } from "@/lib/config/startup-problem";
import { connectDatabase } from "@/lib/db/client";
import { createStaffUser } from "@/lib/operations/staff/create-staff-user";
import { keepApiKey } from "@/lib/operations/staff/keep-api-key";
import { createStore } from "@/lib/operations/store/create-store";
import { isCurrency } from "@/lib/payments/currency";
import { withDatabase } from "./database-for-command";
import { runCommand } from "./run-command";

const text = (max: number) =>
  z.string("is missing").trim().min(1, "is missing").max(max, `has more than ${max} characters`);
const inputSchema = z.object({
  id: z
    .string("is missing")
    .regex(/^[a-z][a-z0-9_-]{1,39}$/, "must be a short word of small letters, digits and dashes"),
  name: text(80),
  mark: text(3),
  currency: z.string("is missing").refine(isCurrency, "must be a currency such as EUR"),
  "time-zone": z.string("is missing").refine(isTimeZone, "must be a time zone such as Europe/Madrid"),
  phone: text(40),
  email: z.email("must be a mail address"),
  "admin-name": text(80),
  "admin-email": z.email("must be a mail address"),
});
type Input = z.output<typeof inputSchema>;

/** `npm run open:store`: what a production database needs before anybody can sign in. Password and key are shown once and kept only as hashes. */
await runCommand(async () => {
  const input = readInput();
  await withDatabase(async (url) => {
    const database = connectDatabase(url, { maxConnections: 2 });
    try {
      await openStore(database.pool, input);
    } finally {
      await database.close();
    }
  });
});

async function openStore(pool: Parameters<typeof createStore>[0], input: Input): Promise<void> {
  await createStore(pool, {
    id: input.id,
    name: input.name,
    mark: input.mark,
    currency: input.currency,
    timeZone: input["time-zone"],
    supportPhone: input.phone,
    supportEmail: input.email,
    takesPaypal: settings().paypal !== null,
  });
  const password = randomBytes(15).toString("base64url");
  const context = {
    pool,
    storeId: input.id,
    actor: { kind: "system", job: "open_store" },
    correlationId: "open_store",
  } as const;
  const admin = await createStaffUser(context, {
    name: input["admin-name"],
    email: input["admin-email"],
    role: "administrator",
    passwordHash: await hashPassword(password),
  });
  if (!admin.ok) throw new StartupProblem(`${input["admin-email"]} has an account already: nothing was added.`);
  const key = `pdk_${randomBytes(24).toString("base64url")}`;
  await keepApiKey(pool, { name: "first", keyHash: hashApiKey(key), storeId: input.id });
  console.log(`Store ${input.id} is open.`);
  console.log(`Sign in as ${input["admin-email"]} with password ${password}`);
  console.log(`Key for the REST API: ${key}`);
  console.log("Neither is shown again.");
}

function readInput(): Input {
  const options = Object.fromEntries(Object.keys(inputSchema.shape).map((name) => [name, { type: "string" as const }]));
  let values: unknown;
  try {
    values = parseArgs({ options }).values;
  } catch (problem) {
    throw new StartupProblem((problem as Error).message);
  }
  const parsed = inputSchema.safeParse(values);
  if (parsed.success) return parsed.data;
  throw new StartupProblem(parsed.error.issues.map((issue) => `--${issue.path.join(".")} ${issue.message}`).join("\n"));
}

function isTimeZone(name: string): boolean {
  try {
    return new Intl.DateTimeFormat("en", { timeZone: name }) !== undefined;
  } catch {
    return false;
  }
}
