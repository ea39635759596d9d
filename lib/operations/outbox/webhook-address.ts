import { BlockList, isIP } from "node:net";

// What is not the public internet: this host, private networks, link-local (where clouds keep their secrets), shared, documentation, multicast.
const privateRanges = new BlockList();
for (const [net, prefix] of [
  ["0.0.0.0", 8],
  ["10.0.0.0", 8],
  ["100.64.0.0", 10],
  ["127.0.0.0", 8],
  ["169.254.0.0", 16],
  ["172.16.0.0", 12],
  ["192.0.0.0", 24],
  ["192.0.2.0", 24],
  ["192.168.0.0", 16],
  ["198.18.0.0", 15],
  ["198.51.100.0", 24],
  ["203.0.113.0", 24],
  ["224.0.0.0", 3],
] as const)
  privateRanges.addSubnet(net, prefix, "ipv4");
for (const [net, prefix] of [
  ["::", 127],
  ["64:ff9b::", 96],
  ["2001:db8::", 32],
  ["fc00::", 7],
  ["fe80::", 10],
  ["ff00::", 8],
] as const)
  privateRanges.addSubnet(net, prefix, "ipv6");

/** Whether an IP address, as text, lies on the public internet. An IPv4 address inside an IPv6 one counts as what it is inside. */
export function isPublicAddress(address: string): boolean {
  const family = isIP(address);
  return family !== 0 && !privateRanges.check(address, family === 4 ? "ipv4" : "ipv6");
}

/**
 * What is wrong with an address that somebody wants messages sent to; null where nothing is. Only https to public hosts, except for hosts that the
 * operator has named. What a name stands for is looked at when it is connected to, by `publicLookup` (lib/connectors/webhooks).
 */
export function addressProblem(text: string, privateHosts: readonly string[]): AddressProblem | null {
  if (!URL.canParse(text)) return "not_an_address";
  const url = new URL(text);
  const host = hostOf(url);
  if (url.protocol !== "https:" && url.protocol !== "http:") return "not_an_address";
  if (url.username !== "" || url.password !== "") return "credentials_in_address";
  if (privateHosts.includes(host)) return null;
  if (url.protocol !== "https:") return "not_encrypted";
  if (isIP(host) !== 0 && !isPublicAddress(host)) return "not_public";
  return host === "localhost" || host.endsWith(".localhost") ? "not_public" : null;
}
export type AddressProblem = "not_an_address" | "credentials_in_address" | "not_encrypted" | "not_public";

function hostOf(url: URL): string {
  return url.hostname.replace(/^\[|\]$/g, "").toLowerCase();
}
