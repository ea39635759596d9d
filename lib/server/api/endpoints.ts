import type { Endpoint } from "../define-endpoint";
import { captureInvoiceEndpoint } from "./capture-invoice-endpoint";
import { confirmOrderEndpoint } from "./confirm-order-endpoint";
import { createReleaseEndpoint } from "./create-release-endpoint";
import { getOrderEndpoint } from "./get-order-endpoint";
import { putAccountEndpoint } from "./put-account-endpoint";
import { putOrderEndpoint } from "./put-order-endpoint";
import { shipReleaseEndpoint } from "./ship-release-endpoint";

/** Every call of the API, as openapi.json lists them. */
export const endpoints = [
  putAccountEndpoint,
  putOrderEndpoint,
  getOrderEndpoint,
  confirmOrderEndpoint,
  createReleaseEndpoint,
  shipReleaseEndpoint,
  captureInvoiceEndpoint,
] as unknown as readonly Endpoint[];
