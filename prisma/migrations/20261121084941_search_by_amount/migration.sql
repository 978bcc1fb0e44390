-- CreateIndex
CREATE INDEX "payout_amount" ON "payout"("entity_id", "livemode", "currency", "amount_minor");

-- CreateIndex
CREATE INDEX "proposal_amount" ON "proposal"("entity_id", "livemode", "currency", "amount_minor");

-- CreateIndex
CREATE INDEX "settlement_amount" ON "settlement"("entity_id", "livemode", "currency", "gross_minor");
