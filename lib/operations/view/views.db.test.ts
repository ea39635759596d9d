import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createTestDatabase, type TestDatabase } from "@/lib/db/test-database";
import { must } from "@/lib/jobs/desk-for-tests";
import { toInstant } from "@/lib/payments/instant";
import { listViews } from "@/lib/queries/views/list-views";
import type { OperationContext } from "../operation-context";
import { createStaffUser } from "../staff/create-staff-user";
import { createStore } from "../store/create-store";
import { changeView, deleteView } from "./change-view";
import { pinView } from "./pin-view";
import { saveView } from "./save-view";

let database: TestDatabase;
let base: OperationContext;
const ids: Record<string, string> = {};
beforeAll(async () => {
  database = await createTestDatabase();
  await createStore(database.pool, {
    id: "northlight",
    name: "Northlight Camera",
    mark: "N",
    supportPhone: "+44 20 7946 0142",
    supportEmail: "help@northlight.example.com",
    timeZone: "Europe/Madrid",
    currency: "USD",
  });
  base = { pool: database.pool, storeId: "northlight", actor: { kind: "api", keyName: "test" }, correlationId: "test" };
  for (const [name, role] of [
    ["ana", "csr"],
    ["ben", "csr"],
    ["sue", "supervisor"],
  ] as const) {
    const email = `${name}@example.com`;
    ids[name] = must(await createStaffUser(base, { email, name, role, passwordHash: "not-a-hash" })).userId;
  }
});
afterAll(() => database.drop());

const as = (name: string): OperationContext => ({ ...base, actor: { kind: "staff", userId: ids[name] ?? "", name } });
const seenBy = async (name: string) => {
  const { pool, storeId } = base;
  const viewer = { userId: ids[name] ?? "" };
  const { saved, pinnedId } = await listViews(
    { pool, storeId, viewer, now: toInstant(Date.now()), timeZone: "Europe/Madrid" },
    "unpaid",
  );
  return { names: saved.map((view) => view.name), saved, pinnedId };
};
const save = (who: string, name: string, sharing: "private" | "team" | "everyone", query = "reason=price_rise") =>
  saveView(as(who), { screen: "unpaid", name, query, sharing });

describe("saved views", () => {
  it("MR4-3: a private view is its owner's, a team's is seen by the same role, everyone's by all, in one store", async () => {
    must(await save("ana", "Mine alone", "private"));
    must(await save("ana", "For the team", "team", "sort=-due&reason=price_rise&after=cursor&peek=1"));
    must(await save("ana", "For all", "everyone"));
    expect((await seenBy("ana")).names).toEqual(["For all", "For the team", "Mine alone"]);
    expect((await seenBy("ben")).names).toEqual(["For all", "For the team"]);
    expect((await seenBy("sue")).names).toEqual(["For all"]);
    expect((await seenBy("ben")).saved[1]).toMatchObject({
      query: "reason=price_rise&sort=-due",
      isOwn: false,
      ownerName: "ana",
    });
  });

  it("a name is free once per person and screen, whatever its case", async () => {
    expect(await save("ana", "mine ALONE", "private")).toMatchObject({ ok: false, reason: "view_name_taken" });
    must(await save("ben", "Mine alone", "private"));
    const [one, two] = await Promise.all([save("sue", "Twice", "private"), save("sue", "twice", "private")]);
    expect([one?.ok, two?.ok].sort()).toEqual([false, true]);
  });

  it("only its owner overwrites, renames, shares or deletes a view", async () => {
    const view = (await seenBy("ben")).saved.find((each) => each.name === "For all");
    const viewId = view?.id ?? "";
    expect(await changeView(as("ben"), viewId, { name: "Taken over" })).toMatchObject({ reason: "view_not_found" });
    expect(await deleteView(as("sue"), viewId)).toMatchObject({ reason: "view_not_found" });
    must(await changeView(as("ana"), viewId, { name: "For nobody", sharing: "private", query: "owner=me" }));
    expect((await seenBy("ben")).names).not.toContain("For nobody");
    expect((await seenBy("ana")).saved.find((each) => each.id === viewId)?.query).toBe("owner=me");
  });

  it("each person pins one view per screen, and a deleted view is pinned by nobody", async () => {
    const [first, second] = (await seenBy("ana")).saved;
    must(await pinView(as("ana"), { screen: "unpaid", viewId: first?.id ?? "" }));
    must(await pinView(as("ana"), { screen: "unpaid", viewId: second?.id ?? "" }));
    must(await pinView(as("ben"), { screen: "unpaid", viewId: "mine" }));
    expect((await seenBy("ana")).pinnedId).toBe(second?.id);
    expect((await seenBy("ben")).pinnedId).toBe("mine");
    must(await deleteView(as("ana"), second?.id ?? ""));
    expect((await seenBy("ana")).pinnedId).toBeNull();
    must(await pinView(as("ben"), { screen: "unpaid", viewId: null }));
    expect((await seenBy("ben")).pinnedId).toBeNull();
  });
});
