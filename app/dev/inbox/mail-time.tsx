/** When a mail was sent, as its header says. */
export function MailTime({ at }: { at: string }) {
  const date = new Date(at);
  if (Number.isNaN(date.getTime())) return null;
  const words = new Intl.DateTimeFormat("en-GB", {
    weekday: "short",
    day: "numeric",
    month: "short",
    hour: "2-digit",
    minute: "2-digit",
    timeZone: "UTC",
  }).format(date);
  return (
    <time className="text-muted num whitespace-nowrap" dateTime={date.toISOString()}>
      {words.replace(",", "")} UTC
    </time>
  );
}
