-- AlterTable
ALTER TABLE "match" ADD COLUMN     "book_turns" INTEGER NOT NULL DEFAULT 0;

-- What people decide about, and what the engine looks at anew, by its items; matches by name are found by their items' own column.
CREATE INDEX "match_expected" ON "match" USING gin ("expected_ids") WHERE "rule" <> 'key';
CREATE INDEX "match_observed" ON "match" USING gin ("observed_ids") WHERE "rule" <> 'key';
CREATE INDEX "variance_happened" ON "variance" ("entity_id", "livemode", "happened_on") WHERE "state" IN ('open', 'in_progress');
-- Bank matches that the books do not follow yet.
CREATE INDEX "match_to_book" ON "match" ("entity_id", "livemode", "id") WHERE "domain" = 'bank' AND ("state" = 'live') <> ("book_turns" % 2 = 1);
