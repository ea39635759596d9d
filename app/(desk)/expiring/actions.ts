"use server";

import { z } from "zod";
import { describeRenewal } from "@/lib/format/hold-outcome-text";
import { renewHold as renewHoldOperation } from "@/lib/operations/authorization/renew-hold";
import { defineAction } from "@/lib/server/define-action";
import {
  currencyField,
  idField,
  minorAmountField,
  orderNumberField,
  requestIdField,
  versionField,
} from "@/lib/server/form-fields";

export const renewHold = defineAction({
  permission: "payment.extend_hold",
  schema: z.strictObject({
    orderNumber: orderNumberField,
    requestId: requestIdField,
    version: versionField,
    authorizationId: idField,
    // The amount is what the dialog named; what is asked for is decided again under the order's lock.
    amountMinor: minorAmountField,
    currency: currencyField,
  }),
  run: ({ context }, { orderNumber, version, authorizationId }) =>
    renewHoldOperation(context, { orderNumber, version }, { authorizationId }),
  waitFor: (value) => value.attemptIds,
  waitMs: 6000,
  describe: (_value, attempts) => describeRenewal(attempts),
});
