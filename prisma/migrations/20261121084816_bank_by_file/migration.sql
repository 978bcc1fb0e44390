-- CreateIndex
CREATE INDEX "bank_line_list" ON "bank_line"("entity_id", "livemode", "booked_on" DESC, "id" DESC);

-- CreateIndex
CREATE INDEX "bank_line_file" ON "bank_line"("file_id");

-- CreateIndex
CREATE INDEX "seller_record_file_lines" ON "seller_record"("file_id");
