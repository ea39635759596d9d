"use client";

import { useEffect, useState } from "react";
import { setCookie } from "@/components/ui/set-cookie";
import { areSingleKeysOn } from "@/components/ui/single-keys";

export function SingleKeysSwitch() {
  const [isOn, setIsOn] = useState(true);
  useEffect(() => setIsOn(areSingleKeysOn()), []);
  return (
    <label className="check">
      <input
        type="checkbox"
        checked={isOn}
        onChange={(event) => {
          const value = event.target.checked ? "on" : "off";
          document.documentElement.dataset.singleKeys = value;
          setCookie("single_keys", value);
          setIsOn(event.target.checked);
        }}
      />
      Single-key shortcuts
    </label>
  );
}
