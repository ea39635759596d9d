-- AlterTable
ALTER TABLE "authorizations" ADD COLUMN     "can_increase" BOOLEAN NOT NULL DEFAULT false;
