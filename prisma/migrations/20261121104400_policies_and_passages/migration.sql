-- CreateTable
CREATE TABLE "policy_document" (
    "id" TEXT NOT NULL,
    "entity_id" TEXT NOT NULL,
    "livemode" BOOLEAN NOT NULL,
    "slug" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "title" TEXT NOT NULL,
    "audience" TEXT NOT NULL,
    "origin" TEXT NOT NULL,
    "version" INTEGER NOT NULL,
    "withdrawn_at" TIMESTAMPTZ(3),
    "withdrawn_by" TEXT NOT NULL DEFAULT '',
    "withdrawn_why" TEXT NOT NULL DEFAULT '',
    "created_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "policy_document_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "policy_text" (
    "document_id" TEXT NOT NULL,
    "version" INTEGER NOT NULL,
    "entity_id" TEXT NOT NULL,
    "livemode" BOOLEAN NOT NULL,
    "title" TEXT NOT NULL,
    "audience" TEXT NOT NULL,
    "body" TEXT NOT NULL,
    "hash" TEXT NOT NULL,
    "byte_count" INTEGER NOT NULL,
    "file_name" TEXT NOT NULL,
    "added_by" TEXT NOT NULL,
    "added_at" TIMESTAMPTZ(3) NOT NULL,
    "note" TEXT NOT NULL DEFAULT '',

    CONSTRAINT "policy_text_pkey" PRIMARY KEY ("document_id","version")
);

-- CreateTable
CREATE TABLE "passage" (
    "id" BIGSERIAL NOT NULL,
    "entity_id" TEXT NOT NULL,
    "livemode" BOOLEAN NOT NULL,
    "kind" TEXT NOT NULL,
    "source_id" TEXT NOT NULL,
    "position" INTEGER NOT NULL,
    "title" TEXT NOT NULL,
    "heading" TEXT NOT NULL,
    "body" TEXT NOT NULL,
    "href" TEXT NOT NULL,
    "audience" TEXT NOT NULL,
    "seller_id" TEXT NOT NULL DEFAULT '',
    "permission" TEXT NOT NULL,
    "hash" TEXT NOT NULL,
    "search" tsvector NOT NULL,

    CONSTRAINT "passage_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "passage_word" (
    "entity_id" TEXT NOT NULL,
    "livemode" BOOLEAN NOT NULL,
    "source_id" TEXT NOT NULL,
    "word" TEXT NOT NULL,
    "audience" TEXT NOT NULL,

    CONSTRAINT "passage_word_pkey" PRIMARY KEY ("entity_id","livemode","source_id","word")
);

-- CreateTable
CREATE TABLE "passage_vector" (
    "passage_id" BIGINT NOT NULL,
    "model" TEXT NOT NULL,
    "entity_id" TEXT NOT NULL,
    "livemode" BOOLEAN NOT NULL,
    "hash" TEXT NOT NULL,
    "sealed" BYTEA NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "passage_vector_pkey" PRIMARY KEY ("passage_id","model")
);

-- CreateTable
CREATE TABLE "retrieval_state" (
    "entity_id" TEXT NOT NULL,
    "livemode" BOOLEAN NOT NULL,
    "work" TEXT NOT NULL,
    "cursor" BIGINT NOT NULL DEFAULT 0,
    "state" TEXT NOT NULL DEFAULT 'idle',
    "done" INTEGER NOT NULL DEFAULT 0,
    "total" INTEGER NOT NULL DEFAULT 0,
    "error" TEXT NOT NULL DEFAULT '',
    "updated_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "retrieval_state_pkey" PRIMARY KEY ("entity_id","livemode","work")
);

-- CreateIndex
CREATE INDEX "policy_document_list" ON "policy_document"("entity_id", "livemode", "kind", "title", "id");

-- CreateIndex
CREATE UNIQUE INDEX "policy_document_entity_id_livemode_slug_key" ON "policy_document"("entity_id", "livemode", "slug");

-- CreateIndex
CREATE INDEX "policy_text_same" ON "policy_text"("entity_id", "livemode", "hash");

-- CreateIndex
CREATE UNIQUE INDEX "passage_entity_id_livemode_kind_source_id_position_key" ON "passage"("entity_id", "livemode", "kind", "source_id", "position");

-- CreateIndex
CREATE INDEX "passage_vector_entity_id_livemode_model_idx" ON "passage_vector"("entity_id", "livemode", "model");

-- AddForeignKey
ALTER TABLE "policy_text" ADD CONSTRAINT "policy_text_document_id_fkey" FOREIGN KEY ("document_id") REFERENCES "policy_document"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "passage_vector" ADD CONSTRAINT "passage_vector_passage_id_fkey" FOREIGN KEY ("passage_id") REFERENCES "passage"("id") ON DELETE CASCADE ON UPDATE CASCADE;

ALTER TABLE "policy_document" ADD CONSTRAINT "policy_document_known" CHECK ("kind" IN ('policy', 'help')
  AND "audience" IN ('public', 'console') AND "origin" IN ('product', 'upload') AND "version" > 0
  AND "slug" ~ '^[a-z0-9]+(-[a-z0-9]+)*$');
ALTER TABLE "policy_text" ADD CONSTRAINT "policy_text_size" CHECK (octet_length("body") <= 1048576);
ALTER TABLE "passage" ADD CONSTRAINT "passage_known" CHECK ("kind" IN ('policy', 'help', 'ticket')
  AND "audience" IN ('public', 'seller', 'console') AND ("audience" <> 'seller' OR "seller_id" <> '')
  AND ("kind" <> 'ticket' OR ("audience" <> 'public' AND "permission" = 'tickets.read')) AND "href" ~ '^/[^/]');
ALTER TABLE "passage_word" ADD CONSTRAINT "passage_word_known" CHECK ("audience" IN ('public', 'console'));
ALTER TABLE "retrieval_state" ADD CONSTRAINT "retrieval_state_known" CHECK ("state" IN ('idle', 'running', 'stopped', 'failed'));

-- Documents are few and tickets many: each is looked for in an index of its own.
CREATE INDEX "passage_search_documents" ON "passage" USING gin ("search") WHERE "kind" <> 'ticket';
CREATE INDEX "passage_search_tickets" ON "passage" USING gin ("search") WHERE "kind" = 'ticket';

-- Likeness of words comes with pg_trgm, which an owner who may create in the database may add. Without it nothing is corrected.
DO $$ BEGIN
  CREATE EXTENSION IF NOT EXISTS pg_trgm;
EXCEPTION WHEN insufficient_privilege OR undefined_file OR feature_not_supported THEN
  RAISE NOTICE 'pg_trgm is not available: mistyped words are not corrected';
END $$;
DO $$ BEGIN
  IF EXISTS (SELECT FROM pg_extension WHERE extname = 'pg_trgm') THEN
    EXECUTE 'CREATE INDEX "passage_word_like" ON "passage_word" USING gin ("word" gin_trgm_ops) WHERE "word" <> ''''';
  END IF;
END $$;

CREATE TRIGGER policy_text_append_only BEFORE UPDATE OR DELETE ON "policy_text" FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER policy_text_no_truncate BEFORE TRUNCATE ON "policy_text" FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

-- ── Who sees which rows, and what the application may do ──────────────────────────────────────────────────────
DO $$
DECLARE
  name text;
  own text := 'entity_id = (SELECT current_setting(''tieout.entity_id'', true)) AND livemode = ((SELECT current_setting(''tieout.livemode'', true)) = ''on'')';
BEGIN
  FOREACH name IN ARRAY ARRAY['policy_document', 'policy_text', 'passage', 'passage_word', 'passage_vector', 'retrieval_state'] LOOP
    EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', name);
    EXECUTE format('ALTER TABLE %I FORCE ROW LEVEL SECURITY', name);
    EXECUTE format('CREATE POLICY owner_all ON %I TO CURRENT_USER USING (true) WITH CHECK (true)', name);
    EXECUTE format('CREATE POLICY app_scope ON %I TO tieout_app USING (%s) WITH CHECK (%s)', name, own, own);
    EXECUTE format('GRANT SELECT, INSERT ON %I TO tieout_app', name);
  END LOOP;
  EXECUTE format('CREATE POLICY seller_own ON "passage" FOR SELECT TO tieout_seller USING (%s AND (audience = ''public''
    OR (audience = ''seller'' AND seller_id = (SELECT current_setting(''tieout.seller_id'', true)))))', own);
  EXECUTE format('CREATE POLICY analyst_documents ON "passage" FOR SELECT TO tieout_analyst USING (%s AND kind <> ''ticket'')', own);
END $$;
GRANT UPDATE ("title", "audience", "origin", "version", "withdrawn_at", "withdrawn_by", "withdrawn_why") ON "policy_document" TO tieout_app;
GRANT UPDATE, DELETE ON "passage" TO tieout_app;
GRANT USAGE ON SEQUENCE "passage_id_seq" TO tieout_app;
GRANT DELETE ON "passage_word" TO tieout_app;
GRANT UPDATE ("hash", "sealed", "at"), DELETE ON "passage_vector" TO tieout_app;
GRANT UPDATE ("cursor", "state", "done", "total", "error", "updated_at") ON "retrieval_state" TO tieout_app;
GRANT SELECT ON "passage" TO tieout_seller, tieout_analyst;

-- ── Finding ───────────────────────────────────────────────────────────────────────────────────────────────────
-- These run as the owner, because row security would keep the planner from using an index of words. They ask the same question as
-- row security themselves, give out ids and scores alone, and whoever reads the rows of those ids is asked by row security again.

-- Whether the role this transaction runs under may see such a passage.
CREATE FUNCTION passage_is_shown(p_kind text, p_audience text, p_seller text) RETURNS boolean LANGUAGE sql STABLE AS $$
  SELECT CASE current_setting('role')
    WHEN 'tieout_app' THEN true
    WHEN 'tieout_analyst' THEN p_kind <> 'ticket'
    WHEN 'tieout_seller' THEN p_audience = 'public' OR (p_audience = 'seller' AND p_seller <> '' AND p_seller = current_setting('tieout.seller_id', true))
    ELSE false END
$$;

CREATE FUNCTION passage_lexeme(p_text text) RETURNS text LANGUAGE sql IMMUTABLE AS $$
  SELECT '''' || replace(replace(p_text, '\', '\\'), '''', '''''') || ''''
$$;

-- The words of a question in order, at most twelve, each with its stem; and for a word that no passage has, the words of documents that
-- look like it, with theirs. Words that every text has are left out, unless there are no others.
CREATE FUNCTION passage_terms(p_words text, OUT word text, OUT stem text, OUT likes text[], OUT like_stems text[]) RETURNS SETOF record
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, public SET pg_trgm.similarity_threshold = 0.2 AS $$
DECLARE
  v_entity text := current_setting('tieout.entity_id', true);
  v_live boolean := current_setting('tieout.livemode', true) = 'on';
  v_corrects boolean := EXISTS (SELECT FROM pg_extension WHERE extname = 'pg_trgm');
  v_row record;
BEGIN
  FOR v_row IN
    WITH said AS (
      SELECT t.lexeme AS w, t.positions[1] AS place, (tsvector_to_array(to_tsvector('english', t.lexeme)))[1] AS s
        FROM unnest(to_tsvector('simple', left(p_words, 2000))) t WHERE length(t.lexeme) <= 60)
    SELECT w, coalesce(s, w) AS s FROM said
     WHERE s IS NOT NULL OR NOT EXISTS (SELECT FROM said WHERE said.s IS NOT NULL)
     ORDER BY place, w LIMIT 12
  LOOP
    word := v_row.w; stem := v_row.s; likes := '{}'; like_stems := '{}';
    IF v_corrects AND length(word) > 3 AND word !~ '[0-9]' AND NOT EXISTS (
      SELECT FROM passage p WHERE p.kind <> 'ticket' AND p.search @@ passage_lexeme(stem)::tsquery AND p.entity_id = v_entity
        AND p.livemode = v_live AND passage_is_shown(p.kind, p.audience, p.seller_id))
      AND NOT EXISTS (
      SELECT FROM passage p WHERE p.kind = 'ticket' AND p.search @@ passage_lexeme(stem)::tsquery AND p.entity_id = v_entity
        AND p.livemode = v_live AND passage_is_shown(p.kind, p.audience, p.seller_id))
    THEN
      SELECT coalesce(array_agg(n.w ORDER BY n.alike DESC, n.w), '{}'),
             coalesce(array_agg(coalesce((tsvector_to_array(to_tsvector('english', n.w)))[1], n.w) ORDER BY n.alike DESC, n.w), '{}')
        INTO likes, like_stems
        FROM (SELECT v.word AS w, similarity(v.word, v_row.w) AS alike FROM passage_word v
               WHERE v.word <> '' AND v.word % v_row.w AND v.entity_id = v_entity AND v.livemode = v_live
                 AND passage_is_shown('policy', v.audience, '')
               GROUP BY v.word ORDER BY 2 DESC, 1 LIMIT 20) n;
    END IF;
    RETURN NEXT;
  END LOOP;
END $$;

-- The best passages for these stems, best first. A word counts by how rare it is and where it stands; a word that a very great many have
-- is not looked for by itself, so that no question reads them all.
CREATE FUNCTION passage_find(p_stems text[], p_words text[], p_of_tickets boolean, p_max int, OUT id bigint, OUT score float8, OUT matched int)
RETURNS SETOF record
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, public SET jit = off SET plan_cache_mode = force_custom_plan AS $$
DECLARE
  -- How many passages of a word are counted at most, and looked at when every word is that common.
  c_many CONSTANT int := 2000;
  v_entity text := current_setting('tieout.entity_id', true);
  v_live boolean := current_setting('tieout.livemode', true) = 'on';
  v_lane text := CASE WHEN p_of_tickets THEN 'p.kind = ''ticket''' ELSE 'p.kind <> ''ticket''' END;
  v_queries tsquery[] := '{}';
  v_weights float8[] := '{}';
  v_rare tsquery;
  v_all tsquery;
  v_query tsquery;
  v_count bigint;
  v_total bigint;
  v_wanted tsquery;
BEGIN
  EXECUTE format('SELECT count(*) FROM (SELECT FROM passage p WHERE %s AND p.entity_id = $1 AND p.livemode = $2 LIMIT $3) s', v_lane)
    INTO v_total USING v_entity, v_live, c_many;
  FOR i IN 1 .. coalesce(array_length(p_stems, 1), 0) LOOP
    v_query := (passage_lexeme(p_stems[i]) || ' | ' || passage_lexeme(p_words[i]) || ':D')::tsquery;
    EXECUTE format('SELECT count(*) FROM (SELECT FROM passage p WHERE %s AND p.search @@ $1 LIMIT $2) s', v_lane)
      INTO v_count USING v_query, c_many;
    CONTINUE WHEN v_count = 0;
    v_queries := v_queries || v_query;
    v_weights := v_weights || (0.1 + ln((v_total + 1)::float8 / least(v_count, v_total + 1)));
    v_all := CASE WHEN v_all IS NULL THEN v_query ELSE v_all && v_query END;
    IF v_count < c_many THEN v_rare := CASE WHEN v_rare IS NULL THEN v_query ELSE v_rare || v_query END; END IF;
  END LOOP;
  v_wanted := coalesce(v_rare, v_all);
  IF v_wanted IS NULL THEN RETURN; END IF;
  RETURN QUERY EXECUTE format($q$
    WITH near AS MATERIALIZED (
      SELECT p.id, p.kind, p.title, p.position, p.search FROM passage p
       WHERE %s AND p.search @@ $1 AND p.entity_id = $2 AND p.livemode = $3 AND passage_is_shown(p.kind, p.audience, p.seller_id)
       ORDER BY p.id DESC LIMIT $4)
    SELECT n.id, r.score * CASE n.kind WHEN 'policy' THEN 1.2 WHEN 'help' THEN 1.0 ELSE 0.8 END * (0.4 + 0.6 * r.matched / $6), r.matched
      FROM near n, LATERAL (
        SELECT sum(t.weight * ts_rank('{0.1,0.4,0.7,1.0}', n.search, t.query)) AS score, count(*)::int AS matched
          FROM unnest($5::tsquery[], $7::float8[]) t(query, weight) WHERE n.search @@ t.query) r
     ORDER BY 2 DESC, 3 DESC, n.title, n.position, n.id LIMIT $8 $q$, v_lane)
    USING v_wanted, v_entity, v_live, c_many * 4, v_queries, array_length(v_queries, 1), v_weights, p_max;
END $$;

REVOKE ALL ON FUNCTION passage_terms(text), passage_find(text[], text[], boolean, int) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION passage_terms(text), passage_find(text[], text[], boolean, int) TO tieout_app, tieout_seller, tieout_analyst;
