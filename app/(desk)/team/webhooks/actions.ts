"use server";

import { z } from "zod";
import { addEndpoint, changeEndpoint, type EndpointChange } from "@/lib/operations/outbox/change-endpoint";
import { showSecret } from "@/lib/operations/outbox/show-secret";
import { defineAction } from "@/lib/server/define-action";
import { idField, optionalText, requestIdField } from "@/lib/server/form-fields";

const key = { endpointId: idField, requestId: requestIdField };

export const addWebhook = defineAction({
  permission: "settings.edit",
  schema: z.strictObject({
    requestId: requestIdField,
    url: z.string().trim().min(1, "must not be empty").max(500, "must have at most 500 characters"),
    description: optionalText(80),
  }),
  run: ({ context }, { url, description }) => addEndpoint(context, { url, description: description ?? "" }),
  message: "Added. From now on it is told of each event.",
});

const change = (what: EndpointChange, message: string | ((value: { count: number }) => string)) =>
  defineAction({
    permission: "settings.edit",
    schema: z.strictObject(key),
    run: ({ context }, { endpointId }) => changeEndpoint(context, endpointId, what),
    message,
  });

const messages = (count: number) => `${count} ${count === 1 ? "message" : "messages"}`;

export const pauseWebhook = change("pause", "Paused. What happens meanwhile waits for it.");
export const resumeWebhook = change("resume", "Resumed. It is told what it missed.");
export const removeWebhook = change("remove", ({ count }) => `Removed. ${messages(count)} waited for it.`);
export const renewWebhookSecret = change(
  "new_secret",
  "It has a new secret. For a day, messages are signed with both.",
);
export const testWebhook = change("send_test", "A test message is on its way. Its answer shows here within seconds.");
export const sendWebhookAgain = change("send_again", ({ count }) => `${messages(count)} will be sent again.`);

export const showWebhookSecret = defineAction({
  permission: "settings.edit",
  schema: z.strictObject({ endpointId: idField }),
  run: ({ context }, { endpointId }) => showSecret(context, endpointId),
  once: (secret) => ({ value: secret, until: "" }),
});
