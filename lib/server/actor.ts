import "server-only";
import { cookies, headers } from "next/headers";
import { forbidden, redirect } from "next/navigation";
import { cache } from "react";
import { can, isRole, type Permission } from "@/lib/auth/permissions";
import { cookieName } from "@/lib/auth/session-cookie";
import { sessionIdOf } from "@/lib/auth/session-token";
import type { Staff } from "@/lib/auth/staff";
import { database } from "@/lib/composition";
import { loadLiveSession } from "@/lib/operations/session/load-live-session";
import { recordRefusedPermission } from "@/lib/operations/session/record-refused-permission";
import { addressOf } from "./client-address";
import { correlationIdOf } from "./correlation";
import { passiveHeader, pathHeader } from "./request-headers";

/** The person behind this request, read from the database once per request; null without a live session. */
export const currentStaff = cache(async (): Promise<Staff | null> => {
  const isPassive = (await headers()).get(passiveHeader) === "1";
  return readStaff({ isPassive });
});

/**
 * The first line of every page. Without a live session it leads to the sign-in page and back; without the permission it shows the page that
 * says so, and the knock is written down.
 */
export async function requireStaff(permission: Permission = "desk.view"): Promise<Staff> {
  const staff = await currentStaff();
  if (!staff) {
    const path = (await headers()).get(pathHeader) ?? "/";
    redirect(path === "/" ? "/sign-in" : `/sign-in?returnTo=${encodeURIComponent(path)}`);
  }
  if (!can(staff.role, permission)) {
    await noteRefusedPermission(staff, permission);
    forbidden();
  }
  return staff;
}

/** For live refresh: looks without counting as a sign of life of the person. */
export async function readStaff({ isPassive }: { isPassive: boolean }): Promise<Staff | null> {
  const token = (await cookies()).get(cookieName("session"))?.value;
  const sessionId = await sessionIdOf(token);
  if (sessionId === null) return null;
  const session = await loadLiveSession(database().pool, sessionId, { isPassive });
  if (!session) return null;
  const { role } = session;
  if (!isRole(role)) throw new Error(`staff user ${session.userId} has no role that the desk knows`);
  return { ...session, role };
}

export async function noteRefusedPermission(staff: Staff, permission: Permission): Promise<void> {
  const incoming = await headers();
  await recordRefusedPermission(database().pool, {
    storeId: staff.storeId,
    userId: staff.userId,
    permission,
    address: addressOf(incoming),
    correlationId: correlationIdOf(incoming),
  });
}
