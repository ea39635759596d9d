-- AlterTable
ALTER TABLE "authorizations" ADD COLUMN     "original_reference" TEXT;

-- A hold can be renewed at its gateway: a call of its own, beside raising one.
ALTER TABLE attempts DROP CONSTRAINT attempts_operation;
ALTER TABLE attempts ADD CONSTRAINT attempts_operation CHECK (operation IN ('authorize','authorize_and_capture','capture','void','refund','increase','renew','open_hosted_page','close_hosted_page'));
