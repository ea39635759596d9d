import { randomBytes } from "node:crypto";
import { jsonReply, type Reply } from "../http-exchange";

const LIFE_SECONDS = 32_400;

/** OAuth by client credentials. Any client is let in whose secret is not empty; a token lives nine hours of real time. */
export class AccessTokens {
  readonly #endsMs = new Map<string, number>();

  grant(request: { readonly authorization: string | undefined; readonly body: string }): Reply {
    const [scheme, credential = ""] = (request.authorization ?? "").split(" ");
    const [client = "", secret = ""] = Buffer.from(credential, "base64").toString("utf8").split(":");
    if (scheme?.toLowerCase() !== "basic" || client === "" || secret === "")
      return jsonReply(401, { error: "invalid_client", error_description: "Client Authentication failed" });
    if (new URLSearchParams(request.body).get("grant_type") !== "client_credentials")
      return jsonReply(400, { error: "unsupported_grant_type", error_description: "Grant Type is NULL" });
    const token = `A21AA${randomBytes(48).toString("base64url")}`;
    this.#endsMs.set(token, Date.now() + LIFE_SECONDS * 1000);
    return jsonReply(200, {
      scope:
        "https://uri.paypal.com/services/payments/payment/authcapture https://uri.paypal.com/services/payments/refund",
      access_token: token,
      token_type: "Bearer",
      app_id: "APP-80W284485P519543T",
      expires_in: LIFE_SECONDS,
      nonce: new Date().toISOString(),
    });
  }

  isValid(authorization: string | undefined): boolean {
    const [scheme, token = ""] = (authorization ?? "").split(" ");
    return scheme?.toLowerCase() === "bearer" && (this.#endsMs.get(token) ?? 0) > Date.now();
  }
}
