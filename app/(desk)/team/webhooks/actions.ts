"use server";

import { z } from "zod";
import { addEndpoint, changeEndpoint } from "@/lib/operations/outbox/change-endpoint";
import { showSecret } from "@/lib/operations/outbox/show-secret";
import { defineAction } from "@/lib/server/define-action";
import { idField, optionalText, requestIdField } from "@/lib/server/form-fields";

const permission = "settings.edit";
const schema = z.strictObject({ endpointId: idField, requestId: requestIdField });

export const addWebhook = defineAction({
  permission,
  schema: z.strictObject({
    requestId: requestIdField,
    url: z.string().trim().min(1, "must not be empty").max(500, "must have at most 500 characters"),
    description: optionalText(80),
  }),
  run: ({ context }, { url, description }) => addEndpoint(context, { url, description: description ?? "" }),
  message: "Added. From now on it is told of each event.",
});

export const pauseWebhook = defineAction({
  permission,
  schema,
  run: ({ context }, { endpointId }) => changeEndpoint(context, endpointId, "pause"),
  message: "Paused. What happens meanwhile waits for it.",
});

export const resumeWebhook = defineAction({
  permission,
  schema,
  run: ({ context }, { endpointId }) => changeEndpoint(context, endpointId, "resume"),
  message: "Resumed. It is told what it missed.",
});

export const removeWebhook = defineAction({
  permission,
  schema,
  run: ({ context }, { endpointId }) => changeEndpoint(context, endpointId, "remove"),
  message: ({ count }) => `Removed. ${messages(count)} waited for it.`,
});

export const renewWebhookSecret = defineAction({
  permission,
  schema,
  run: ({ context }, { endpointId }) => changeEndpoint(context, endpointId, "new_secret"),
  message: "It has a new secret. For a day, messages are signed with both.",
});

export const testWebhook = defineAction({
  permission,
  schema,
  run: ({ context }, { endpointId }) => changeEndpoint(context, endpointId, "send_test"),
  message: "A test message is on its way. Its answer shows here within seconds.",
});

export const sendWebhookAgain = defineAction({
  permission,
  schema,
  run: ({ context }, { endpointId }) => changeEndpoint(context, endpointId, "send_again"),
  message: ({ count }) => `${messages(count)} will be sent again.`,
});

export const showWebhookSecret = defineAction({
  permission,
  schema: z.strictObject({ endpointId: idField }),
  run: ({ context }, { endpointId }) => showSecret(context, endpointId),
  once: (secret) => ({ value: secret, until: "" }),
});

function messages(count: number): string {
  return `${count} ${count === 1 ? "message" : "messages"}`;
}
