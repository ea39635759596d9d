import type { ClockView } from "@/components/ui/clock-view";
import type { Staff } from "@/lib/auth/staff";
import type { QueryContext } from "@/lib/server/query-context";

/** What every panel of Home is given: who looks, and the one moment at which all of them are read. */
export type HomeScope = { readonly staff: Staff; readonly queries: QueryContext; readonly clock: ClockView };
