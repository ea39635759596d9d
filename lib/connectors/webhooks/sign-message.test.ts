import { expect, it } from "vitest";
import { signedHeaders } from "./sign-message";

it("signs as the example of Standard Webhooks does, once per secret", () => {
  const secret = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";
  const body = '{"test": 2432232314}';
  const at = new Date(1_614_265_330_000);
  expect(signedHeaders("msg_p5jXN8AQM9LWM0D4loKWxJek", at, body, [secret])).toEqual({
    "webhook-id": "msg_p5jXN8AQM9LWM0D4loKWxJek",
    "webhook-timestamp": "1614265330",
    "webhook-signature": "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=",
  });
  const both = signedHeaders("msg_1", at, body, [secret, "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSX"]);
  expect(both["webhook-signature"]).toMatch(/^v1,\S+ v1,\S+$/);
});
