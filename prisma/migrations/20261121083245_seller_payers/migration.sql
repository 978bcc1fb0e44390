-- AlterTable
ALTER TABLE "seller" ADD COLUMN     "fees_payer" TEXT NOT NULL DEFAULT '',
ADD COLUMN     "losses_payer" TEXT NOT NULL DEFAULT '';
