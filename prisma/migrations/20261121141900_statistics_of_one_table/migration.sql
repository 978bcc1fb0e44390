-- As refresh_statistics(), of one table: whoever has just filled it cannot wait until autovacuum comes by.
CREATE FUNCTION refresh_statistics_of(p_table text) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public AS $$
BEGIN
  EXECUTE format('ANALYZE public.%I', p_table);
END $$;

REVOKE EXECUTE ON FUNCTION refresh_statistics_of(text) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION refresh_statistics_of(text) TO tieout_app;
