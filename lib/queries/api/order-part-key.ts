/** Which order's parts are read, and the currency that all of them carry. */
export type OrderPartKey = { readonly storeId: string; readonly orderId: string; readonly currency: string };
