import type { Endpoint } from "../define-endpoint";
import { cancelOrderEndpoint } from "./cancel-order-endpoint";
import { captureInvoiceEndpoint } from "./capture-invoice-endpoint";
import { confirmOrderEndpoint } from "./confirm-order-endpoint";
import { createReleaseEndpoint } from "./create-release-endpoint";
import { fraudEventEndpoint, liftFraudStopEndpoint, setFraudStopEndpoint } from "./fraud-endpoints";
import { getOrderEndpoint } from "./get-order-endpoint";
import { getWorklistEndpoint } from "./get-worklist-endpoint";
import { getGiftCardEndpoint, grantGiftCardEndpoint } from "./gift-card-endpoints";
import { listOrdersEndpoint } from "./list-orders-endpoint";
import { putAccountEndpoint } from "./put-account-endpoint";
import { putOrderEndpoint } from "./put-order-endpoint";
import { recordCreditPaymentEndpoint } from "./record-credit-payment-endpoint";
import { refundOrderEndpoint } from "./refund-order-endpoint";
import { repriceOrderEndpoint } from "./reprice-order-endpoint";
import { requestApprovalEndpoint } from "./request-approval-endpoint";
import { returnCheckEndpoint } from "./return-check-endpoint";
import { setPaymentTypeEndpoint } from "./set-payment-type-endpoint";
import { shipReleaseEndpoint } from "./ship-release-endpoint";
import { listStatusFieldsEndpoint, setStatusEndpoint } from "./status-field-endpoints";

/** Every call of the API, as openapi.json lists them. */
export const endpoints = [
  putAccountEndpoint,
  listOrdersEndpoint,
  recordCreditPaymentEndpoint,
  getGiftCardEndpoint,
  grantGiftCardEndpoint,
  putOrderEndpoint,
  getOrderEndpoint,
  confirmOrderEndpoint,
  repriceOrderEndpoint,
  createReleaseEndpoint,
  shipReleaseEndpoint,
  setPaymentTypeEndpoint,
  cancelOrderEndpoint,
  refundOrderEndpoint,
  requestApprovalEndpoint,
  returnCheckEndpoint,
  setStatusEndpoint,
  setFraudStopEndpoint,
  liftFraudStopEndpoint,
  captureInvoiceEndpoint,
  getWorklistEndpoint,
  fraudEventEndpoint,
  listStatusFieldsEndpoint,
] as unknown as readonly Endpoint[];
