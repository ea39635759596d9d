import { randomId } from "../random-id";
import { addressParam, receiverParam, toAddress, toShipping } from "./address-params";
import { emit } from "./events";
import { datedPageParams, listPage, pageParams } from "./list-page";
import {
  allIgnored,
  fields,
  ignored,
  integer,
  listOf,
  merged,
  metadata,
  oneOf,
  type ReadShape,
  reference,
  text,
} from "./params";
import { attach, findMethod, listMethods, paymentMethodOf } from "./payment-method-store";
import type { CustomerRecord } from "./records";
import { renderCustomer } from "./render-customer";
import { renderPaymentMethod } from "./render-payment";
import { route } from "./route";
import { noSuch } from "./stripe-error";
import type { StripeWorld } from "./world";

const customerShape = {
  address: addressParam,
  balance: integer,
  description: text,
  email: text,
  invoice_settings: fields({
    custom_fields: ignored,
    default_payment_method: text,
    footer: ignored,
    rendering_options: ignored,
  }),
  metadata,
  name: text,
  phone: text,
  preferred_locales: listOf(reference),
  shipping: receiverParam,
  ...allIgnored(
    "business_name cash_balance individual_name invoice_prefix next_invoice_sequence source tax tax_exempt validate",
  ),
} as const;

type CustomerInput = ReadShape<typeof customerShape>;

export const customerRoutes = [
  route(
    "POST",
    "/v1/customers",
    { ...customerShape, payment_method: reference, ...allIgnored("tax_id_data test_clock") },
    (world, params) => {
      const customer = world.state.customers.put(applied(world, newCustomer(world), params));
      emit(world, "customer.created", "customer", customer);
      if (params.payment_method !== undefined)
        attach(world, paymentMethodOf(world, params.payment_method, null), customer.id);
      return renderCustomer(customer);
    },
  ),
  route(
    "GET",
    "/v1/customers",
    { ...datedPageParams, email: reference, ...allIgnored("test_clock") },
    (world, params) => {
      const { customers } = world.state;
      return listPage(params, {
        collection: customers,
        entries: params.email === undefined ? customers.entries() : customers.entriesOf("email", params.email),
        kind: "customer",
        url: "/v1/customers",
        accepts: (customer) => !customer.isDeleted,
        render: renderCustomer,
      });
    },
  ),
  route("GET", "/v1/customers/:id", {}, (world, _params, id) => renderCustomer(knownCustomer(world, id, "id"))),
  route("POST", "/v1/customers/:id", { ...customerShape, ...allIgnored("default_source") }, (world, params, id) => {
    const former = liveCustomer(world, id, "id", 404);
    const customer = world.state.customers.put(applied(world, former, params));
    emit(world, "customer.updated", "customer", customer);
    return renderCustomer(customer);
  }),
  route("DELETE", "/v1/customers/:id", {}, (world, _params, id) => {
    const former = liveCustomer(world, id, "id", 404);
    for (const method of [...world.state.methods.recordsOf("customer", id)]) {
      world.state.methods.put({ ...method, customer: null, isSpent: true });
    }
    emit(world, "customer.deleted", "customer", former);
    return renderCustomer(world.state.customers.put({ ...former, isDeleted: true }));
  }),
  route(
    "GET",
    "/v1/customers/:id/payment_methods",
    { ...pageParams, allow_redisplay: oneOf("always", "limited", "unspecified"), type: reference },
    (world, params, id) => {
      liveCustomer(world, id, "customer", 404);
      return listMethods(world, params, {
        customer: id,
        type: params.type,
        url: `/v1/customers/${id}/payment_methods`,
      });
    },
  ),
  route("GET", "/v1/customers/:id/payment_methods/:method", {}, (world, _params, id, methodId) => {
    liveCustomer(world, id, "customer", 404);
    const method = findMethod(world, methodId, 404);
    if (method.customer !== id) throw noSuch("PaymentMethod", methodId, "payment_method");
    return renderPaymentMethod(method);
  }),
];

export function liveCustomer(world: StripeWorld, id: string, param: string, status = 400): CustomerRecord {
  const customer = world.state.customers.get(id);
  if (customer === undefined || customer.isDeleted) throw noSuch("customer", id, param, status);
  return customer;
}

export function newCustomer(world: StripeWorld): CustomerRecord {
  return {
    id: randomId("cus_", 14),
    created: world.clock.nowSeconds(),
    isDeleted: false,
    address: null,
    balance: 0,
    defaultPaymentMethod: null,
    description: null,
    email: null,
    invoicePrefix: randomId("", 8).toUpperCase(),
    metadata: {},
    name: null,
    phone: null,
    preferredLocales: [],
    shipping: null,
  };
}

function knownCustomer(world: StripeWorld, id: string, param: string): CustomerRecord {
  const customer = world.state.customers.get(id);
  if (customer === undefined) throw noSuch("customer", id, param);
  return customer;
}

function applied(world: StripeWorld, former: CustomerRecord, input: CustomerInput): CustomerRecord {
  const chosen = input.invoice_settings?.default_payment_method;
  if (chosen !== undefined && chosen !== null) findMethod(world, chosen, 400);
  return {
    ...former,
    address: input.address === undefined ? former.address : toAddress(input.address),
    balance: input.balance ?? former.balance,
    defaultPaymentMethod: chosen === undefined ? former.defaultPaymentMethod : chosen,
    description: input.description === undefined ? former.description : input.description,
    email: input.email === undefined ? former.email : input.email,
    metadata: merged(former.metadata, input.metadata),
    name: input.name === undefined ? former.name : input.name,
    phone: input.phone === undefined ? former.phone : input.phone,
    preferredLocales: input.preferred_locales ?? former.preferredLocales,
    shipping: input.shipping === undefined ? former.shipping : toShipping(input.shipping),
  };
}
