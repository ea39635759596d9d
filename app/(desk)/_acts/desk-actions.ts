import type { ActActions } from "@/components/acts/act-view";
import { tryJobAgain } from "../_queue/actions";
import { retryCapture } from "../captures/actions";
import { renewHold } from "../expiring/actions";
import {
  applyMoney,
  askForOverride,
  askGateway,
  assign,
  authorize,
  cancelOrder,
  claimOrder,
  fraudStop,
  liftFraudStop,
  override,
  refund,
  releaseClaim,
  releaseGoods,
  removeNote,
  repairHalfLink,
  shipGoods,
  snooze,
  wake,
  withdrawLink,
} from "../orders/[orderNumber]/actions";
import { unsendRequest } from "../orders/[orderNumber]/ask-approval/actions";
import { acceptDifference, compareBooks, recheckDifference } from "../reconciliation/actions";
import { confirmEvidence, refuseEvidence, settleAttempt } from "../unconfirmed/actions";

/** What every act of the desk runs. A page hands it to its components; each action checks permission, fields and rules for itself. */
export const deskActions: ActActions = {
  capture: retryCapture,
  retry_capture: retryCapture,
  authorize_and_capture: retryCapture,
  authorize,
  extend_hold: renewHold,
  resync: askGateway,
  claim: claimOrder,
  release_claim: releaseClaim,
  assign,
  snooze,
  wake,
  remove_note: removeNote,
  withdraw_link: withdrawLink,
  unsend_request: unsendRequest,
  repair_link: repairHalfLink,
  release_goods: releaseGoods,
  ship: shipGoods,
  override,
  ask_override: askForOverride,
  cancel_order: cancelOrder,
  refund,
  apply_money: applyMoney,
  fraud_stop: fraudStop,
  lift_fraud_stop: liftFraudStop,
  settle_unconfirmed: settleAttempt,
  confirm_evidence: confirmEvidence,
  refuse_evidence: refuseEvidence,
  compare_books: compareBooks,
  recheck_difference: recheckDifference,
  accept_difference: acceptDifference,
  try_job_again: tryJobAgain,
};
