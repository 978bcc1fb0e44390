-- CreateIndex
CREATE INDEX "dispute_by_id" ON "dispute"("entity_id", "livemode", "id");

-- CreateIndex
CREATE INDEX "dispute_status" ON "dispute"("entity_id", "livemode", "status");
