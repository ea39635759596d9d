import { ObjectMark, type ObjectMarkProps } from "@/components/ui/card";

export type ListHeadingProps = Pick<ObjectMarkProps, "icon" | "hue"> & {
  kind: string;
  title: string;
  /** The rule by which the rows are ordered. */
  note?: string | undefined;
};

export function ListHeading({ kind, title, note, ...mark }: ListHeadingProps) {
  return (
    <>
      <ObjectMark {...mark} />
      <div className="flex-1">
        <p className="lab">{kind}</p>
        <h1 className="page-title leading-[22px]">{title}</h1>
        {note && <p className="lab">{note}</p>}
      </div>
    </>
  );
}
