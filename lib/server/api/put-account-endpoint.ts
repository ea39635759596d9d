import { z } from "zod";
import { defineEndpoint } from "../define-endpoint";
import { accountBody } from "./account-body";
import { accountPath } from "./path-fields";

const accountAnswer = z
  .object({ id: z.string(), externalId: z.string(), isNew: z.boolean() })
  .meta({ id: "PutAccountAnswer" });

export const putAccountEndpoint = defineEndpoint({
  method: "PUT",
  path: "/accounts/{externalId}",
  operationId: "putAccount",
  summary: "Create or update a customer",
  description: "What is left out is emptied: send the whole account each time.",
  params: accountPath,
  body: accountBody,
  refusals: ["credit_currency_in_use"],
  answers: {
    200: { description: "Updated", schema: accountAnswer },
    201: { description: "Created", schema: accountAnswer },
  },
});
