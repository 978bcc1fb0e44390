-- Tells the planner how much the tables hold now. After the first load they have just been filled, and autovacuum has not
-- come by: without statistics, equal-looking indexes tie and look-ups read hundreds of times what they need.
CREATE FUNCTION refresh_statistics() RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public AS $$
DECLARE
  name text;
BEGIN
  FOR name IN SELECT c.relname FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
               WHERE n.nspname = 'public' AND c.relkind = 'r' AND pg_get_userbyid(c.relowner) = current_user
  LOOP
    EXECUTE format('ANALYZE public.%I', name);
  END LOOP;
END $$;

REVOKE EXECUTE ON FUNCTION refresh_statistics() FROM PUBLIC;
GRANT EXECUTE ON FUNCTION refresh_statistics() TO tieout_app;
