"use client";

import { Send } from "lucide-react";
import { type FormEvent, useEffect, useRef, useState } from "react";
import { methodIcons } from "@/components/orders/payment-methods";
import type { ConfirmView, HouseChoiceView } from "@/components/payments/confirm-view";
import type { ConfirmVerbs } from "@/components/payments/use-confirm-payments";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { LinkButton } from "@/components/ui/link-button";

/** What the customer has saved, and what the house itself takes. A new card is typed by its owner, on the gateway's own page. */
export function AddMethodPanel({ view, verbs }: { view: ConfirmView; verbs: ConfirmVerbs }) {
  const box = useRef<HTMLElement>(null);
  const [numbered, setNumbered] = useState<HouseChoiceView | null>(null);
  useEffect(() => box.current?.querySelector<HTMLElement>("button, a")?.focus({ preventScroll: true }), []);
  const choose = (choice: HouseChoiceView) =>
    choice.needsNumber ? setNumbered(choice) : verbs.add({ kind: choice.kind });
  return (
    <section
      ref={box}
      className="border-line bg-inset flex flex-wrap items-end gap-2 border-t px-4 py-3"
      aria-label="Add a method"
      onKeyDown={(event) => event.key === "Escape" && verbs.setIsAdding(false)}
    >
      {view.saved.length > 0 && <span className="cap self-center">Saved</span>}
      {view.saved.map((saved) => (
        <Button
          key={saved.id}
          variant="row"
          icon={methodIcons[saved.icon]}
          onClick={() => verbs.add({ savedMethodId: saved.id })}
        >
          {saved.note ? `${saved.label}, ${saved.note}` : saved.label}
        </Button>
      ))}
      <span className="cap self-center">New</span>
      {view.kinds.map((choice) => (
        <Button key={choice.kind} variant="row" icon={methodIcons[choice.icon]} onClick={() => choose(choice)}>
          {choice.label}
        </Button>
      ))}
      <LinkButton variant="row" icon={Send} href={view.askHref} keys="r">
        Card, from the customer
      </LinkButton>
      {numbered && <NumberForm key={numbered.kind} choice={numbered} verbs={verbs} />}
    </section>
  );
}

function NumberForm({ choice, verbs }: { choice: HouseChoiceView; verbs: ConfirmVerbs }) {
  const [number, setNumber] = useState("");
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (number.trim() !== "") verbs.add({ kind: choice.kind, number: number.trim() });
  };
  return (
    <form className="flex w-full flex-wrap items-end gap-2" onSubmit={submit}>
      <Field label={`${choice.label}, number`} className="w-64">
        {(control) => (
          <input
            {...control}
            className="field num"
            autoComplete="off"
            // biome-ignore lint/a11y/noAutofocus: whoever chose the kind types its number next
            autoFocus
            value={number}
            onChange={(event) => setNumber(event.target.value)}
          />
        )}
      </Field>
      <Button type="submit">Add</Button>
    </form>
  );
}
