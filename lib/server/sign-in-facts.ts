import "server-only";
import { demoPassword, demoStaff } from "@/lib/auth/demo-staff";
import { database } from "@/lib/composition";
import { settings } from "@/lib/config/env";

export type SignInFacts = {
  readonly shopLine: string;
  readonly helpEmail: string | null;
  readonly demo: { accounts: { email: string; label: string }[]; password: string } | null;
};

/** What a person sees before anybody knows who it is: the shop's name where there is only one, and in a demo its accounts. */
export async function signInFacts(): Promise<SignInFacts> {
  const { rows } = await database().pool.query<{ name: string; support_email: string }>(
    "SELECT name, support_email FROM stores LIMIT 2",
  );
  const only = rows.length === 1 ? rows[0] : undefined;
  return {
    shopLine: only ? `${only.name}, payment care team` : "Payment care team",
    helpEmail: only?.support_email || null,
    demo: settings().mode === "demo" ? { accounts: demoAccounts(), password: demoPassword } : null,
  };
}

function demoAccounts(): { email: string; label: string }[] {
  return demoStaff.map(({ email, label }) => ({ email, label }));
}
