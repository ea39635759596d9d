import type { Instrumentation } from "next";

export async function register(): Promise<void> {
  // A constant of Next's compiler, not a setting: it keeps Node's modules out of the bundle for the other runtime.
  if (process.env.NEXT_RUNTIME === "nodejs") {
    const { observeRequests } = await import("@/lib/server/observe-requests");
    observeRequests();
    const { isDevelopment } = await import("@/lib/config/is-development");
    if (!isDevelopment()) {
      // The development server would go on answering with the code of its start.
      const { beforeFramework } = await import("@/lib/server/before-framework");
      const { enterHall } = await import("@/lib/server/enter-hall");
      beforeFramework(enterHall);
      const { apiReads } = await import("@/app/api/v1/reads");
      const { answerApiReads } = await import("@/lib/server/answer-api-reads");
      answerApiReads(apiReads);
    }
    const { keepConfiguredKey } = await import("@/lib/server/keep-configured-key");
    await keepConfiguredKey();
  }
}

/** A page that broke shows this digest and nothing else; the log has the rest under the same word. */
export const onRequestError: Instrumentation.onRequestError = async (error, request, context) => {
  if (process.env.NEXT_RUNTIME === "nodejs") {
    const { logger } = await import("@/lib/config/logger");
    const { digest } = error as { digest?: string };
    const correlationId = request.headers["x-correlation-id"];
    logger.error({ err: error, reference: digest, correlationId, route: context.routePath }, "page failed");
  }
};
