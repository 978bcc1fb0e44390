-- A seller who asks about figures asks under tieout_seller: the rows are bounded here, whatever the statement says. Days without
-- their sellers (analytics_total) are nobody's own, so that role does not read them.
DO $$
DECLARE
  name text;
  own CONSTANT text := 'entity_id = (SELECT current_setting(''tieout.entity_id'', true)) AND livemode = ((SELECT current_setting(''tieout.livemode'', true)) = ''on'')'
    || ' AND seller_id = (SELECT current_setting(''tieout.seller_id'', true))';
BEGIN
  FOREACH name IN ARRAY ARRAY['analytics_day', 'analytics_month', 'adjustment'] LOOP
    EXECUTE format('CREATE POLICY seller_own ON %I FOR SELECT TO tieout_seller USING (%s)', name, own);
  END LOOP;
END $$;
GRANT SELECT ON "analytics_day", "analytics_month" TO tieout_seller;
GRANT SELECT ("id", "entity_id", "livemode", "seller_id", "currency", "open_minor", "posted_at") ON "adjustment" TO tieout_seller;

-- Rates are the marketplace's: a converted amount needs them.
CREATE POLICY seller_scope ON "fx_rate" FOR SELECT TO tieout_seller USING (entity_id = (SELECT current_setting('tieout.entity_id', true)));
GRANT SELECT ON "fx_rate" TO tieout_seller;
