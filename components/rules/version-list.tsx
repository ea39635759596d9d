"use client";

import type { RuleVersionView } from "@/components/rules/rules-view";
import { ActForm } from "@/components/ui/act-form";
import type { FormAction } from "@/components/ui/action-state";
import { Badge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import type { ClockView } from "@/components/ui/clock-view";
import { EmptyState } from "@/components/ui/empty-state";
import { formatLogMoment, zoneName } from "@/components/ui/format-moment";
import { ScrollBox } from "@/components/ui/scroll-box";

export type VersionListProps = { versions: RuleVersionView[]; clock: ClockView; rollBack: FormAction };

const badges = {
  draft: { tone: "info", label: "Draft" },
  live: { tone: "ok", label: "In force" },
  retired: { tone: "none", label: "Retired" },
} as const;

/** Who changed the rules when and why; an earlier version can be put in force again. */
export function VersionList({ versions, clock, rollBack }: VersionListProps) {
  if (versions.length === 0) {
    return (
      <EmptyState kind="all_done" title="The house rules have never been changed.">
        The first draft becomes version 1.
      </EmptyState>
    );
  }
  return (
    <ScrollBox label="Versions of the rules">
      <table className="tbl min-w-[640px]">
        <thead>
          <tr>
            <th scope="col">Version</th>
            <th scope="col">State</th>
            <th scope="col">When, {zoneName(clock.now, clock.timeZone)}</th>
            <th scope="col">By</th>
            <th scope="col">Why</th>
            <th scope="col">
              <span className="sr-only">Put in force again</span>
            </th>
          </tr>
        </thead>
        <tbody>
          {versions.map((version) => (
            <tr key={version.version}>
              <td className="num">{version.version === 0 ? "House rules" : version.version}</td>
              <td>
                <Badge badge={badges[version.status]} />
              </td>
              <td className="num text-muted">
                {version.at === null ? "–" : formatLogMoment(version.at, clock.timeZone)}
              </td>
              <td>{version.author}</td>
              <td className="text-muted">{version.note ?? "–"}</td>
              <td className="r">
                {version.canRollBack && (
                  <ActForm
                    action={rollBack}
                    fields={{ version: String(version.version), note: `Back to ${nameOf(version)}` }}
                  >
                    {(_state, isPending) => (
                      <Button type="submit" size="sm" disabledReason={isPending ? "Rolling back" : undefined}>
                        Roll back to {version.version || "them"}
                      </Button>
                    )}
                  </ActForm>
                )}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </ScrollBox>
  );
}

function nameOf({ version }: RuleVersionView): string {
  return version === 0 ? "the house rules" : `version ${version}`;
}
