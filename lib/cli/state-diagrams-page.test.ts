import { expect, it } from "vitest";
import { stateDiagramsPage } from "./state-diagrams-page";

it("a table becomes one arrow per pair of statuses, with its start and its ends", () => {
  const page = stateDiagramsPage([
    {
      title: "Parcel",
      file: "lib/payments/parcel-state.ts",
      about: "One parcel.",
      table: { open: { sent: "gone", lost: "gone", opened: "open" }, gone: {} },
      starts: ["open"],
      ends: ["gone"],
    },
  ]);
  expect(page.split("\n")).toEqual(
    expect.arrayContaining([
      "  [*] --> open",
      "  open --> gone: sent, lost",
      "  open --> open: opened",
      "  gone --> [*]",
    ]),
  );
});

it("every table of the rules is drawn", () => {
  const page = stateDiagramsPage();
  expect(page.match(/```mermaid/g)).toHaveLength(6);
  expect(page).toContain("  authorized --> expired: expired");
});
