import type { Endpoint } from "../define-endpoint";
import { cancelOrderEndpoint } from "./cancel-order-endpoint";
import { captureInvoiceEndpoint } from "./capture-invoice-endpoint";
import { confirmOrderEndpoint } from "./confirm-order-endpoint";
import { createReleaseEndpoint } from "./create-release-endpoint";
import { fraudEventEndpoint, liftFraudStopEndpoint, setFraudStopEndpoint } from "./fraud-endpoints";
import { getOrderEndpoint } from "./get-order-endpoint";
import { getWorklistEndpoint } from "./get-worklist-endpoint";
import { listOrdersEndpoint } from "./list-orders-endpoint";
import { putAccountEndpoint } from "./put-account-endpoint";
import { putOrderEndpoint } from "./put-order-endpoint";
import { repriceOrderEndpoint } from "./reprice-order-endpoint";
import { requestApprovalEndpoint } from "./request-approval-endpoint";
import { shipReleaseEndpoint } from "./ship-release-endpoint";

/** Every call of the API, as openapi.json lists them. */
export const endpoints = [
  putAccountEndpoint,
  listOrdersEndpoint,
  putOrderEndpoint,
  getOrderEndpoint,
  confirmOrderEndpoint,
  repriceOrderEndpoint,
  createReleaseEndpoint,
  shipReleaseEndpoint,
  cancelOrderEndpoint,
  requestApprovalEndpoint,
  setFraudStopEndpoint,
  liftFraudStopEndpoint,
  captureInvoiceEndpoint,
  getWorklistEndpoint,
  fraudEventEndpoint,
] as unknown as readonly Endpoint[];
