import { gzipSync } from "node:zlib";

export type PageWeight = { readonly scriptKb: number; readonly styleKb: number; readonly largestChunkKb: number };

/** What a modern browser loads before the page stands: the gzip of its scripts and style sheets, as the server would send them. */
export async function weighPage(path: string, origin: string, cookie: string): Promise<PageWeight> {
  const answer = await fetch(origin + path, { headers: { cookie } });
  const html = await answer.text();
  if (!answer.ok) throw new Error(`${path} answered ${answer.status}`);
  const scripts = await weigh(addresses(html, /<script\b[^>]*>/g, "src"), origin);
  const styles = await weigh(addresses(html, /<link\b[^>]*rel="stylesheet"[^>]*>/g, "href"), origin);
  const sum = (weights: readonly number[]) => weights.reduce((total, each) => total + each, 0);
  return { scriptKb: sum(scripts), styleKb: sum(styles), largestChunkKb: Math.max(0, ...scripts) };
}

/** `nomodule` scripts are for browsers that this one is not. */
function addresses(html: string, tag: RegExp, attribute: "src" | "href"): string[] {
  const found = (html.match(tag) ?? [])
    .filter((text) => !/\bnomodule\b/i.test(text))
    .map((text) => new RegExp(`\\b${attribute}="([^"]+)"`).exec(text)?.[1])
    .filter((address) => address !== undefined);
  return [...new Set(found)];
}

async function weigh(paths: readonly string[], origin: string): Promise<number[]> {
  return Promise.all(
    paths.map(async (path) => {
      const answer = await fetch(new URL(path.replaceAll("&amp;", "&"), origin));
      return gzipSync(Buffer.from(await answer.arrayBuffer()), { level: 6 }).byteLength / 1024;
    }),
  );
}
