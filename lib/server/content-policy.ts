export type PolicyInput = {
  readonly nonce: string;
  readonly path: string;
  readonly isDevelopment: boolean;
  readonly isSecure: boolean;
  /** Where the customer's own form may lead: the gateway's hosted pages. */
  readonly hostedPages: readonly string[];
};

/**
 * What a page may load and do. Scripts run only with this request's nonce; no page is framed, no base is changed, no plug-in runs. `style`
 * attributes are allowed because bars, popovers and virtual rows are positioned by them; style elements need the nonce or a known digest.
 */
export function contentPolicy({ nonce, path, isDevelopment, isSecure, hostedPages }: PolicyInput): string {
  const isMailView = path.startsWith("/dev/");
  const inlineStyles = isMailView || isDevelopment ? "'unsafe-inline'" : `'nonce-${nonce}' ${toastStyles}`;
  const policy: Record<string, string> = {
    "default-src": "'none'",
    "script-src": `'self' 'nonce-${nonce}' 'strict-dynamic'${isDevelopment ? " 'unsafe-eval'" : ""}`,
    "style-src": `'self' ${inlineStyles}`,
    "style-src-attr": "'unsafe-inline'",
    "img-src": "'self' data:",
    "font-src": "'self'",
    "connect-src": `'self'${isDevelopment ? " ws:" : ""}`,
    "manifest-src": "'self'",
    "frame-src": "'self'",
    "object-src": "'none'",
    "base-uri": "'none'",
    "form-action": ["'self'", ...(path === "/pay" || path.startsWith("/pay/") ? hostedPages : [])].join(" "),
    "frame-ancestors": isMailView ? "'self'" : "'none'",
  };
  const directives = Object.entries(policy).map(([name, sources]) => `${name} ${sources}`);
  if (isSecure) directives.push("upgrade-insecure-requests");
  return directives.join("; ");
}

/** For answers that are no pages: they may do nothing at all. */
export const dataPolicy = "default-src 'none'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'";

/** The toast package adds its one style element itself, first empty, without a way to give it a nonce. A test holds the digest to the package. */
export const toastStyles =
  "'sha256-47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=' 'sha256-StEaX+se6YS7pqjzrzMIA0KaX9zF/8zAhvQXZAe5epY='";
