/** A request's address as it can be read: where its path is no text in UTF-8, its per cent signs stand for themselves, so that it names nothing instead of breaking the framework. */
export function readableAddress(url: string): string {
  const end = url.indexOf("?");
  const path = end < 0 ? url : url.slice(0, end);
  if (!path.includes("%")) return url;
  try {
    decodeURIComponent(path);
    return url;
  } catch {
    return path.replaceAll("%", "%25") + url.slice(path.length);
  }
}
