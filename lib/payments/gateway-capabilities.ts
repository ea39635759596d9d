/** What a gateway can do, declared as data so that rules decide before a call is made. */
export type GatewayCapabilities = {
  readonly canCapturePartially: boolean;
  readonly canCaptureSeveralTimes: boolean;
  /** Whether its holds end by themselves. Those of our own ledgers last until they are captured or released. */
  readonly holdsLapse: boolean;
  /** Can raise a hold (`increase`). */
  readonly canIncrease: boolean;
  /** Makes a hold last longer than usual where that is asked for when it is made (`isLong`). */
  readonly canHoldLong: boolean;
  /** Can put a new hold in the place of an old one (`renew`); refused without a call where it cannot. */
  readonly canRenew: boolean;
  readonly canVoid: boolean;
  readonly canRefundPartially: boolean;
  readonly hasHostedPage: boolean;
  /** Keeps a list of what it told, to be asked after days of silence (`listNotifications`). */
  readonly listsNotifications: boolean;
  /** Its books are its own and can be read, for comparing them with ours (`books`). */
  readonly hasBooks: boolean;
  /** Payers can want captured money back through it; it tells of that, and can be asked (`readDispute`). */
  readonly tellsOfDisputes: boolean;
  /** Takes our answer to a dispute, evidence or consent (`answerDispute`). */
  readonly answersDisputes: boolean;
  /** How long the gateway remembers an idempotency key. */
  readonly keyMemoryMs: number;
  /** Days after the capture in which a refund is possible; null where there is no limit. */
  readonly refundWindowDays: number | null;
};
