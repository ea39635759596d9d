"use client";

import { parseAsString, useQueryStates } from "nuqs";
import { useMemo, useTransition } from "react";

/** The list's state lives in the URL; a change asks the server for new rows, and goes back to the first page. */
export function useListState(filterKeys: string[]) {
  const [isPending, startTransition] = useTransition();
  const joined = filterKeys.join(",");
  const parsers = useMemo(() => {
    const keys = ["sort", "after", "before", "cols", ...joined.split(",").filter(Boolean)];
    return Object.fromEntries(keys.map((key) => [key, parseAsString]));
  }, [joined]);
  const [values, setValues] = useQueryStates(parsers, { shallow: false, history: "push", startTransition });

  return {
    isPending,
    shownColumns: values.cols ? values.cols.split(",") : null,
    setSort: (sort: string | null) => setValues({ sort, after: null, before: null }),
    setColumns: (ids: string[]) => setValues({ cols: ids.join(",") || null }),
    setFilter: (key: string, value: string | null) => setValues({ [key]: value, after: null, before: null }),
    goAfter: (cursor: string) => setValues({ after: cursor, before: null }),
    goBefore: (cursor: string) => setValues({ before: cursor, after: null }),
  };
}
