-- Refunds and disputes on a seller's own account are noted as that seller's too, so that one column finds all of a seller's: with the
-- account as another way in, the planner reads every row.
CREATE FUNCTION seller_of(p_entity text, p_livemode boolean, p_account text, p_charge text) RETURNS text
LANGUAGE sql STABLE SET search_path = pg_catalog, public AS $$
  SELECT coalesce((SELECT s.id FROM seller s WHERE s.entity_id = p_entity AND s.livemode = p_livemode AND s.stripe_account = p_account),
                  sole_seller(p_entity, p_livemode, p_charge))
$$;
REVOKE ALL ON FUNCTION seller_of(text, boolean, text, text) FROM PUBLIC;

CREATE OR REPLACE FUNCTION name_sellers_of_lines() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public AS $$
BEGIN
  WITH sold AS MATERIALIZED (
    SELECT DISTINCT s.entity_id, s.livemode, s.charge_id FROM added a JOIN settlement s ON s.id = a.settlement_id WHERE s.charge_id <> ''
  ), named AS MATERIALIZED (
    SELECT r.ctid AS place, r.seller_id AS was, seller_of(r.entity_id, r.livemode, r.account, r.charge_id) AS seller_id
      FROM sold c JOIN refund r ON r.entity_id = c.entity_id AND r.livemode = c.livemode AND r.charge_id = c.charge_id
  )
  UPDATE refund r SET seller_id = n.seller_id FROM named n WHERE r.ctid = n.place AND n.was IS DISTINCT FROM n.seller_id;
  WITH sold AS MATERIALIZED (
    SELECT DISTINCT s.entity_id, s.livemode, s.charge_id FROM added a JOIN settlement s ON s.id = a.settlement_id WHERE s.charge_id <> ''
  ), named AS MATERIALIZED (
    SELECT d.ctid AS place, d.seller_id AS was, seller_of(d.entity_id, d.livemode, d.account, d.charge_id) AS seller_id
      FROM sold c JOIN dispute d ON d.entity_id = c.entity_id AND d.livemode = c.livemode AND d.charge_id = c.charge_id
  )
  UPDATE dispute d SET seller_id = n.seller_id FROM named n WHERE d.ctid = n.place AND n.was IS DISTINCT FROM n.seller_id;
  RETURN NULL;
END $$;

CREATE OR REPLACE FUNCTION name_sellers(p_limit int) RETURNS int
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public AS $$
DECLARE
  refunds int;
  disputes int;
  v_entity CONSTANT text := current_setting('tieout.entity_id', true);
  v_livemode CONSTANT boolean := current_setting('tieout.livemode', true) = 'on';
BEGIN
  WITH unnamed AS MATERIALIZED (
    SELECT u.ctid AS place, seller_of(v_entity, v_livemode, u.account, u.charge_id) AS seller_id FROM refund u
     WHERE u.entity_id = v_entity AND u.livemode = v_livemode AND u.seller_id IS NULL
       AND (EXISTS (SELECT FROM settlement s WHERE s.entity_id = v_entity AND s.livemode = v_livemode AND s.charge_id = u.charge_id AND u.charge_id <> '')
         OR EXISTS (SELECT FROM seller s WHERE s.entity_id = v_entity AND s.livemode = v_livemode AND s.stripe_account = u.account))
     LIMIT p_limit FOR UPDATE OF u SKIP LOCKED
  )
  UPDATE refund r SET seller_id = n.seller_id FROM unnamed n WHERE r.ctid = n.place AND n.seller_id IS NOT NULL;
  GET DIAGNOSTICS refunds = ROW_COUNT;
  WITH unnamed AS MATERIALIZED (
    SELECT u.ctid AS place, seller_of(v_entity, v_livemode, u.account, u.charge_id) AS seller_id FROM dispute u
     WHERE u.entity_id = v_entity AND u.livemode = v_livemode AND u.seller_id IS NULL
       AND (EXISTS (SELECT FROM settlement s WHERE s.entity_id = v_entity AND s.livemode = v_livemode AND s.charge_id = u.charge_id AND u.charge_id <> '')
         OR EXISTS (SELECT FROM seller s WHERE s.entity_id = v_entity AND s.livemode = v_livemode AND s.stripe_account = u.account))
     LIMIT p_limit FOR UPDATE OF u SKIP LOCKED
  )
  UPDATE dispute d SET seller_id = n.seller_id FROM unnamed n WHERE d.ctid = n.place AND n.seller_id IS NOT NULL;
  GET DIAGNOSTICS disputes = ROW_COUNT;
  RETURN refunds + disputes;
END $$;

-- What was noted of rows on sellers' own accounts before is worked out again.
UPDATE refund r SET seller_id = NULL FROM seller s
 WHERE s.entity_id = r.entity_id AND s.livemode = r.livemode AND s.stripe_account = r.account AND r.seller_id IS NOT NULL AND r.seller_id <> s.id;
UPDATE dispute d SET seller_id = NULL FROM seller s
 WHERE s.entity_id = d.entity_id AND s.livemode = d.livemode AND s.stripe_account = d.account AND d.seller_id IS NOT NULL AND d.seller_id <> s.id;

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
      USING (%s AND (seller_id = %s OR (seller_id IS NULL AND (account = %s OR seller_sold(charge_id)))))', name, own, me, account);
  END LOOP;
END $$;
