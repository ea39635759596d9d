import { describe, expect, it, vi } from "vitest";
import { readPanel } from "./read-panel";

vi.mock("next/headers", () => ({ headers: async () => new Headers({ "x-correlation-id": "panel-reference-1" }) }));

const panel = (name: string, now: string) => ({ name, storeId: "shop", userId: "usr_1", now });
const broken = () => Promise.reject(new Error("the table is gone"));

describe("a panel of Home", () => {
  it("H01: fails alone, with a reference and without the database's words; the others stay ready", async () => {
    const [unpaid, failed] = await Promise.all([
      readPanel(panel("unpaid", "2026-11-22T10:00:00Z"), async () => ({ rows: 3 })),
      readPanel(panel("failed", "2026-11-22T10:00:00Z"), broken),
    ]);
    expect(unpaid).toEqual({ status: "ready", computedAt: "2026-11-22T10:00:00Z", view: { rows: 3 } });
    expect(failed).toMatchObject({ status: "failed", reference: expect.stringMatching(/\S{8,}/) });
    expect(JSON.stringify(failed)).not.toContain("the table is gone");
  });

  it("H01: keeps what it last read for the same person on the screen, with its time", async () => {
    await readPanel(panel("expiring", "2026-11-22T10:00:00Z"), async () => ({ rows: 7 }));
    expect(await readPanel(panel("expiring", "2026-11-22T10:05:00Z"), broken)).toMatchObject({
      status: "failed",
      lastComputedAt: "2026-11-22T10:00:00Z",
      view: { rows: 7 },
    });
    const stranger = { ...panel("expiring", "2026-11-22T10:05:00Z"), userId: "usr_2" };
    expect(await readPanel(stranger, broken)).not.toHaveProperty("view");
  });
});
