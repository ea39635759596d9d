declare module "compression" {
  import type { IncomingMessage, ServerResponse } from "node:http";
  import type { BrotliOptions } from "node:zlib";

  /** Packs the body of an answer as it is written, in the way that its request prefers. */
  export default function compression(options: {
    brotli?: BrotliOptions;
    level?: number;
  }): (request: IncomingMessage, response: ServerResponse, next: () => void) => void;
}
