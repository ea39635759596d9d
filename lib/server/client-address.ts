import { isIP } from "node:net";

/** Written by `observeRequests` from the connection itself, over whatever the caller sent under this name. */
export const peerHeader = "x-paydesk-peer";

/**
 * The caller's network address: the far end of the connection or, where that is a proxy of our own network, what this proxy says about it. The
 * last entry of `X-Forwarded-For` is the one that the nearest proxy wrote; everything before it is the caller's own claim.
 */
export function addressOf(headers: Headers): string {
  const peer = bare(headers.get(peerHeader) ?? "");
  const claimed = bare(headers.get("x-forwarded-for")?.split(",").at(-1)?.trim() ?? "");
  if (isIP(peer) === 0 || isOwnNetwork(peer)) return isIP(claimed) > 0 ? claimed : peer || "unknown";
  return peer;
}

/** A program on this very machine that is no browser showing somebody's page: it sends no Origin. */
export function isOwnMachine(headers: Headers): boolean {
  const claims = (headers.get("x-forwarded-for") ?? "").split(",").map((entry) => bare(entry.trim()));
  const addresses = [bare(headers.get(peerHeader) ?? ""), ...claims].filter((address) => address !== "");
  return addresses.length > 0 && addresses.every(isLoopbackAddress) && headers.get("origin") === null;
}

function isLoopbackAddress(address: string): boolean {
  return address === "::1" || /^127(\.\d{1,3}){3}$/.test(address);
}

function isOwnNetwork(address: string): boolean {
  return isLoopbackAddress(address) || /^(10\.|192\.168\.|172\.(1[6-9]|2\d|3[01])\.|f[cd]|fe80)/i.test(address);
}

function bare(address: string): string {
  return address.replace(/^::ffff:(?=\d+\.)/i, "");
}
