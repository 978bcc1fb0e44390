-- AlterTable
ALTER TABLE "contract_version" ADD COLUMN     "debit_delay_days" INTEGER NOT NULL DEFAULT 0,
ADD COLUMN     "fx_bearer" TEXT NOT NULL DEFAULT 'platform';

ALTER TABLE "contract_version" ADD CONSTRAINT "contract_version_fx_bearer" CHECK ("fx_bearer" IN ('platform', 'seller', 'shared'));
ALTER TABLE "contract_version" ADD CONSTRAINT "contract_version_debit_delay" CHECK ("debit_delay_days" >= 0);
