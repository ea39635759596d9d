/**
 * Where to go after signing in: a path of our own, never another site. Anything that a browser could read as an address with a host
 * (`//host`, `/\host`, control characters) or that would act (`/api`, `/sign-in`) becomes Home.
 */
export function safeReturnTo(value: unknown): string {
  if (typeof value !== "string" || value.length > 2_000 || !/^\/(?![/\\])[\x21-\x7e]*$/.test(value)) return home;
  const url = URL.parse(value, anyOrigin);
  if (!url || url.origin !== anyOrigin || url.pathname.includes("\\") || url.pathname.startsWith("//")) return home;
  if (actingPaths.some((path) => url.pathname === path || url.pathname.startsWith(`${path}/`))) return home;
  return `${url.pathname}${url.search}`;
}

const home = "/";
const anyOrigin = "https://own.invalid";
const actingPaths = ["/api", "/sign-in", "/pay", "/_next", "/dev"];
