-- Two workers that score the same week write it once.
CREATE UNIQUE INDEX "health_score_once" ON "health_score" ("entity_id", "livemode", "seller_id", "on_day") WHERE "cause" <> 'event';
