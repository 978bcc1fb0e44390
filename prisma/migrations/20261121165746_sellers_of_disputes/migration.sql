-- AlterTable
ALTER TABLE "dispute" ADD COLUMN     "seller_id" TEXT;

-- AlterTable
ALTER TABLE "refund" ADD COLUMN     "seller_id" TEXT;

-- CreateIndex
CREATE INDEX "dispute_seller" ON "dispute"("entity_id", "livemode", "seller_id");

-- CreateIndex
CREATE INDEX "refund_seller" ON "refund"("entity_id", "livemode", "seller_id");

-- ── Whose refunds and disputes are ─────────────────────────────────────────────────────────────────────────────────
-- The only seller of a charge: '' where several or none sold it, null while no settlement has it.
CREATE FUNCTION sole_seller(p_entity text, p_livemode boolean, p_charge text) RETURNS text
LANGUAGE sql STABLE SET search_path = pg_catalog, public AS $$
  SELECT CASE WHEN min(l.seller_id) = max(l.seller_id) THEN min(l.seller_id) ELSE '' END
    FROM settlement s JOIN settlement_line l ON l.settlement_id = s.id AND l.tier_label = ''
   WHERE s.entity_id = p_entity AND s.livemode = p_livemode AND s.charge_id = p_charge AND p_charge <> ''
$$;
REVOKE ALL ON FUNCTION sole_seller(text, boolean, text) FROM PUBLIC;

-- A line that comes may make a sale somebody's alone, or no longer so: the refunds and disputes of its charge say so from then on.
CREATE FUNCTION name_sellers_of_lines() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public AS $$
BEGIN
  WITH sold AS MATERIALIZED (
    SELECT s.entity_id, s.livemode, s.charge_id, sole_seller(s.entity_id, s.livemode, s.charge_id) AS seller_id
      FROM (SELECT DISTINCT settlement_id FROM added) a JOIN settlement s ON s.id = a.settlement_id WHERE s.charge_id <> ''
  ), refunded AS (
    UPDATE refund r SET seller_id = c.seller_id FROM sold c
     WHERE r.entity_id = c.entity_id AND r.livemode = c.livemode AND r.charge_id = c.charge_id AND r.seller_id IS DISTINCT FROM c.seller_id
  )
  UPDATE dispute d SET seller_id = c.seller_id FROM sold c
   WHERE d.entity_id = c.entity_id AND d.livemode = c.livemode AND d.charge_id = c.charge_id AND d.seller_id IS DISTINCT FROM c.seller_id;
  RETURN NULL;
END $$;
CREATE TRIGGER "settlement_line_names_sellers" AFTER INSERT ON "settlement_line" REFERENCING NEW TABLE AS added
  FOR EACH STATEMENT EXECUTE FUNCTION name_sellers_of_lines();

-- What came after its sale was settled, or before this release: some at a time, so that nobody waits for its rows. Says how many.
CREATE FUNCTION name_sellers(p_limit int) RETURNS int
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public AS $$
DECLARE
  refunds int;
  disputes int;
BEGIN
  WITH unnamed AS MATERIALIZED (
    SELECT u.ctid AS place, sole_seller(u.entity_id, u.livemode, u.charge_id) AS seller_id FROM refund u
     WHERE u.entity_id = current_setting('tieout.entity_id', true) AND u.livemode = (current_setting('tieout.livemode', true) = 'on')
       AND u.seller_id IS NULL AND EXISTS (SELECT FROM settlement s WHERE s.entity_id = u.entity_id AND s.livemode = u.livemode AND s.charge_id = u.charge_id AND s.charge_id <> '')
     LIMIT p_limit FOR UPDATE OF u SKIP LOCKED
  )
  UPDATE refund r SET seller_id = n.seller_id FROM unnamed n WHERE r.ctid = n.place AND n.seller_id IS NOT NULL;
  GET DIAGNOSTICS refunds = ROW_COUNT;
  WITH unnamed AS MATERIALIZED (
    SELECT u.ctid AS place, sole_seller(u.entity_id, u.livemode, u.charge_id) AS seller_id FROM dispute u
     WHERE u.entity_id = current_setting('tieout.entity_id', true) AND u.livemode = (current_setting('tieout.livemode', true) = 'on')
       AND u.seller_id IS NULL AND EXISTS (SELECT FROM settlement s WHERE s.entity_id = u.entity_id AND s.livemode = u.livemode AND s.charge_id = u.charge_id AND s.charge_id <> '')
     LIMIT p_limit FOR UPDATE OF u SKIP LOCKED
  )
  UPDATE dispute d SET seller_id = n.seller_id FROM unnamed n WHERE d.ctid = n.place AND n.seller_id IS NOT NULL;
  GET DIAGNOSTICS disputes = ROW_COUNT;
  RETURN refunds + disputes;
END $$;
REVOKE ALL ON FUNCTION name_sellers(int) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION name_sellers(int) TO tieout_app;

-- The seller's own by an index; the function is asked only about rows whose seller nobody has worked out yet.
DO $$
DECLARE
  name text;
  own CONSTANT text := 'entity_id = (SELECT current_setting(''tieout.entity_id'', true)) AND livemode = ((SELECT current_setting(''tieout.livemode'', true)) = ''on'')';
  me CONSTANT text := '(SELECT nullif(current_setting(''tieout.seller_id'', true), ''''))';
  account CONSTANT text := '(SELECT s.stripe_account FROM seller s WHERE s.id = (SELECT current_setting(''tieout.seller_id'', true)))';
BEGIN
  FOREACH name IN ARRAY ARRAY['refund', 'dispute'] LOOP
    EXECUTE format('DROP POLICY seller_own ON %I', name);
    EXECUTE format('CREATE POLICY seller_own ON %I FOR SELECT TO tieout_seller
      USING (%s AND (account = %s OR seller_id = %s OR (seller_id IS NULL AND seller_sold(charge_id))))', name, own, account, me);
  END LOOP;
END $$;

-- A payout that ties adds nothing to a balance: what a seller gets next need not be added up over its whole past.
GRANT SELECT ("is_due") ON "payout_tie_out" TO tieout_seller;
