import { expect, test } from "@playwright/test";
import { runningPaydesk } from "../fixtures/running-paydesk";

test("the numbers are those of all web processes, whichever of them is asked", async () => {
  const countNow = async () => {
    // Each on a connection of its own: the next one in turn answers.
    const answer = await fetch(`${runningPaydesk.baseUrl}/api/metrics`, { headers: { connection: "close" } });
    const line = /^paydesk_http_requests_total\{route="\/api",method="GET",status="200"\} (\d+)$/m.exec(
      await answer.text(),
    );
    return Number(line?.[1] ?? 0);
  };
  await countNow();
  const counts = [await countNow(), await countNow(), await countNow(), await countNow()];
  expect(counts[0]).toBeGreaterThan(0);
  for (const [i, count] of counts.entries()) if (i > 0) expect(count).toBeGreaterThan(counts[i - 1] as number);
});
