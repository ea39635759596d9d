import { describe, expect, it } from "vitest";
import { addressOf, isOwnMachine } from "./client-address";

function headers(peer: string | null, forwarded: string | null, origin: string | null = null): Headers {
  const given = new Headers();
  if (peer !== null) given.set("x-paydesk-peer", peer);
  if (forwarded !== null) given.set("x-forwarded-for", forwarded);
  if (origin !== null) given.set("origin", origin);
  return given;
}

describe("MR4-10: whose address a try counts for", () => {
  it.each([
    ["203.0.113.9", "198.51.100.1", "203.0.113.9"],
    ["203.0.113.9", null, "203.0.113.9"],
    ["10.0.0.2", "6.6.6.6, 198.51.100.1", "198.51.100.1"],
    ["::ffff:10.0.0.2", "198.51.100.1", "198.51.100.1"],
    ["::1", "2001:db8::7", "2001:db8::7"],
    ["10.0.0.2", "not an address", "10.0.0.2"],
    [null, null, "unknown"],
  ])("MR4-10: connection from %s that says %s counts for %s", (peer, forwarded, expected) => {
    expect(addressOf(headers(peer, forwarded))).toBe(expected);
  });

  it("MR4-44: this machine is this machine only when every hop says so and no page speaks", () => {
    expect(isOwnMachine(headers("127.0.0.1", "127.0.0.1"))).toBe(true);
    expect(isOwnMachine(headers("::ffff:127.0.0.1", "::1"))).toBe(true);
    expect(isOwnMachine(headers("127.0.0.1", "203.0.113.9"))).toBe(false);
    expect(isOwnMachine(headers("203.0.113.9", "127.0.0.1"))).toBe(false);
    expect(isOwnMachine(headers("127.0.0.1", "127.0.0.1", "http://localhost:3000"))).toBe(false);
    expect(isOwnMachine(headers("127.0.0.1.evil.test", null))).toBe(false);
    expect(isOwnMachine(headers(null, null))).toBe(false);
  });
});
