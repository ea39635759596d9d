import type { NextConfig } from "next";
import { allowedOrigins } from "./lib/config/allowed-origins";

const config: NextConfig = {
  reactStrictMode: true,
  poweredByHeader: false,
  // lib/server/pack-answer.ts does it at half the cost.
  compress: false,
  productionBrowserSourceMaps: false,
  typedRoutes: false,
  devIndicators: false,
  // `npm test` checks the types of everything; a first start need not wait for it.
  typescript: { ignoreBuildErrors: true },
  // Native code, WebAssembly, or modules that look for files beside themselves: left to Node.
  serverExternalPackages: [
    "@node-rs/argon2",
    "@prisma/client",
    "@prisma/adapter-pg",
    "pg",
    "pino",
    "graphile-worker",
    "nodemailer",
  ],
  experimental: { authInterrupts: true, serverActions: { allowedOrigins: allowedOrigins() } },
};

export default config;
