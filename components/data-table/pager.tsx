import { LinkButton } from "@/components/ui/link-button";

export type PagerProps = { previousHref: string | null; nextHref: string | null };

/** The foot of a list that is paged by its borders; none where one page is all. */
export function Pager({ previousHref, nextHref }: PagerProps) {
  if (!previousHref && !nextHref) return null;
  return (
    <div className="card-f">
      {previousHref && (
        <LinkButton href={previousHref} size="sm">
          Previous
        </LinkButton>
      )}
      {nextHref && (
        <LinkButton href={nextHref} size="sm">
          Next
        </LinkButton>
      )}
    </div>
  );
}
