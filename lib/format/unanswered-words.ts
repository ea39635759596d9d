/** What a CSR can say on the phone while nobody knows what became of a call: true whichever way it went, and no promise (X06). */
export function sentenceForCustomer(operation: string, amount: string): string {
  switch (operation) {
    case "capture":
    case "authorize_and_capture":
      return `“Your payment of ${amount} is being checked with your bank. You pay once at most, and you need do nothing; we write to you when it is settled.”`;
    case "refund":
      return `“Your refund of ${amount} is on its way to the bank, and we are waiting for their answer. You need do nothing; we write to you when it is settled.”`;
    case "void":
      return `“We have asked your bank to give back the ${amount} that was set aside. Nothing is taken; we are waiting for their answer.”`;
    case "open_hosted_page":
    case "close_hosted_page":
      return "“Our payment page is being checked. Nothing is taken meanwhile; we send you a link that works.”";
    default:
      return `“Your bank is still looking at the ${amount} for this order. Nothing is taken yet, and you need do nothing for now.”`;
  }
}

const operationWords: Readonly<Record<string, string>> = {
  authorize: "Hold",
  authorize_and_capture: "Hold and capture",
  capture: "Capture",
  void: "Release of a hold",
  refund: "Refund",
  increase: "Raise of a hold",
  renew: "Renewal of a hold",
  open_hosted_page: "Payment page",
  close_hosted_page: "End of a payment page",
};

/** What was asked of the gateway. */
export function unansweredText(operation: string): string {
  return operationWords[operation] ?? operation.replaceAll("_", " ");
}
