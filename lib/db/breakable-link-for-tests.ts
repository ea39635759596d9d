import { connect, createServer, type Socket } from "node:net";

export type LinkFault = "cut_at_begin" | "cut_before_commit" | "cut_after_commit";

/** A line to a database that can be cut at a chosen word: what a dying process or a failing network does to a transaction. */
export async function openBreakableLink(
  databaseUrl: string,
): Promise<{ url: string; cutNext(fault: LinkFault): void; close(): Promise<void> }> {
  const target = new URL(databaseUrl);
  const sockets = new Set<Socket>();
  let armed: LinkFault | null = null;
  const server = createServer((client) => {
    const upstream = connect(Number(target.port), target.hostname);
    let isCutOnAnswer = false;
    const cut = () => {
      armed = null;
      client.destroy();
      upstream.destroy();
    };
    for (const socket of [client, upstream]) {
      sockets.add(socket);
      socket.on("error", () => {});
      socket.on("close", () => {
        sockets.delete(socket);
        client.destroy();
        upstream.destroy();
      });
    }
    client.on("data", (chunk) => {
      if (armed === "cut_at_begin" && chunk.includes("BEGIN")) return cut();
      if (armed === "cut_before_commit" && chunk.includes("COMMIT")) return cut();
      if (armed === "cut_after_commit" && chunk.includes("COMMIT")) isCutOnAnswer = true;
      upstream.write(chunk);
    });
    upstream.on("data", (chunk) => {
      if (isCutOnAnswer) cut();
      else client.write(chunk);
    });
  });
  await new Promise<void>((ready) => server.listen(0, "127.0.0.1", ready));
  const { port } = server.address() as { port: number };
  const url = new URL(databaseUrl);
  url.hostname = "127.0.0.1";
  url.port = String(port);
  return {
    url: url.href,
    cutNext(fault) {
      armed = fault;
    },
    async close() {
      for (const socket of sockets) socket.destroy();
      await new Promise((done) => server.close(done));
    },
  };
}
