import { GET as readGiftCard } from "./gift-cards/[cardToken]/route";
import { GET as readOrder } from "./orders/[orderNumber]/route";
import { GET as listOrders } from "./orders/route";
import { GET as listStatusFields } from "./status-fields/route";
import { GET as readWorklist } from "./worklists/[name]/route";

/** What other systems read many times a second (lib/server/answer-api-reads.ts). */
export const apiReads = [listOrders, readOrder, readWorklist, readGiftCard, listStatusFields];
