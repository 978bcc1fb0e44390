-- A seller has thousands of shares and hardly one that is carried: only those are looked for.
DROP INDEX "settlement_share_carry";
CREATE INDEX "settlement_share_carry" ON "settlement_share" ("entity_id", "livemode", "seller_id", "currency") WHERE "carry_minor" > 0;
