/** Rows of the height that the data will have, so that nothing jumps when it comes. */
export function SkeletonRows({ rows, label }: { rows: number; label: string }) {
  return (
    <div className="skel-late overflow-hidden" role="status" aria-label={label}>
      {Array.from({ length: rows }, (_, row) => (
        <div
          // biome-ignore lint/suspicious/noArrayIndexKey: the rows are all alike and never move
          key={row}
          className="border-line grid h-9 grid-cols-[16px_64px_1fr_80px_90px_110px] items-center gap-5 border-b px-4"
        >
          <span className="skel h-3.5" />
          <span className="skel" />
          <span className="skel" style={{ width: `${48 + ((row * 23) % 40)}%` }} />
          <span className="skel" />
          <span className="skel h-[18px] rounded-[9px]" />
          <span className="skel h-6" />
        </div>
      ))}
    </div>
  );
}
