"use client";

import { ChevronDown, CircleDot, ListChecks, Pencil, Pin, Trash2 } from "lucide-react";
import dynamic from "next/dynamic";
import { useRouter, useSearchParams } from "next/navigation";
import { useState, useTransition } from "react";
import { afterFocusReturns } from "@/components/ui/after-focus-returns";
import { Badge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { Glyph } from "@/components/ui/glyph";
import { IconButton } from "@/components/ui/icon-button";
import { Menu, type MenuItemProps } from "@/components/ui/menu";
import { Note } from "@/components/ui/note";
import { showToast } from "@/components/ui/show-toast";
import { usePost } from "@/components/ui/use-post";
import type { ViewsView } from "@/components/views/views-view";
import { toViewQuery } from "@/lib/format/view-query";

export type ViewPickerProps = { views: ViewsView; kind: string; note?: string | undefined };

// Saving is rare beside looking: its dialog comes when it is asked for.
const ViewDialog = dynamic(() => import("@/components/views/view-dialog").then((module) => module.ViewDialog), {
  // A boundary of its own: without one, what lies around would vanish while this comes, and the focus with it.
  loading: () => null,
});

/** The title of a list: its view, a way to the others, and what has been changed without being saved. */
export function ViewPicker({ views, kind, note }: ViewPickerProps) {
  const router = useRouter();
  const [isMoving, startTransition] = useTransition();
  const [open, setOpen] = useState<"save_as" | "settings" | null>(null);
  const post = usePost();
  const query = toViewQuery(useSearchParams().toString());
  const { current, actions, pinnedId, screen } = views;
  const isChanged = query !== current.query;
  const isOwn = current.group === "own";
  const isPinned = pinnedId === current.id;
  const discard = () => {
    const href = views.choices.find((view) => view.id === current.id)?.href;
    if (href) startTransition(() => router.push(href, { scroll: false }));
  };

  return (
    <div className="min-w-60 flex-1">
      <p className="lab">{kind}</p>
      <div className="flex flex-wrap items-center gap-x-2 gap-y-1">
        <h1 className="page-title leading-[22px]">
          <Menu
            label="Views of this list"
            align="start"
            items={menuItems()}
            trigger={
              <button type="button" className="flex min-h-6 items-center gap-1.5 font-bold" data-view-picker="">
                {current.name} <Glyph icon={ChevronDown} className="ic" />
              </button>
            }
          />
        </h1>
        <IconButton
          icon={Pin}
          size="sm"
          label={isPinned ? "This list opens on this view" : "Open this list on this view"}
          aria-pressed={isPinned}
          className={isPinned ? "text-link" : undefined}
          disabled={post.isPending}
          onClick={() => post.run(actions.pin, { screen, viewId: isPinned ? "" : current.id })}
        />
        {isChanged && (
          <>
            <Badge badge={{ tone: "warn", label: "Changed, not saved" }} />
            {isOwn && (
              <Button
                size="sm"
                disabledReason={post.isPending ? "Saving" : undefined}
                onClick={() => post.run(actions.change, { viewId: current.id, query })}
              >
                Save
              </Button>
            )}
            <Button size="sm" variant="quiet" onClick={() => setOpen("save_as")}>
              Save as
            </Button>
            <Button size="sm" variant="quiet" onClick={discard} disabledReason={isMoving ? "One moment" : undefined}>
              Discard
            </Button>
          </>
        )}
      </div>
      {note && <p className="lab">{note}</p>}
      {views.isGone && (
        <Note tone="info" title="That view is not here any more." className="mt-1">
          You see the list as it comes; the filters of the link still hold.
        </Note>
      )}
      {open !== null && (
        <ViewDialog
          views={views}
          query={open === "save_as" ? query : current.query}
          isNew={open === "save_as"}
          onClose={() => setOpen(null)}
        />
      )}
    </div>
  );

  function menuItems(): MenuItemProps[] {
    const choices = views.choices.map(
      (view): MenuItemProps => ({
        key: view.id,
        label: [view.name, view.ownerName && `by ${view.ownerName}`, view.id === pinnedId && "pinned"]
          .filter(Boolean)
          .join(", "),
        icon: view.id === current.id ? CircleDot : ListChecks,
        href: view.href,
      }),
    );
    if (!isOwn) return choices;
    return [
      ...choices,
      {
        key: "settings",
        label: "Rename or share this view",
        icon: Pencil,
        onSelect: () => afterFocusReturns(() => setOpen("settings")),
      },
      {
        key: "delete",
        label: `Delete ${current.name}`,
        icon: Trash2,
        isDestructive: true,
        onSelect: () => afterFocusReturns(remove),
      },
    ];
  }

  /** Kept for a moment: the view can be saved again as it was, under the same name. */
  function remove(): void {
    post.run(actions.delete, { viewId: current.id }, () => {
      router.push(`/${screen}?view=all`);
      showToast("ok", `${current.name} is gone.`, {
        action: {
          label: "Undo",
          onSelect: () =>
            post.run(actions.save, {
              screen,
              name: current.name,
              query: current.query,
              sharing: current.sharing ?? "private",
            }),
        },
      });
    });
  }
}
