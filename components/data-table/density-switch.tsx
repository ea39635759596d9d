"use client";

import { useEffect, useState } from "react";
import { type DensityChoice, parseDensityChoice } from "@/components/ui/preferences";
import { Segmented } from "@/components/ui/segmented";
import { setCookie } from "@/components/ui/set-cookie";

/** Row height, kept in the cookie `density` and on <html>, where the style sheet reads it. */
export function DensitySwitch({ size }: { size?: "sm" | "md" }) {
  const [density, setDensity] = useState<DensityChoice>("comfy");
  useEffect(() => {
    setDensity(parseDensityChoice(document.documentElement.dataset.density));
  }, []);
  return (
    <Segmented
      label="Row height"
      {...(size && { size })}
      value={density}
      choices={[
        { value: "compact", label: "Compact" },
        { value: "comfy", label: "Comfy" },
        { value: "touch", label: "Touch" },
      ]}
      onChange={(choice) => {
        setDensity(choice);
        document.documentElement.dataset.density = choice;
        setCookie("density", choice);
      }}
    />
  );
}
