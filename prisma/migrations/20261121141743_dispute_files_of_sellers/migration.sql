-- Sellers write nothing under their own role, and see of the documents only those their own people brought: what we add may name others.
DROP POLICY seller_adds ON "dispute_file";
DROP POLICY seller_own ON "dispute_file";
REVOKE ALL ON "dispute_file" FROM tieout_seller;
DO $$
DECLARE
  own CONSTANT text := 'entity_id = (SELECT current_setting(''tieout.entity_id'', true)) AND livemode = ((SELECT current_setting(''tieout.livemode'', true)) = ''on'')';
BEGIN
  EXECUTE format('CREATE POLICY seller_own ON "dispute_file" FOR SELECT TO tieout_seller USING (%s AND seller_id <> %L
    AND seller_id = (SELECT current_setting(%L, true)) AND EXISTS (SELECT FROM person p WHERE p.id = added_by))', own, '', 'tieout.seller_id');
END $$;
GRANT SELECT ("id", "entity_id", "livemode", "dispute_id", "seller_id", "name", "size_bytes", "added_by", "added_at", "removed_at")
  ON "dispute_file" TO tieout_seller;
