-- AlterTable
ALTER TABLE "seller_hold" ADD COLUMN     "seller_must" TEXT NOT NULL DEFAULT '';

-- CreateIndex
CREATE INDEX "ticket_link_object" ON "ticket_link"("entity_id", "livemode", "object_kind", "object_id");

-- The seller reads what it must do, and nothing of why: what is suspected stays here.
GRANT SELECT ("seller_must") ON "seller_hold" TO tieout_seller;
