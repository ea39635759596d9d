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
          setCookie("single_keys", event.target.checked ? "on" : "off");
          setIsOn(event.target.checked);
        }}
      />
      Single-key shortcuts
    </label>
  );
}
