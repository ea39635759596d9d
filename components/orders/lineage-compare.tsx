import type { LineageLineView, LineageMethodView, LineageStepView } from "@/components/orders/lineage-view";
import { Badge, type BadgeView } from "@/components/ui/badge";
import { classNames } from "@/components/ui/class-names";
import { type AmountView, formatAmount, isZeroAmount } from "@/components/ui/format-amount";
import { ScrollBox } from "@/components/ui/scroll-box";

const lineBadges: Record<LineageLineView["kind"], BadgeView | null> = {
  same: null,
  changed: { tone: "info", label: "Changed", icon: "open" },
  added: { tone: "ok", label: "Added", icon: "check" },
  dropped: { tone: "warn", label: "Dropped", icon: "nothing" },
};
const methodBadges: Record<LineageMethodView["kind"], BadgeView> = {
  moved: { tone: "info", label: "Pays for both", icon: "open" },
  new: { tone: "ok", label: "New", icon: "check" },
  left: { tone: "none", label: "Stayed behind", icon: "nothing" },
};

/** An order beside the one that took its place: each line, the totals, and the ways to pay that went along. */
export function LineageCompare({ step }: { step: LineageStepView }) {
  return (
    <section aria-labelledby="h-compare" className="flex flex-col gap-3">
      <h2 id="h-compare" className="text-[14px] font-bold">
        <span className="num">{step.from}</span> beside <span className="num">{step.to}</span>
        {step.reason && <span className="text-muted ml-2 font-normal">{step.reason}</span>}
      </h2>
      <ScrollBox label="What changed, table">
        <table className="tbl min-w-[440px]">
          <Head first="Line" />
          <tbody>
            {step.lines.map((line) => (
              <tr key={line.key}>
                <td>
                  <Named label={lineName(line)} badge={lineBadges[line.kind]} />
                </td>
                <Amounts before={line.before} after={line.after} />
                <td className={classNames("r", isZeroAmount(line.difference) ? "text-faint" : "font-bold")}>
                  {formatAmount(line.difference, "always")}
                </td>
              </tr>
            ))}
            <tr className="total">
              <td>Total, {step.after.currency}</td>
              <td className="r text-muted font-normal!">{formatAmount(step.before)}</td>
              <td className="r">{formatAmount(step.after)}</td>
              <td className="r">{formatAmount(step.difference, "always")}</td>
            </tr>
          </tbody>
        </table>
      </ScrollBox>
      {step.methods.length > 0 && <Methods methods={step.methods} />}
    </section>
  );
}

function Methods({ methods }: { methods: LineageMethodView[] }) {
  return (
    <ScrollBox label="Payment methods, table">
      <table className="tbl min-w-[440px]">
        <Head first="Payment method, held or paid" isBare />
        <tbody>
          {methods.map((method) => (
            <tr key={method.key}>
              <td>
                <Named label={method.label} badge={methodBadges[method.kind]} />
              </td>
              <Amounts before={method.before} after={method.after} />
              <td />
            </tr>
          ))}
        </tbody>
      </table>
    </ScrollBox>
  );
}

function Head({ first, isBare = false }: { first: string; isBare?: boolean }) {
  return (
    <>
      <colgroup>
        <col />
        <col style={{ width: 88 }} />
        <col style={{ width: 88 }} />
        <col style={{ width: 96 }} />
      </colgroup>
      <thead>
        <tr>
          <th scope="col">{first}</th>
          <th scope="col" className="r">
            Old
          </th>
          <th scope="col" className="r">
            New
          </th>
          {isBare ? (
            <td />
          ) : (
            <th scope="col" className="r">
              Difference
            </th>
          )}
        </tr>
      </thead>
    </>
  );
}

function Named({ label, badge }: { label: string; badge: BadgeView | null }) {
  return (
    <span className="flex items-center gap-2">
      <span className="truncate">{label}</span>
      {badge && <Badge badge={badge} />}
    </span>
  );
}

function Amounts({ before, after }: { before: AmountView | null; after: AmountView | null }) {
  return (
    <>
      <td className="r text-muted">{before ? formatAmount(before) : "–"}</td>
      <td className="r">{after ? formatAmount(after) : "–"}</td>
    </>
  );
}

/** Units are told where they are not one, or moved. */
function lineName({ name, quantityBefore, quantityAfter }: LineageLineView): string {
  if (quantityBefore !== null && quantityAfter !== null && quantityBefore !== quantityAfter)
    return `${name}, ${quantityBefore} to ${quantityAfter} units`;
  const units = quantityAfter ?? quantityBefore ?? 1;
  return units === 1 ? name : `${name}, ${units} units`;
}
