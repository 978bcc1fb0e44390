-- CreateTable
CREATE TABLE "saved_view" (
    "id" TEXT NOT NULL,
    "entity_id" TEXT NOT NULL,
    "livemode" BOOLEAN NOT NULL,
    "person_id" TEXT NOT NULL,
    "list" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "search" TEXT NOT NULL,
    "is_shared" BOOLEAN NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "saved_view_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "saved_view_entity_id_livemode_list_idx" ON "saved_view"("entity_id", "livemode", "list");

-- CreateIndex
CREATE UNIQUE INDEX "saved_view_entity_id_livemode_person_id_list_name_key" ON "saved_view"("entity_id", "livemode", "person_id", "list", "name");

-- ── Who sees which rows ────────────────────────────────────────────────────────────────────────────────────────
-- A view is its owner's; shared ones are read by others, never written.
DO $$
DECLARE
  own CONSTANT text := 'entity_id = (SELECT current_setting(''tieout.entity_id'', true)) AND livemode = ((SELECT current_setting(''tieout.livemode'', true)) = ''on'')';
  mine CONSTANT text := own || ' AND person_id = (SELECT current_setting(''tieout.actor'', true))';
BEGIN
  ALTER TABLE "saved_view" ENABLE ROW LEVEL SECURITY;
  ALTER TABLE "saved_view" FORCE ROW LEVEL SECURITY;
  CREATE POLICY owner_all ON "saved_view" TO CURRENT_USER USING (true) WITH CHECK (true);
  EXECUTE format('CREATE POLICY person_own ON "saved_view" TO tieout_app USING (%s) WITH CHECK (%s)', mine, mine);
  EXECUTE format('CREATE POLICY shared_read ON "saved_view" FOR SELECT TO tieout_app USING (%s AND is_shared)', own);
END $$;
GRANT SELECT, INSERT, DELETE ON "saved_view" TO tieout_app;
GRANT UPDATE ("search", "is_shared") ON "saved_view" TO tieout_app;
