-- From which day on the order system shows refunds is asked by every run.
CREATE INDEX "seller_record_refund" ON "seller_record" ("entity_id", "livemode", "happened_on") WHERE "kind" = 'refund';

-- Refunds of orders and files that were read before they were matched: everything is read once more, which changes nothing else.
DELETE FROM match_feed m WHERE m.source = 'settlements' OR EXISTS (SELECT FROM seller_record_file f WHERE f.id = m.source);
