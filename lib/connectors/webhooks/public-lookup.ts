import { lookup as systemLookup } from "node:dns";
import type { LookupFunction } from "node:net";
import { isPublicAddress } from "@/lib/operations/outbox/webhook-address";

/** Looks a name up and connects only to what is public, to the very address that was looked at: a name that changes its mind in between gains nothing. */
export function publicLookup(privateHosts: readonly string[]): LookupFunction {
  return (hostname, options, callback) => {
    systemLookup(hostname, { ...options, all: true }, (error, addresses) => {
      if (error) return callback(error, []);
      const isAllowed = privateHosts.includes(hostname.toLowerCase());
      const usable = isAllowed ? addresses : addresses.filter(({ address }) => isPublicAddress(address));
      const [first] = usable;
      if (!first || (!isAllowed && usable.length < addresses.length))
        return callback(Object.assign(new Error("address is not public"), { code: "NOT_PUBLIC" }), []);
      if (options.all) return callback(null, usable);
      callback(null, first.address, first.family);
    });
  };
}
