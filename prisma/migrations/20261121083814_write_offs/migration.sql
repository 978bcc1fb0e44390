-- A debt that is given up is an adjustment in the seller's favour that only nets what is owed.
ALTER TABLE "adjustment" DROP CONSTRAINT "adjustment_reason";
ALTER TABLE "adjustment" ADD CONSTRAINT "adjustment_reason"
  CHECK ("reason" IN ('goodwill', 'penalty', 'shipping', 'advertising', 'other', 'write_off')
         AND ("reason" <> 'write_off' OR "amount_minor" > 0));
