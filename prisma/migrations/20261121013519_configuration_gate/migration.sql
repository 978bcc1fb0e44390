-- AlterTable
ALTER TABLE "proposal" ADD COLUMN     "approvals_at_least" INTEGER NOT NULL DEFAULT 0,
ADD COLUMN     "approvals_reason" TEXT NOT NULL DEFAULT '',
ADD COLUMN     "shaped_by" TEXT[] DEFAULT ARRAY[]::TEXT[];

-- Configuration moves no money by itself; what goes to Stripe always does.
ALTER TABLE "proposal" DROP CONSTRAINT "proposal_amount_positive";
ALTER TABLE "proposal" ADD CONSTRAINT "proposal_amount_positive"
  CHECK ("amount_minor" > 0 OR ("amount_minor" = 0 AND "kind" NOT LIKE 'transfer.%'));
