-- AlterTable
ALTER TABLE "stores" ADD COLUMN     "remind_after_days" INTEGER NOT NULL DEFAULT 2,
ADD COLUMN     "remind_at_most" INTEGER NOT NULL DEFAULT 2;

-- AlterTable
ALTER TABLE "approval_requests" ADD COLUMN     "locale" TEXT NOT NULL DEFAULT 'en',
ADD COLUMN     "question_at" TIMESTAMPTZ(3),
ADD COLUMN     "remind_every_days" INTEGER;

-- AlterTable
ALTER TABLE "mails" ADD COLUMN     "reminder_no" INTEGER,
ADD COLUMN     "send_at" TIMESTAMPTZ(3),
ADD COLUMN     "started_at" TIMESTAMPTZ(3);

-- CreateTable
CREATE TABLE "approval_keys" (
    "store_id" TEXT NOT NULL,
    "id" TEXT NOT NULL,
    "approval_request_id" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "key_hash" TEXT NOT NULL,
    "made_by" TEXT NOT NULL,
    "made_at" TIMESTAMPTZ(3) NOT NULL,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,
    "used_at" TIMESTAMPTZ(3),

    CONSTRAINT "approval_keys_pkey" PRIMARY KEY ("store_id","id")
);

-- CreateIndex
CREATE UNIQUE INDEX "approval_keys_key_hash_key" ON "approval_keys"("key_hash");

-- CreateIndex
CREATE INDEX "approval_keys_store_id_approval_request_id_idx" ON "approval_keys"("store_id", "approval_request_id");

-- AddForeignKey
ALTER TABLE "approval_keys" ADD CONSTRAINT "approval_keys_store_id_approval_request_id_fkey" FOREIGN KEY ("store_id", "approval_request_id") REFERENCES "approval_requests"("store_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- A mail that the server refuses for its address, and one that nobody needs any more, are not the failure of a server.
ALTER TABLE mails DROP CONSTRAINT mails_status;
ALTER TABLE mails ADD CONSTRAINT mails_status CHECK (status IN ('requested','sent','failed','refused','dropped'));

-- One mail for each reminder of a request, whoever looks and however often (H32, I15).
CREATE UNIQUE INDEX mails_one_per_reminder ON mails (store_id, approval_request_id, reminder_no) WHERE reminder_no IS NOT NULL;
ALTER TABLE mails ADD CONSTRAINT mails_reminder CHECK ((reminder_no IS NOT NULL) = (kind = 'approval_reminder') AND coalesce(reminder_no, 1) BETWEEN 1 AND 3);
ALTER TABLE approval_requests ADD CONSTRAINT approval_requests_reminders CHECK (reminders_left BETWEEN 0 AND 3 AND (remind_at IS NULL OR reminders_left > 0));
ALTER TABLE stores ADD CONSTRAINT stores_reminders CHECK (remind_after_days BETWEEN 1 AND 14 AND remind_at_most BETWEEN 0 AND 3);
ALTER TABLE approval_keys ADD CONSTRAINT approval_keys_kind CHECK (kind IN ('copied_link','phone_code') AND expires_at > made_at);
