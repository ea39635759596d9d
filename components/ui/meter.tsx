export type MeterProps = { label: string; share: number; className?: string };

/** `share` from 0 to 1. */
export function Meter({ label, share, className }: MeterProps) {
  const percent = Math.round(Math.min(1, Math.max(0, share)) * 100);
  return (
    <span className={`meter ${className ?? ""}`} role="img" aria-label={label}>
      <i style={{ width: `${percent}%` }} />
    </span>
  );
}
