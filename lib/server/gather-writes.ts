import type { ServerResponse } from "node:http";

/**
 * Sends in one piece what is written in one turn of the event loop. The framework sends the head, each part and the end by themselves; to the system each
 * is a call of its own, which together cost more than making a small answer. What a page streams later is not held back.
 */
export function gatherWrites(response: ServerResponse): void {
  const { socket } = response;
  if (!socket) return;
  let isGathering = false;
  const gather = () => {
    if (isGathering) return;
    isGathering = true;
    socket.cork();
    setImmediate(() => {
      isGathering = false;
      socket.uncork();
    });
  };
  // The first part, which follows at once, takes the head along.
  response.flushHeaders = () => undefined;
  const { write, end } = response;
  response.write = function (this: ServerResponse, ...part: Parameters<ServerResponse["write"]>) {
    gather();
    return write.apply(this, part);
  } as ServerResponse["write"];
  response.end = function (this: ServerResponse, ...part: Parameters<ServerResponse["end"]>) {
    gather();
    return end.apply(this, part);
  } as ServerResponse["end"];
}
