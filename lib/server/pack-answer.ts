import type { IncomingMessage, ServerResponse } from "node:http";
import { constants } from "node:zlib";
import compression from "compression";

/** A quarter of a megabyte: a page is smaller, and each packer clears as much memory as its window. */
const WINDOW_BITS = 18;

const packer = (quality: number) =>
  compression({
    brotli: { params: { [constants.BROTLI_PARAM_QUALITY]: quality, [constants.BROTLI_PARAM_LGWIN]: WINDOW_BITS } },
    level: quality,
  });

/** Brotli's first level makes a page as small as the framework's own gzip does, in a third of the time. */
const packPage = packer(1);
/** A file of the build is fetched once by a browser. */
const packFile = packer(5);

/** Packs pages and files of the build before they travel. The API's answers are small, and its streams must not be held back. */
export function packAnswer(request: IncomingMessage, response: ServerResponse): void {
  const path = request.url ?? "/";
  if (path.startsWith("/api/")) return;
  const pack = path.startsWith("/_next/static/") ? packFile : packPage;
  pack(request, response, () => undefined);
}
