import type * as models from "./generated/models";

/** Every table that operations touch, with the row type that the Prisma schema gives it. */
export type Tables = {
  clock: models.ClockModel;
  stores: models.StoreModel;
  payment_types: models.PaymentTypeModel;
  authorization_windows: models.AuthorizationWindowModel;
  staff_users: models.StaffUserModel;
  staff_sessions: models.StaffSessionModel;
  rate_counters: models.RateCounterModel;
  api_keys: models.ApiKeyModel;
  idempotency_records: models.IdempotencyRecordModel;
  accounts: models.AccountModel;
  saved_payment_methods: models.SavedPaymentMethodModel;
  house_balances: models.HouseBalanceModel;
  house_holds: models.HouseHoldModel;
  house_movements: models.HouseMovementModel;
  account_receivables: models.AccountReceivableModel;
  orders: models.OrderModel;
  order_revisions: models.OrderRevisionModel;
  order_lines: models.OrderLineModel;
  order_promotions: models.OrderPromotionModel;
  order_links: models.OrderLinkModel;
  releases: models.ReleaseModel;
  release_lines: models.ReleaseLineModel;
  invoices: models.InvoiceModel;
  order_payment_methods: models.OrderPaymentMethodModel;
  authorizations: models.AuthorizationModel;
  captures: models.CaptureModel;
  refunds: models.RefundModel;
  refund_requests: models.RefundRequestModel;
  disputes: models.DisputeModel;
  attempts: models.AttemptModel;
  attempt_settlements: models.AttemptSettlementModel;
  hosted_sessions: models.HostedSessionModel;
  ledger_entries: models.LedgerEntryModel;
  unapplied_money: models.UnappliedMoneyModel;
  approval_requests: models.ApprovalRequestModel;
  mails: models.MailModel;
  worklist_items: models.WorklistItemModel;
  order_claims: models.OrderClaimModel;
  notes: models.NoteModel;
  events: models.EventModel;
  audit_log: models.AuditEntryModel;
  gateway_notifications: models.GatewayNotificationModel;
  gateway_schedules: models.GatewayScheduleModel;
  reconciliation_runs: models.ReconciliationRunModel;
  reconciliation_differences: models.ReconciliationDifferenceModel;
  rule_sets: models.RuleSetModel;
  outbox_messages: models.OutboxMessageModel;
  import_runs: models.ImportRunModel;
  worker_beats: models.WorkerBeatModel;
};
export type TableName = keyof Tables;
export type RowOf<T extends TableName> = Tables[T];

/** A row to insert: columns with a default in the schema may be left out; the database refuses what must not be missing. */
export type NewRow<T extends TableName> = Partial<RowOf<T>>;
