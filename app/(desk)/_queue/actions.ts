"use server";

import { z } from "zod";
import { tryJobAgain as tryJobAgainOperation } from "@/lib/operations/queue/try-job-again";
import { defineAction } from "@/lib/server/define-action";
import { requestIdField } from "@/lib/server/form-fields";

export const tryJobAgain = defineAction({
  permission: "queue.try_again",
  schema: z.strictObject({ requestId: requestIdField, jobId: z.string().regex(/^\d{1,18}$/, "is not a job") }),
  run: ({ context }, { jobId }) => tryJobAgainOperation(context, jobId),
  message: "It is tried again now. It comes back here where it breaks again.",
});
