import { expect, it } from "vitest";
import { createFloodAlarm } from "./flood-alarm";

it("MR4-28: a thousand unsigned messages raise one alarm a window, and a few raise none", () => {
  const knock = createFloodAlarm({ limit: 100, windowMs: 300_000 });
  const alarms = (count: number, startMs: number, stepMs: number) =>
    Array.from({ length: count }, (_, index) => knock("stripe", startMs + index * stepMs)).filter(
      ({ isAlarm }) => isAlarm,
    );
  expect(alarms(1_000, 0, 1)).toHaveLength(1);
  expect(alarms(1_000, 400_000, 1)).toHaveLength(1);
  expect(alarms(99, 900_000, 1)).toHaveLength(0);
  expect(alarms(90, 2_000_000, 60_000)).toHaveLength(0);
  expect(knock("paypal", 0)).toEqual({ count: 1, isAlarm: false });
});
