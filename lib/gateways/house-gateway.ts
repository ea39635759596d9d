import type {
  AuthorizationFacts,
  AuthorizationState,
  AuthorizeRequest,
  EnquiryAnswer,
  Exchange,
  Gateway,
  GatewayOperation,
  GatewayOperations,
  GatewayOutcome,
  InstrumentFacts,
} from "@/lib/payments/gateway";
import type { GatewayCapabilities } from "@/lib/payments/gateway-capabilities";
import type {
  HouseAnswer,
  HouseLedger,
  HouseLedgerName,
  HouseMovement,
  MovementAsked,
} from "@/lib/payments/house-ledger";
import { restOf } from "@/lib/payments/house-movements";
import { isPositive, isZero } from "@/lib/payments/money";
import { answerOfRefusal, type RefusalAnswer, wordsOfRefusal } from "./house-refusals";

type Facts = GatewayOperations[GatewayOperation]["facts"];
type Request = GatewayOperations[GatewayOperation]["request"];

/** What all ledgers of our own share; `canCapturePartially` and the like differ by what the thing itself allows. */
export const houseCapabilities: GatewayCapabilities = {
  canCapturePartially: true,
  canCaptureSeveralTimes: true,
  holdsLapse: false,
  canIncrease: false,
  canHoldLong: false,
  canRenew: false,
  canVoid: true,
  canRefundPartially: true,
  hasHostedPage: false,
  listsNotifications: false,
  hasBooks: false,
  tellsOfDisputes: false,
  answersDisputes: false,
  // An operation's movement stays for ever, and answers whoever repeats it.
  keyMemoryMs: Number.MAX_SAFE_INTEGER,
  refundWindowDays: null,
};

/** A gateway whose far side is our own ledger: port operations become movements, and the ledger's answers become outcomes. */
export function createHouseGateway(
  name: HouseLedgerName,
  ledger: HouseLedger,
  capabilities: GatewayCapabilities = houseCapabilities,
): Gateway {
  const ask = (operation: GatewayOperation, request: Request) => toMovement(name, capabilities, operation, request);
  const gateway: Gateway = {
    name,
    capabilities,
    async run(operation, request) {
      const asked = ask(operation, request);
      return (asked === undefined ? unsupported : toOutcome(operation, request, await ledger.move(asked))) as never;
    },
    async enquire(operation, request) {
      if (ask(operation, request) === undefined) return { kind: "nothing", exchange: noExchange };
      const known = await ledger.find(request.storeId, request.operationId);
      return toEnquiry(operation, request, known) as never;
    },
    readAuthorization: (reference) => readHold(ledger, reference),
    readHostedPage: async () => ({ kind: "silent" }),
    readNotification: () => undefined,
  };
  return gateway;
}

function toMovement(
  ledger: HouseLedgerName,
  capabilities: GatewayCapabilities,
  operation: GatewayOperation,
  request: Request,
): MovementAsked | undefined {
  const { storeId, operationId, orderNumber } = request;
  const identity = { ledger, storeId, operationId, orderNumber };
  switch (operation) {
    case "authorize":
    case "authorize_and_capture": {
      const { amount, instrument } = request as AuthorizeRequest;
      const kind = operation === "authorize" ? "hold" : "hold_and_take";
      return { ...identity, kind, methodKind: instrument.kind, token: instrument.token, amount };
    }
    case "capture": {
      const { authorizationReference: holdId, amount, isFinal } = request as GatewayOperations["capture"]["request"];
      return { ...identity, kind: "take", holdId, amount, isFinal: isFinal || !capabilities.canCaptureSeveralTimes };
    }
    case "void": {
      const { authorizationReference: holdId } = request as GatewayOperations["void"]["request"];
      return { ...identity, kind: "release", holdId };
    }
    case "refund": {
      const { captureReference: takeId, amount } = request as GatewayOperations["refund"]["request"];
      return { ...identity, kind: "give_back", takeId, amount };
    }
    case "increase":
    case "renew":
    case "open_hosted_page":
    case "close_hosted_page":
      return undefined;
  }
}

function toOutcome(operation: GatewayOperation, request: Request, answer: HouseAnswer): GatewayOutcome<Facts> {
  switch (answer.kind) {
    case "moved":
      return { kind: "succeeded", facts: factsOf(operation, request, answer.movement), exchange: noExchange };
    case "refused": {
      // Released before, by whom ever: what was asked for is so (PR-4).
      if (operation === "void" && answer.refusal === "hold_released") {
        const { authorizationReference } = request as GatewayOperations["void"]["request"];
        return { kind: "succeeded", facts: { authorizationReference }, exchange: noExchange };
      }
      const { kind, reason }: RefusalAnswer = answerOfRefusal[answer.refusal];
      const exchange = { ...noExchange, rawCode: answer.refusal, rawMessage: wordsOfRefusal[answer.refusal] };
      return { kind, reason, exchange };
    }
    case "not_reached":
      return { kind: "not_sent", exchange: databaseSilent };
    case "unknown":
      return { kind: "unconfirmed", exchange: databaseSilent };
  }
}

function toEnquiry(
  operation: GatewayOperation,
  request: Request,
  known: HouseAnswer | { readonly kind: "nothing" },
): EnquiryAnswer<Facts> {
  if (known.kind === "nothing") return { kind: "nothing", exchange: noExchange };
  if (known.kind === "not_reached" || known.kind === "unknown") return { kind: "silent", exchange: databaseSilent };
  return { kind: "found", outcome: toOutcome(operation, request, known) };
}

function factsOf(operation: GatewayOperation, request: Request, movement: HouseMovement): Facts {
  const { holdId, movementId, amount } = movement;
  switch (operation) {
    case "authorize":
    case "authorize_and_capture":
      return {
        ...toAuthorizationFacts(movement, (request as AuthorizeRequest).instrument.token),
        captureReference: movementId,
      };
    case "refund":
      return { refundReference: movementId, amount };
    case "void":
      return { authorizationReference: holdId };
    default:
      return { captureReference: movementId, amount };
  }
}

function toAuthorizationFacts(
  { holdId, held, last4 }: Pick<HouseMovement, "holdId" | "held" | "last4">,
  token: string | null,
): AuthorizationFacts {
  return {
    authorizationReference: holdId,
    amount: held,
    expiresAt: null,
    guaranteedUntil: null,
    isEndless: true,
    canCaptureAgain: true,
    instrument: token === null ? null : toInstrument(token, last4),
  };
}

function toInstrument(token: string, last4: string | null): InstrumentFacts {
  const nothing = { customerToken: null, brand: null, expiryMonth: null, expiryYear: null, fingerprint: null };
  return { ...nothing, token, last4 };
}

async function readHold(ledger: HouseLedger, reference: string): Promise<AuthorizationState> {
  const hold = await ledger.readHold(reference);
  if (hold === undefined) return { kind: "silent" };
  if (hold === null) return { kind: "unpaid" };
  const facts = toAuthorizationFacts({ holdId: hold.holdId, held: hold.amount, last4: hold.last4 }, null);
  const capturable = restOf(hold);
  if (!isZero(capturable)) return { kind: "open", facts, capturable };
  if (isPositive(hold.taken)) {
    return { kind: "captured", facts, captured: hold.taken, captureReference: hold.lastTakeId ?? hold.holdId };
  }
  return { kind: "voided" };
}

const noExchange: Exchange = {
  rawCode: null,
  rawMessage: null,
  gatewayRequestId: null,
  httpStatus: null,
  networkCode: null,
};
const databaseSilent: Exchange = {
  ...noExchange,
  rawCode: "ledger_unreachable",
  rawMessage: "The house ledger could not be reached.",
};
const unsupported: GatewayOutcome<Facts> = {
  kind: "rejected",
  reason: "invalid_request",
  exchange: { ...noExchange, rawCode: "unsupported", rawMessage: "This kind of payment cannot do that." },
};
