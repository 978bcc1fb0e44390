-- AlterTable
ALTER TABLE "payout" ADD COLUMN     "destination_id" TEXT NOT NULL DEFAULT '',
ADD COLUMN     "original_payout_id" TEXT NOT NULL DEFAULT '',
ADD COLUMN     "reversed_by_id" TEXT NOT NULL DEFAULT '',
ADD COLUMN     "trace_id" TEXT NOT NULL DEFAULT '',
ADD COLUMN     "trace_status" TEXT NOT NULL DEFAULT '';

-- AlterTable
ALTER TABLE "payout_tie_out" ADD COLUMN     "is_over" BOOLEAN NOT NULL DEFAULT false,
ADD COLUMN     "payout_status" TEXT NOT NULL DEFAULT '';

-- CreateIndex
CREATE INDEX "payout_trace" ON "payout"("entity_id", "livemode", "trace_id");

-- CreateIndex
CREATE INDEX "payout_by_id" ON "payout"("entity_id", "livemode", "id");

-- A payout may never arrive: those on their way are few, and looked at every day.
CREATE INDEX "payout_tie_out_on_its_way" ON "payout_tie_out" ("entity_id", "livemode", "arrival_at") WHERE "payout_status" IN ('pending', 'in_transit');
CREATE INDEX "payout_tie_out_over" ON "payout_tie_out" ("entity_id", "livemode", "created_at" DESC) WHERE "is_over";

-- What payouts that were mirrored before say in the object as Stripe sent it.
UPDATE "payout" SET "trace_id" = coalesce(raw::jsonb #>> '{trace_id,value}', ''), "trace_status" = coalesce(raw::jsonb #>> '{trace_id,status}', ''),
  "destination_id" = coalesce(raw::jsonb ->> 'destination', ''), "original_payout_id" = coalesce(raw::jsonb ->> 'original_payout', ''),
  "reversed_by_id" = coalesce(raw::jsonb ->> 'reversed_by', '');
UPDATE "payout_tie_out" SET "is_due" = true;
