"use client";

import { useEffect, useState } from "react";
import { type ColleagueChoice, useDesk } from "@/components/layout/desk-context";
import { Note } from "@/components/ui/note";

/** Who gets it: the colleague with the least on their desk comes first, so that Enter alone hands out evenly. */
export function ColleagueField({ error }: { error?: string | undefined }) {
  const { colleagues } = useDesk();
  const [choices, setChoices] = useState<ColleagueChoice[] | null>(null);
  const [isBroken, setIsBroken] = useState(false);
  const [ownerId, setOwnerId] = useState("");
  useEffect(() => {
    colleagues(undefined).then(
      (found) => {
        setChoices(found);
        setOwnerId(found[0]?.id ?? "nobody");
      },
      () => setIsBroken(true),
    );
  }, [colleagues]);

  if (isBroken) return <Note tone="bad" title="The list of colleagues could not be read." isLive />;
  if (choices === null) return <p className="lab">The list of colleagues is being read.</p>;
  return (
    <fieldset>
      <legend className="flab">Give it to</legend>
      {[...choices, { id: "nobody", name: "Nobody", owned: null }].map(({ id, name, owned }, index) => (
        <label key={id} className="check py-0.5">
          <input
            type="radio"
            name="ownerId"
            value={id}
            checked={ownerId === id}
            onChange={() => setOwnerId(id)}
            // The field comes when its choices do: the focus that waited on Cancel moves here.
            ref={index === 0 ? focusOnce : undefined}
          />
          {name} {owned !== null && <span className="lab">{owned} unpaid</span>}
        </label>
      ))}
      {error && <p className="text-bad mt-1">{error}</p>}
    </fieldset>
  );
}

function focusOnce(input: HTMLInputElement | null): void {
  if (input && !document.activeElement?.closest("fieldset")) input.focus();
}
