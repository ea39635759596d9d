import type { Authorization, ExpirySource } from "./authorization";
import type { GatewayName, Initiator, MethodKind } from "./gateway";
import { DAY_MS, earliest, type Instant, later } from "./instant";

/** How long holds of one kind live, counted from the authorization. Null in a key means "any". */
export type AuthorizationWindow = {
  readonly gateway: GatewayName | null;
  readonly methodKind: MethodKind | null;
  readonly brand: string | null;
  readonly initiator: Initiator | null;
  readonly validityMs: number;
  /** How long the funds are promised, where that is shorter than the hold; null where it is the same. */
  readonly honourMs: number | null;
};

/** The house default where neither the gateway nor a window tells (H19). */
export const DEFAULT_VALIDITY_MS = 29 * DAY_MS;

export type HoldFacts = {
  readonly gatewayExpiresAt: Instant | null;
  readonly gatewayGuaranteedUntil: Instant | null;
  readonly authorizedAt: Instant;
  readonly gateway: GatewayName;
  readonly methodKind: MethodKind;
  readonly brand: string | null;
  readonly initiator: Initiator;
  readonly windows: readonly AuthorizationWindow[];
};
/** A hold that its gateway calls endless: only a capture or a release ends it, and no window counts. */
export const endlessHold = { expiresAt: null, source: "gateway", guaranteedUntil: null } as const;

export type HoldEnds = {
  readonly expiresAt: Instant;
  readonly source: ExpirySource;
  readonly guaranteedUntil: Instant | null;
};

/**
 * When a hold ends and where that comes from: the gateway's own instant wins, then the most specific window, then 29 days (H19, AE-1).
 * `guaranteedUntil` is null where the promise lasts as long as the hold. Of two equally specific windows the shorter one counts.
 */
export function holdEnds(facts: HoldFacts): HoldEnds {
  const window = mostSpecificWindow(facts);
  const expiresAt = facts.gatewayExpiresAt ?? later(facts.authorizedAt, window?.validityMs ?? DEFAULT_VALIDITY_MS);
  const source: ExpirySource = facts.gatewayExpiresAt !== null ? "gateway" : window ? "window" : "default";
  const honouredUntil = window?.honourMs == null ? null : later(facts.authorizedAt, window.honourMs);
  const promised = facts.gatewayGuaranteedUntil ?? honouredUntil;
  return { expiresAt, source, guaranteedUntil: promised !== null && promised < expiresAt ? promised : null };
}

/** Whether the goods ship only after a hold of the usual length, made now, would have ended; its card's brand may not be known yet (X02). */
export function outlastsUsualHold(
  promisedShipAt: Instant | null,
  hold: Omit<HoldFacts, "gatewayExpiresAt" | "gatewayGuaranteedUntil">,
): boolean {
  if (promisedShipAt === null) return false;
  return promisedShipAt >= holdEnds({ ...hold, gatewayExpiresAt: null, gatewayGuaranteedUntil: null }).expiresAt;
}

/** True from the very instant of expiry, or once the hold was found expired, whoever noticed first (H20). */
export function isExpired(authorization: Authorization, now: Instant): boolean {
  if (authorization.status === "expired") return true;
  const isHeld = heldStatuses.has(authorization.status);
  return isHeld && authorization.expiresAt !== null && authorization.expiresAt <= now;
}

/** Until when the hold is worth something for certain: the earlier of its guarantee and its expiry; null without an end. */
export function usableUntil(authorization: Authorization): Instant | null {
  return earliest([authorization.guaranteedUntil, authorization.expiresAt]) ?? null;
}

/** A hold that still lives but whose guarantee or life ends within `soonMs`; one already past its guarantee counts too (H02, H03). */
export function isExpiringSoon(authorization: Authorization, now: Instant, soonMs: number): boolean {
  const end = usableUntil(authorization);
  return authorization.status === "authorized" && end !== null && !isExpired(authorization, now) && end - now <= soonMs;
}

const heldStatuses: ReadonlySet<string> = new Set(["authorized", "void_requested", "void_unconfirmed"]);

const keys = ["gateway", "methodKind", "brand", "initiator"] as const;
const weightOfKey = { brand: 8, initiator: 4, methodKind: 2, gateway: 1 } as const;

function mostSpecificWindow(facts: HoldFacts): AuthorizationWindow | undefined {
  return facts.windows
    .filter((window) => keys.every((key) => window[key] === null || window[key] === facts[key]))
    .sort((a, b) => specificity(b) - specificity(a) || a.validityMs - b.validityMs)[0];
}

/** More keys named is more specific; with equally many, a brand says more than an initiator, that more than a kind or a gateway. */
function specificity(window: AuthorizationWindow): number {
  const named = keys.filter((key) => window[key] !== null);
  return named.reduce((total, key) => total + 100 + weightOfKey[key], 0);
}
