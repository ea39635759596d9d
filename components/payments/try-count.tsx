import { classNames } from "@/components/ui/class-names";

export type TryCountProps = { used: number; allowed: number; color: string };

const mostMarks = 6;

export function TryCount({ used, allowed, color }: TryCountProps) {
  const marks = Math.min(mostMarks, Math.max(allowed, used));
  return (
    <span className="inline-flex items-center gap-2" role="img" aria-label={`${used} of ${allowed} tries used`}>
      <span className="inline-flex gap-0.5" style={{ color }}>
        {Array.from({ length: marks }, (_, mark) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: the marks are all alike and never move
          <i key={mark} className={classNames("try", mark < used && "try-used")} />
        ))}
      </span>
      <span className="num text-label">
        {used}/{allowed}
      </span>
    </span>
  );
}
