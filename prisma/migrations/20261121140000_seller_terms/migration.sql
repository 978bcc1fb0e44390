-- What was agreed with a seller: its own contract and the one for everybody, without whom else it pays and what was said about it.
DO $$
DECLARE
  me CONSTANT text := '(SELECT current_setting(''tieout.seller_id'', true))';
  entity CONSTANT text := 'entity_id = (SELECT current_setting(''tieout.entity_id'', true))';
BEGIN
  EXECUTE format('CREATE POLICY seller_own ON "contract" FOR SELECT TO tieout_seller USING (%s
    AND livemode = ((SELECT current_setting(''tieout.livemode'', true)) = ''on'') AND seller_id IN (%s, ''''))', entity, me);
  EXECUTE format('CREATE POLICY seller_own ON "contract_version" FOR SELECT TO tieout_seller USING (%s
    AND EXISTS (SELECT FROM contract c WHERE c.id = contract_version.contract_id))', entity);
  EXECUTE format('CREATE POLICY seller_own ON "commission_rule" FOR SELECT TO tieout_seller USING (%s AND seller_id IN (%s, '''')
    AND EXISTS (SELECT FROM contract_version v WHERE v.id = commission_rule.contract_version_id))', entity, me);
END $$;
GRANT SELECT ("id", "entity_id", "livemode", "seller_id", "name") ON "contract" TO tieout_seller;
GRANT SELECT ("id", "entity_id", "contract_id", "version", "effective_on", "fee_bearer", "commission_base", "is_shipping_charged", "is_tip_charged",
  "commission_on_refund", "hold_days", "reserve_bps", "reserve_days") ON "contract_version" TO tieout_seller;
GRANT SELECT ON "commission_rule" TO tieout_seller;
