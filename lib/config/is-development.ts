/** Next's development server: its reloading needs `eval` and inline styles, which no built page has. */
export function isDevelopment(environment: Readonly<Record<string, string | undefined>> = process.env): boolean {
  return environment.NODE_ENV === "development";
}
