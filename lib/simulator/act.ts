import type { LifeSetting } from "./life-setting";

/** Something that a person or another system does, with all that chance decides about it already decided. */
export type Act = { readonly name: string; readonly run: () => Promise<unknown> };
/** The order that it is done to, as the database has it. */
export type Order = { id: string; order_number: string; status: string; currency: string; total_minor: bigint };

export const act = (name: string, run: () => Promise<unknown>): Act => ({ name, run });

export async function many<T>({ bare }: Pick<LifeSetting, "bare">, text: string, values: unknown[]): Promise<T[]> {
  return (await bare.query(text, values)).rows as T[];
}
