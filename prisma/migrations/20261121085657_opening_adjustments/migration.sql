-- What the books were opened with is paid and kept back like an adjustment; the opening entry has posted it.
ALTER TABLE "adjustment" DROP CONSTRAINT "adjustment_reason";
ALTER TABLE "adjustment" ADD CONSTRAINT "adjustment_reason"
  CHECK ("reason" IN ('goodwill', 'penalty', 'shipping', 'advertising', 'other', 'write_off', 'opening')
         AND ("reason" <> 'write_off' OR "amount_minor" > 0));
