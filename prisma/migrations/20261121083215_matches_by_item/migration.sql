-- What people decide about, and what the engine looks at anew, by its items; matches by name are found by their items' own column.
CREATE INDEX "match_expected" ON "match" USING gin ("expected_ids") WHERE "rule" <> 'key';
CREATE INDEX "match_observed" ON "match" USING gin ("observed_ids") WHERE "rule" <> 'key';
CREATE INDEX "variance_happened" ON "variance" ("entity_id", "livemode", "happened_on") WHERE "state" IN ('open', 'in_progress');
