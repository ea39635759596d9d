import { fields, need, type Read, text } from "./params";
import type { AddressRecord, BillingRecord, ShippingRecord } from "./records";

export const addressParam = fields({
  city: text,
  country: text,
  line1: text,
  line2: text,
  postal_code: text,
  state: text,
});

const receiver = { address: addressParam, name: text, phone: text } as const;

export const receiverParam = fields(receiver);

export const shippingParam = fields({ ...receiver, carrier: text, tracking_number: text });

export const billingParam = fields({ address: addressParam, email: text, name: text, phone: text, tax_id: text });

export function toAddress(input: Read<typeof addressParam>): AddressRecord {
  return {
    city: input.city ?? null,
    country: input.country ?? null,
    line1: input.line1 ?? null,
    line2: input.line2 ?? null,
    postal_code: input.postal_code ?? null,
    state: input.state ?? null,
  };
}

export function toShipping(input: Read<typeof receiverParam>): ShippingRecord {
  return {
    address: toAddress(need(input.address, "shipping[address]")),
    name: need(input.name, "shipping[name]") ?? "",
    phone: input.phone ?? null,
  };
}

export function toBilling(
  input: Read<typeof billingParam> | undefined,
  former: BillingRecord = NO_BILLING,
): BillingRecord {
  return {
    address: input?.address === undefined ? former.address : toAddress(input.address),
    email: input?.email === undefined ? former.email : input.email,
    name: input?.name === undefined ? former.name : input.name,
    phone: input?.phone === undefined ? former.phone : input.phone,
  };
}

const NO_BILLING: BillingRecord = { address: null, email: null, name: null, phone: null };
