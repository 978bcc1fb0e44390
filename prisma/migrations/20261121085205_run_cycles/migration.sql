-- AlterTable
ALTER TABLE "contract_version" ADD COLUMN     "run_cycle" TEXT NOT NULL DEFAULT 'none';

-- AlterTable
ALTER TABLE "settlement_run" ADD COLUMN     "cycle" TEXT NOT NULL DEFAULT '';

ALTER TABLE "contract_version" ADD CONSTRAINT "contract_version_run_cycle" CHECK ("run_cycle" IN ('none', 'weekly', 'biweekly', 'monthly'));
ALTER TABLE "settlement_run" ADD CONSTRAINT "settlement_run_cycle" CHECK ("cycle" IN ('', 'weekly', 'biweekly', 'monthly'));
