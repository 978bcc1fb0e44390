-- The best passages for these words, best first. A word counts by how rare it is and where it stands; a word that a very great many have
-- is not looked for by itself; when every word is that common, the newest that have all of them are compared, else those that have any.
-- No weight is asked for in the index's question, because the index does not know weights: every row would be read to look at them.
-- How common a word is, one look at a few hundred passages tells for all words at once; only of the others the passages are counted.
CREATE OR REPLACE FUNCTION passage_find(p_stems text[], p_words text[], p_of_tickets boolean, p_max int, OUT id bigint, OUT score float8, OUT matched int)
RETURNS SETOF record
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, public SET jit = off SET plan_cache_mode = force_custom_plan
  SET enable_seqscan = on SET enable_indexscan = on AS $$
DECLARE
  -- How many passages of a word are counted at most; how many are looked at first; how many are compared.
  c_many CONSTANT int := 1000;
  c_sample CONSTANT int := 300;
  v_compared int := 3000;
  v_entity text := current_setting('tieout.entity_id', true);
  v_live boolean := current_setting('tieout.livemode', true) = 'on';
  v_lane text := CASE WHEN p_of_tickets THEN 'p.kind = ''ticket''' ELSE 'p.kind <> ''ticket''' END
    || CASE current_setting('role') WHEN 'tieout_seller' THEN ' AND p.audience <> ''console''' ELSE '' END;
  -- The index of sources has documents before tickets, and the newest tickets last.
  v_order text := CASE WHEN p_of_tickets THEN 'p.kind DESC, p.source_id DESC, p.position DESC' ELSE 'p.kind, p.source_id, p.position' END;
  v_queries tsquery[] := '{}';
  v_found tsquery[] := '{}';
  v_weights float8[] := '{}';
  v_shares int[];
  v_rare tsquery;
  v_all tsquery;
  v_any tsquery;
  v_query tsquery;
  v_count bigint;
  v_total bigint;
  v_reached bigint := 0;
  v_near text;
BEGIN
  EXECUTE format('SELECT count(*) FROM (SELECT FROM passage p WHERE %s AND p.entity_id = $1 AND p.livemode = $2 LIMIT $3) s', v_lane)
    INTO v_total USING v_entity, v_live, c_many * 10;
  FOR i IN 1 .. coalesce(array_length(p_stems, 1), 0) LOOP
    v_query := passage_lexeme(p_stems[i])::tsquery;
    IF p_words[i] <> p_stems[i] THEN v_query := v_query || passage_lexeme(p_words[i])::tsquery; END IF;
    v_queries := v_queries || v_query;
  END LOOP;
  IF v_total > c_many THEN
    EXECUTE format($q$
      WITH newest AS MATERIALIZED (
        SELECT p.search || ''::tsvector AS search FROM passage p
         WHERE %s AND p.entity_id = $1 AND p.livemode = $2 ORDER BY %s LIMIT $3)
      SELECT array_agg((SELECT count(*) FROM newest n WHERE n.search @@ t.query)::int ORDER BY t.place)
        FROM unnest($4::tsquery[]) WITH ORDINALITY t(query, place) $q$, v_lane, v_order)
      INTO v_shares USING v_entity, v_live, c_sample, v_queries;
  END IF;
  FOR i IN 1 .. coalesce(array_length(v_queries, 1), 0) LOOP
    v_query := v_queries[i];
    v_count := coalesce(v_shares[i], 0) * v_total / c_sample;
    IF v_count < c_many * 3 / 2 THEN
      EXECUTE format('SELECT count(*) FROM (SELECT FROM passage p WHERE %s AND p.search @@ $1 LIMIT $2) s', v_lane)
        INTO v_count USING v_query, c_many;
    END IF;
    CONTINUE WHEN v_count = 0;
    v_found := v_found || v_query;
    v_weights := v_weights || (0.1 + ln((least(v_total, c_many) + 1)::float8 / least(v_count, c_many, v_total + 1)));
    v_all := CASE WHEN v_all IS NULL THEN v_query ELSE v_all && v_query END;
    v_any := CASE WHEN v_any IS NULL THEN v_query ELSE v_any || v_query END;
    IF v_count < c_many THEN
      v_rare := CASE WHEN v_rare IS NULL THEN v_query ELSE v_rare || v_query END;
      v_reached := v_reached + v_count;
    END IF;
  END LOOP;
  IF v_all IS NULL THEN RETURN; END IF;
  IF v_rare IS NULL THEN
    v_compared := c_many;
    -- How many have all of them nobody can estimate: the index says it without unpacking a row.
    PERFORM set_config('enable_seqscan', 'off', true), set_config('enable_indexscan', 'off', true);
    EXECUTE format('SELECT count(*) FROM (SELECT FROM passage p WHERE %s AND p.search @@ $1 LIMIT $2) s', v_lane)
      INTO v_count USING v_all, c_many;
    v_rare := CASE v_count WHEN 0 THEN v_any ELSE v_all END;
    IF v_count = 0 OR v_count = c_many THEN
      PERFORM set_config('enable_seqscan', 'on', true), set_config('enable_indexscan', 'on', true);
    END IF;
  END IF;
  v_near := format('FROM passage p WHERE %s AND p.search @@ $1 AND p.entity_id = $2 AND p.livemode = $3
      AND passage_is_shown(p.kind, p.audience, p.seller_id)', v_lane);
  -- Which are the newest is found out before they are unpacked, unless all of them are compared.
  IF v_reached = 0 OR v_reached > v_compared THEN
    v_near := format('FROM (SELECT p.id %s ORDER BY p.id DESC LIMIT $4) w JOIN passage p ON p.id = w.id', v_near);
  END IF;
  RETURN QUERY EXECUTE format($q$
    -- Joined to nothing, a vector is unpacked once instead of once per word.
    WITH near AS MATERIALIZED (SELECT p.id, p.kind, p.title, p.position, p.search || ''::tsvector AS search %s)
    SELECT n.id, r.score * CASE n.kind WHEN 'policy' THEN 1.2 WHEN 'help' THEN 1.0 ELSE 0.8 END * (0.4 + 0.6 * r.matched / $6), r.matched
      FROM near n, LATERAL (
        SELECT sum(t.weight * ts_rank('{0.1,0.4,0.7,1.0}', n.search, t.query)) AS score, count(*)::int AS matched
          FROM unnest($5::tsquery[], $7::float8[]) t(query, weight) WHERE n.search @@ t.query) r
     ORDER BY 2 DESC, 3 DESC, n.title, n.position, n.id LIMIT $8 $q$, v_near)
    USING v_rare, v_entity, v_live, v_compared, v_found, array_length(v_found, 1), v_weights, p_max;
END $$;
