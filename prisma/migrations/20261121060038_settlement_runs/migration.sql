-- CreateTable
CREATE TABLE "settlement_run" (
    "id" TEXT NOT NULL,
    "entity_id" TEXT NOT NULL,
    "livemode" BOOLEAN NOT NULL,
    "currency" CHAR(3) NOT NULL,
    "cut_off_on" DATE NOT NULL,
    "state" TEXT NOT NULL,
    "created_by" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "total_minor" BIGINT NOT NULL DEFAULT 0,
    "submitted_at" TIMESTAMPTZ(3),

    CONSTRAINT "settlement_run_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "settlement_run_item" (
    "run_id" TEXT NOT NULL,
    "proposal_id" TEXT NOT NULL,
    "entity_id" TEXT NOT NULL,
    "livemode" BOOLEAN NOT NULL,
    "seller_id" TEXT NOT NULL,
    "settlement_id" TEXT NOT NULL,
    "amount_minor" BIGINT NOT NULL,
    "arguments_hash" TEXT NOT NULL,
    "is_included" BOOLEAN NOT NULL,
    "reason" TEXT NOT NULL DEFAULT '',

    CONSTRAINT "settlement_run_item_pkey" PRIMARY KEY ("run_id","proposal_id")
);

-- CreateIndex
CREATE INDEX "settlement_run_page" ON "settlement_run"("entity_id", "livemode", "id" DESC);

-- AddForeignKey
ALTER TABLE "settlement_run_item" ADD CONSTRAINT "settlement_run_item_run_id_fkey" FOREIGN KEY ("run_id") REFERENCES "settlement_run"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

ALTER TABLE "settlement_run" ADD CONSTRAINT "settlement_run_state" CHECK ("state" IN ('draft', 'submitted', 'cancelled'));
ALTER TABLE "settlement_run_item" ADD CONSTRAINT "settlement_run_item_reason" CHECK ("is_included" = ("reason" = ''));
-- A transfer is in one run; what was left out may be in the next.
CREATE UNIQUE INDEX "settlement_run_item_once" ON "settlement_run_item" ("proposal_id") WHERE "is_included";

-- ── Who sees which rows, and what the application may do ──────────────────────────────────────────────────────
DO $$
DECLARE
  name text;
  own text := 'entity_id = (SELECT current_setting(''tieout.entity_id'', true)) AND livemode = ((SELECT current_setting(''tieout.livemode'', true)) = ''on'')';
BEGIN
  FOREACH name IN ARRAY ARRAY['settlement_run', 'settlement_run_item'] LOOP
    EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', name);
    EXECUTE format('ALTER TABLE %I FORCE ROW LEVEL SECURITY', name);
    EXECUTE format('CREATE POLICY owner_all ON %I TO CURRENT_USER USING (true) WITH CHECK (true)', name);
    EXECUTE format('CREATE POLICY app_scope ON %I TO tieout_app USING (%s) WITH CHECK (%s)', name, own, own);
    EXECUTE format('GRANT SELECT, INSERT ON %I TO tieout_app', name);
  END LOOP;
END $$;
GRANT UPDATE ("state", "total_minor", "submitted_at") ON "settlement_run" TO tieout_app;
GRANT UPDATE ("is_included", "reason") ON "settlement_run_item" TO tieout_app;
