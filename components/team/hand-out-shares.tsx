import type { HandOutShareView } from "@/components/team/hand-out-view";
import { Amount } from "@/components/ui/amount";
import { ScrollBox } from "@/components/ui/scroll-box";

export type HandOutSharesProps = {
  shares: HandOutShareView[];
  /** Who is away and gets nothing; without it nobody can be left out. */
  without?: string[];
  onWithout?: (ids: string[]) => void;
  hasGets: boolean;
};

/** One line per colleague: how many they have, get, and end with, and what they get is worth in each currency. */
export function HandOutShares({ shares, without, onWithout, hasGets }: HandOutSharesProps) {
  return (
    <ScrollBox label="Who gets what">
      <table className="tbl">
        <thead>
          <tr>
            <th scope="col">Name</th>
            <th scope="col" className="r">
              Now
            </th>
            {hasGets && (
              <th scope="col" className="r">
                Gets
              </th>
            )}
            <th scope="col" className="r">
              Then
            </th>
            {hasGets && (
              <th scope="col" className="r">
                Worth
              </th>
            )}
          </tr>
        </thead>
        <tbody>
          {shares.map(({ id, name, before, gets, after, sums }) => (
            <tr key={id}>
              <td>
                {without && onWithout ? (
                  <label className="check">
                    <input
                      type="checkbox"
                      checked={!without.includes(id)}
                      aria-label={`${name} is here`}
                      onChange={(event) =>
                        onWithout(event.target.checked ? without.filter((each) => each !== id) : [...without, id])
                      }
                    />
                    {name}
                  </label>
                ) : (
                  name
                )}
              </td>
              <td className="r num">{before}</td>
              {hasGets && <td className="r num font-semibold">{gets}</td>}
              <td className="r num">{after}</td>
              {hasGets && (
                <td className="r">
                  <span className="flex flex-wrap justify-end gap-x-3">
                    {sums.map((sum) => (
                      <Amount key={sum.currency} amount={sum} />
                    ))}
                  </span>
                </td>
              )}
            </tr>
          ))}
        </tbody>
      </table>
    </ScrollBox>
  );
}
