import { randomUUID } from "node:crypto";

/** What web processes of one machine tell each other; none of it is needed for anything to be right, all of it to be fresh or complete. */
type SiblingMessage =
  | { readonly paydesk: "reads forgotten"; readonly storeId: string }
  | { readonly paydesk: "counts wanted"; readonly id: string }
  | { readonly paydesk: "counts"; readonly id: string; readonly counts: unknown };

const PATIENCE_MS = 1_000;

export function tellSiblings(message: SiblingMessage): void {
  if (process.connected) process.send?.(message);
}

/** Listens for one kind of message from the other web processes. */
export function onSiblings<Kind extends SiblingMessage["paydesk"]>(
  kind: Kind,
  take: (message: Extract<SiblingMessage, { paydesk: Kind }>) => void,
): () => void {
  const listener = (message: unknown) => {
    if ((message as { paydesk?: unknown } | null)?.paydesk === kind)
      take(message as Extract<SiblingMessage, { paydesk: Kind }>);
  };
  process.on("message", listener);
  return () => process.off("message", listener);
}

/** What the other web processes have counted: as many answers as there are siblings, or what came within a second. */
export async function askSiblings(siblings: number): Promise<unknown[]> {
  if (siblings < 1 || !process.connected) return [];
  const id = randomUUID();
  const answers: unknown[] = [];
  return new Promise((done) => {
    const finish = () => {
      clearTimeout(timer);
      stop();
      done(answers);
    };
    const timer = setTimeout(finish, PATIENCE_MS);
    const stop = onSiblings("counts", (message) => {
      if (message.id !== id) return;
      answers.push(message.counts);
      if (answers.length === siblings) finish();
    });
    tellSiblings({ paydesk: "counts wanted", id });
  });
}
