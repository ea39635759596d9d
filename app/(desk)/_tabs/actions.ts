"use server";

import { z } from "zod";
import { closeTab, pinTab } from "@/lib/operations/working-set/change-tab";
import { openTab, tabKinds } from "@/lib/operations/working-set/open-tab";
import { orderNumberField } from "@/lib/server/form-fields";
import { ownAction } from "@/lib/server/own-action";
import { readTabs } from "./read-tabs";

/** Opens, closes or pins a tab of this person's working set, and answers the set. */
export const changeTabs = ownAction({
  permission: "desk.view",
  schema: z.strictObject({
    act: z.enum(["open", "close", "pin", "unpin"]),
    kind: z.enum(tabKinds),
    name: orderNumberField,
  }),
  run: async ({ context, queries }, { act, ...key }) => {
    if (act === "open") await openTab(context, key);
    else if (act === "close") await closeTab(context, key);
    else await pinTab(context, { ...key, isPinned: act === "pin" });
    return readTabs(queries);
  },
});
