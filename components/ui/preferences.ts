export type ThemeChoice = "system" | "light" | "dark";
export type DensityChoice = "compact" | "comfy" | "touch";

export function parseThemeChoice(value: string | undefined): ThemeChoice {
  return value === "light" || value === "dark" ? value : "system";
}

export function parseDensityChoice(value: string | undefined): DensityChoice {
  return value === "compact" || value === "touch" ? value : "comfy";
}
