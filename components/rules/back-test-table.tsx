import type { BackTestView } from "@/components/rules/rules-view";
import { formatAmountWithCurrency } from "@/components/ui/format-amount";
import { ScrollBox } from "@/components/ui/scroll-box";

/** Live and draft on the same failures. Money is an estimate from what such steps brought in over the same days. */
export function BackTestTable({ failures, tests }: { failures: number; tests: BackTestView[] }) {
  return (
    <>
      <ScrollBox label="What the rules would have done">
        <table className="tbl min-w-[640px]">
          <thead>
            <tr>
              <th scope="col">Rules</th>
              <th scope="col" className="r">
                Tries by the house
              </th>
              <th scope="col" className="r">
                Links sent
              </th>
              <th scope="col" className="r">
                Tasks
              </th>
              <th scope="col" className="r">
                Stopped
              </th>
              <th scope="col" className="r">
                Recovered, estimate
              </th>
            </tr>
          </thead>
          <tbody>
            {tests.map((test) => (
              <tr key={test.name}>
                <th scope="row" className="font-semibold">
                  {test.name}
                </th>
                <td className="r num">{test.tries}</td>
                <td className="r num">{test.messages}</td>
                <td className="r num">{test.tasks}</td>
                <td className="r num">{test.stopped}</td>
                <td className="r num py-2! whitespace-normal!">
                  {test.recovered.length === 0
                    ? "nothing like it came back yet"
                    : test.recovered.map((each) => formatAmountWithCurrency(each)).join(", ")}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </ScrollBox>
      <p className="text-muted px-4 py-2">
        {failures} refused captures. Every try may cost a network fee; money is estimated from what such steps brought
        in.
      </p>
    </>
  );
}
