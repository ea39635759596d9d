import { type KeyObject, randomBytes, sign } from "node:crypto";

const DAY_MS = 24 * 60 * 60 * 1000;

/** An X.509 certificate (RFC 5280) over an RSA key, signed by itself: Node reads certificates and makes none. */
export function selfSignedCertificate(
  name: string,
  publicKey: KeyObject,
  privateKey: KeyObject,
  nowMs = Date.now(),
): string {
  const algorithm = sequence(oid([0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 0x01, 0x01, 0x0b]), der(0x05, Buffer.alloc(0)));
  const subject = sequence(der(0x31, sequence(oid([0x55, 0x04, 0x03]), der(0x0c, Buffer.from(name)))));
  const validity = sequence(time(nowMs - DAY_MS), time(nowMs + 3650 * DAY_MS));
  const serial = der(0x02, Buffer.concat([Buffer.from([0x01]), randomBytes(8)]));
  const version = der(0xa0, der(0x02, Buffer.from([0x02])));
  const key = publicKey.export({ type: "spki", format: "der" });
  const body = sequence(version, serial, algorithm, subject, validity, subject, key);
  const signature = der(0x03, Buffer.concat([Buffer.from([0x00]), sign("sha256", body, privateKey)]));
  const lines =
    sequence(body, algorithm, signature)
      .toString("base64")
      .match(/.{1,64}/g) ?? [];
  return `-----BEGIN CERTIFICATE-----\n${lines.join("\n")}\n-----END CERTIFICATE-----\n`;
}

function der(tag: number, content: Buffer): Buffer {
  const { length } = content;
  const head = length < 0x80 ? [length] : length < 0x100 ? [0x81, length] : [0x82, length >> 8, length & 0xff];
  return Buffer.concat([Buffer.from([tag, ...head]), content]);
}

function sequence(...parts: readonly Buffer[]): Buffer {
  return der(0x30, Buffer.concat(parts));
}

function oid(bytes: readonly number[]): Buffer {
  return der(0x06, Buffer.from(bytes));
}

/** UTCTime, good until 2049. */
function time(atMs: number): Buffer {
  return der(
    0x17,
    Buffer.from(
      `${new Date(atMs)
        .toISOString()
        .replaceAll(/[-:T]|\.\d+/g, "")
        .slice(2)}`,
    ),
  );
}
